"""What a check found, in the order in which people read it. Refuses to know what is looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

USUAL_KEY = r"[A-Z][A-Z0-9_]+-[1-9][0-9]*"


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """side: name of the side that it is about; pointer: JSON pointer in that side's document; local, remote:
    the keys that the entry tells, empty where it is about no single entry or where it has none.
    """

    code: str
    level: Level
    side: str
    pointer: str
    local: str
    remote: str
    message: str

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the admin demands. now: epoch milliseconds, or None where nobody asks what lies in the future;
    issue_key: the pattern that every key must match from end to end.
    """

    allow_moved: bool = False
    require_drained: bool = False
    issue_key: str = USUAL_KEY
    now: int | None = None


def natural(key: str) -> tuple[str, int, str]:
    """Orders keys as people do: OAK-9 before OAK-10."""
    head, _, digits = key.rpartition("-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= 18
    return (head, int(digits), key) if is_number else (key, 0, key)


def in_order(findings: Iterable[Finding], sides: Iterable[str]) -> list[Finding]:
    """By side, natural key and code; the same findings have the same order always."""
    places = {name: place for place, name in enumerate(sides)}
    return sorted(
        findings, key=lambda f: (places.get(f.side, -1), natural(f.local), f.code, pointed(f.pointer))
    )


def pointed(pointer: str) -> tuple[int, str]:
    """Orders pointers so that the tenth entry comes after the ninth."""
    number = re.search(r"\d+", pointer)
    return (int(number[0]) if number else -1, pointer)
