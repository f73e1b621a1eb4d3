"""Two exports in a folder, and the merge of them as a person types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from syncscript.cli.group import syncscript
from tests.backbone.exports import as_bytes, document, entry

SENT = [{"localId": "501"}]
GOT = [{"remoteId": "501", "localId": "777"}]
OAK = [entry(2), entry(1, comments=SENT, note={"a": [1, {}]})]
ELM = [entry(1, "ELM", "OAK", comments=GOT), entry(2, "ELM", "OAK")]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(syncscript, ["backbone", *map(str, arguments)])


def merging(folder: Path, *more: str, migrating: str = "primary", out: str = "out.json") -> Result:
    files = ("--primary", folder / "oak.json", "--secondary", folder / "elm.json", "-o", folder / out)
    return run("merge", "--migrating", migrating, *files, *more)


def written(folder: Path) -> Any:
    return json.loads((folder / "out.json").read_text("utf-8"))


def put(folder: Path, name: str, entries: list[dict[str, Any]]) -> None:
    (folder / name).write_bytes(as_bytes(document(entries)))
