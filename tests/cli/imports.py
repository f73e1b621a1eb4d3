"""Exports for the cases of import, and what a desk does with them."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from click.testing import Result

from tests.cli.conftest import Desk


def merged(desk: Desk, *pairs: tuple[dict[str, Any], dict[str, Any]], name: str = "merged.json") -> str:
    """A merged file of these pairs, beside the project."""
    path = desk.folder.parent / name
    data = {"firstConnector": [p[0] for p in pairs], "secondConnector": [p[1] for p in pairs]}
    path.write_text(json.dumps(data))
    return str(path)


def take(desk: Desk, file: str, *options: str) -> Result:
    return desk.type("backbone", "import", file, "--connection", "blue-green", *options)


def bytes_of(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".lock")
    return {str(file.relative_to(folder)): sha256(file.read_bytes()).hexdigest() for file in files}


def in_step(desk: Desk, number: int) -> None:
    """So many issues on both sides that show the same."""
    for _ in range(number):
        for tracker in (desk.blue, desk.green):
            tracker.add(summary="one", labels={"sync"}, priority="High", status="To Do")
