"""What lint tells: a diagnostic under the name of its rule, and how it is mended where that is known.

Refuses to apply anything.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.model import Diagnostic


@dataclass(frozen=True, slots=True)
class Edit:
    """The text between two offsets of the file, and what stands there afterwards."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """title: what it does, as an order: `write == to compare`. safe: the rule does after it what it did
    before, or what it plainly meant; all others ask a person."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """name: of the lint rule, `assignment-in-condition`."""

    name: str
    diagnostic: Diagnostic
    fix: Fix | None = None
