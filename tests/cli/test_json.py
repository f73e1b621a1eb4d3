"""Every key of every JSON document is on its page, and no key that programs rely on goes away."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from syncscript import model
from syncscript.cli.group import syncscript
from syncscript.contracts import Rejected
from tests.cli.conftest import Desk

PAGE = (Path(__file__).parents[2] / "docs/reference/json.md").read_text("utf-8")
TOLD = set(re.findall(r"`([a-z_-]+)`", PAGE))
NAMES_OF_DATA = ("fields", "issues", "counts", "writes")
"""Below these stand names of fields, sides and kinds."""
VALUES = ("value", "shown", "base", "ours", "theirs")
DIAGNOSTIC = {"code", "severity", "message", "help", "span", "excerpt", "excerpt_column"}
SUMMARY = {"connection", "writes", "changed", "interrupted"} | {
    "failed", "waiting", "held", "conflicts", "notices", "problems",
}  # fmt: skip
TROUBLED = {"pair", "issues", "state", "problem", "attempts", "not_before"}


def keys_of(data: Any) -> Iterator[str]:
    if isinstance(data, list):
        for item in data:
            yield from keys_of(item)
    if not isinstance(data, dict):
        return
    for key, value in data.items():
        yield key
        if key in NAMES_OF_DATA and isinstance(value, dict):
            yield from keys_of([inner for inner in value.values() if isinstance(inner, dict)])
        elif key not in VALUES:
            yield from keys_of(value)


def busy(desk: Desk) -> Desk:
    """A pair with a conflict, and a new issue that the other side is about to refuse."""
    blue = desk.blue.add(summary="one", labels={"sync"})
    desk.type("run")
    desk.blue.edit(blue, summary="from blue")
    desk.green.edit(desk.twin(), summary="from green")
    desk.blue.add(summary="refused", labels={"sync"})
    desk.green.faults["create"] = [Rejected("no", help="yes")]
    return desk


def test_plan(desk: Desk) -> None:
    data = busy(desk).data("plan")
    assert set(data) == {"format", "changes", "counts", "connections"}
    (connection,) = data["connections"]
    assert set(connection) == {"format", "connection", "problems", "pairs", "standing", "notices"}
    expected = {"pair", "source", "target", "source_issue", "target_issue"} | {
        "operations", "conflicts", "notices", "held",
    }  # fmt: skip
    assert [set(pair) for pair in connection["pairs"]] == [expected] * len(connection["pairs"])
    assert {*keys_of(data)} - {"set"} <= TOLD


def test_validated_exports(tmp_path: Path) -> None:
    export = tmp_path / "slip.json"
    export.write_text('{"firstConnector": [{}], "secondConnector": [],}')
    words = ["backbone", "validate", str(export), "--lenient", "--format", "json"]
    data = json.loads(CliRunner().invoke(syncscript, words).stdout)
    assert set(data) == {"format", "sides", "match", "repairs", "findings"}
    assert data["repairs"] and data["findings"] and data["match"]
    assert {*keys_of(data)} <= TOLD


def test_every_kind_of_operation_is_told_with_its_keys() -> None:
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", PAGE, re.M))
    operations = [kind for kind in vars(model).values() if isinstance(getattr(kind, "kind", None), str)]
    assert len(operations) > 7
    for operation in operations:
        told = set(re.findall(r"`(\w+)`", rows[operation.kind]))
        assert {field.name for field in fields(operation) if field.name != "kind"} <= told, operation


def test_run(desk: Desk) -> None:
    failed = busy(desk).data("run")
    assert set(failed) == {"format", "connections"}
    assert [set(summary) for summary in failed["connections"]] == [SUMMARY]
    assert {*keys_of(failed)} <= TOLD
    conflicts = failed["connections"][0]["conflicts"]
    assert conflicts and set(conflicts[0]) == {
        "pair", "side", "field", "base", "ours", "theirs", "winner", "policy", "at",
    }  # fmt: skip


def test_run_line_by_line(desk: Desk) -> None:
    lines = [json.loads(line) for line in busy(desk).type("run", "--format", "jsonl").stdout.splitlines()]
    assert set(lines[-1]) == {"event", *SUMMARY}
    assert all({"event", "connection", "phase", "done", "total"} <= set(line) for line in lines[:-1])
    assert {key for line in lines for key in keys_of(line)} <= TOLD


def test_status(desk: Desk) -> None:
    fresh = desk.data("status")
    assert set(fresh) == {"format", "connections", "note"}
    assert fresh["connections"][0]["last_run"] is None
    busy(desk).type("run")
    data = desk.data("status")
    assert set(data) == {"format", "connections"}
    (troubled,) = data["connections"][0]["troubled"]
    assert set(troubled) == TROUBLED
    assert set(troubled["problem"]) == DIAGNOSTIC
    assert {*keys_of(data)} <= TOLD
    pairs = desk.data("status", "BLUE-1")
    assert set(pairs) == {"format", "pairs"}
    assert set(pairs["pairs"][0]) == {*TROUBLED, "connection", "queue", "writes", "conflicts"}
    assert {*keys_of(pairs)} <= TOLD


def test_json_is_whole_in_any_encoding(desk: Desk) -> None:
    desk.blue.add(summary="日本 \U0001f680 é", labels={"sync"})
    desk.type("run")
    asked = ["status", "BLUE-1", "--format", "json", "--project", str(desk.folder)]
    for encoding in ("latin-1", "ascii", "utf-8"):
        environment = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": encoding}
        command = [sys.executable, "-m", "syncscript", *asked]
        ended = subprocess.run(command, capture_output=True, check=True, env=environment)
        data = json.loads(ended.stdout.decode(encoding))
        assert data["pairs"][0]["writes"][0]["detail"]["fields"]["summary"]["new"] == "日本 \U0001f680 é"
