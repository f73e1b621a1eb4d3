"""What a check found, in the order in which people read it. Refuses to know what is looked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
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
        return {
            "code": self.code,
            "level": self.level.value,
            "side": self.side,
            "pointer": self.pointer,
            "local": self.local,
            "remote": self.remote,
            "message": self.message,
        }


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
    """By side, natural key and code; where these are the same, as they were found."""
    places = {name: place for place, name in enumerate(sides)}
    keys = cache(natural)
    return sorted(findings, key=lambda found: (places.get(found.side, -1), keys(found.local), found.code))
