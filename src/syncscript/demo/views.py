"""Rows for the demo's tables, read from both Jiras as they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from syncscript.demo.people import Person
from syncscript.demo.sandboxes import Jiras


def filed_rows(filed: Sequence[tuple[Person, str]]) -> list[list[str]]:
    """One row an issue: key, person, type, summary, labels, number of comments and files."""
    rows = []
    for person, key in filed:
        fields = person.look(key)
        rows.append([key, person.name, fields["issuetype"]["name"], fields["summary"], *_lists(fields)])
    return rows


def pair_rows(folder: Path, jiras: Jiras) -> list[list[str]]:
    """Two rows a pair, Blue above Green, so that eyes can compare them."""
    rows: list[list[str]] = []
    for blue, green in sorted(jiras.twins().items(), key=lambda pair: int(pair[0].rpartition("-")[2])):
        rows += _pair(blue, green, jiras)
    return rows


def _pair(blue: str, green: str, jiras: Jiras) -> Iterator[list[str]]:
    for key, person in ((blue, jiras.blue_person), (green, jiras.green_person)):
        fields = person.look(key)
        yield [key, fields["summary"], fields["status"]["name"], fields["priority"]["name"], *_lists(fields)]


def _lists(fields: dict[str, Any]) -> list[str]:
    comments = fields.get("comment") or {}
    return [
        " ".join(sorted(fields["labels"])) or "-",
        str(comments.get("total", len(comments.get("comments", [])))),
        str(len(fields.get("attachment") or [])),
    ]
