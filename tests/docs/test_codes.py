"""Every diagnostic code belongs to one room, and the page of families names it."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "diagnostics.md"
CODE = re.compile(r'"((?:SYN|SEM|BB|[A-Z])\d{3})"')
ROOMS = {
    **dict.fromkeys(("app", "cli", "config", "demo"), "the project"),
    **dict.fromkeys(("contracts", "store"), "the state"),
}
"""Rooms that share a family, because a person meets them as one thing."""


def codes_by_room() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in (ROOT / "src" / "syncscript").rglob("*.py"):
        room = path.relative_to(ROOT / "src" / "syncscript").parts[0].removesuffix(".py")
        found[ROOMS.get(room, room)].update(CODE.findall(path.read_text("utf-8")))
    return found


def test_no_code_is_used_by_two_rooms() -> None:
    owners = defaultdict(set)
    for room, codes in codes_by_room().items():
        for code in codes:
            owners[code].add(room)
    assert {code: rooms for code, rooms in owners.items() if len(rooms) > 1} == {}


def test_the_page_names_every_family() -> None:
    told = set(re.findall(r"^\| `([A-Z]+)` ", PAGE.read_text("utf-8"), re.M))
    used = {code[:-3] for codes in codes_by_room().values() for code in codes}
    assert told == used
