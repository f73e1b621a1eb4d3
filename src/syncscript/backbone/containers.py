"""An export as it was read: one side or two, each a list of raw entries.

Knows the three shapes that Backbone writes, and which side's list stands where in its document. Refuses to
know what is in an entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from syncscript.model import Diagnostic, DiagnosticError

FIRST = "firstConnector"
SECOND = "secondConnector"
CONNECTORS = (FIRST, SECOND)

Entry = dict[str, Any]
"""One synced issue as its side tells it. What is listed may be no object at all; the checks say so."""


@dataclass(frozen=True, slots=True)
class Side:
    """name: the connector, or the file that it came from; root: JSON pointer of the list in its document."""

    name: str
    entries: list[Entry]
    root: str = f"/{FIRST}"

    def pointer(self, index: int, path: str = "") -> str:
        """The JSON pointer of an entry, or of what `path` names inside of it."""
        return f"{self.root}/{index}{path}"


@dataclass(frozen=True, slots=True)
class Repair:
    """What lenient reading changed in the text. Lines and columns count from 1, in the text as it was."""

    line: int
    column: int
    done: str

    def __str__(self) -> str:
        return f"repaired line {self.line} column {self.column}: {self.done}"


@dataclass(frozen=True, slots=True)
class Export:
    """shape: `object` with one side, `merged` with two, or a bare `array`; others: keys beside the sides."""

    sides: tuple[Side, ...]
    shape: str
    repairs: tuple[Repair, ...] = ()
    others: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


class Unreadable(DiagnosticError):
    """The bytes are no export. Carries a diagnostic for each file: what is wrong, where, and the next act."""

    @property
    def diagnostic(self) -> Diagnostic:
        return self.diagnostics[0]
