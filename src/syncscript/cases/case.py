"""One case: what a rule is given, and what is expected of it. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from syncscript.cases.documents import Document, Path
from syncscript.model import Json, Provenance, Span


@dataclass(frozen=True, slots=True)
class Sides:
    """The rule files of two sides by the name of the side, as a case file names them.

    mapping: one file for both; files: side -> kind -> file; connection: its name in syncscript.toml.
    """

    names: tuple[str, ...] = ()
    mapping: str | None = None
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    connection: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case as its file tells it.

    rule: the rule file as it was named, None for the one beside; side and kind: which rule of a mapping
    file; origin: the side whose issue changed, of a two-sided case, else None; given and expect: as they
    stand; at: path of the case in its document; sources: where a part of `expect` is written, when that is
    not below the case's own `expect`: a cell of a table.
    """

    document: Document
    at: Path
    name: str
    given: Mapping[str, Json]
    expect: Mapping[str, Json]
    rule: str | None = None
    side: str | None = None
    kind: str | None = None
    origin: str | None = None
    sides: Sides | None = None
    sources: Mapping[Path, Path] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.document.file}::{self.name}"

    @property
    def span(self) -> Span:
        return self.document.span(self.at)

    @property
    def is_two_sided(self) -> bool:
        return self.origin is not None


@dataclass(frozen=True, slots=True)
class Difference:
    """Where what was got is not what was expected.

    path: into `expect`; words: a whole sentence where expected/got says too little; by: the rule line that
    wrote the value that was got.
    """

    path: Path
    expected: Json
    got: Json
    by: Provenance | None = None
    words: str = ""
