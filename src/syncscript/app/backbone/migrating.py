"""A migration's inputs and where it keeps what it makes; and what its tracker is asked in the end.

Everything else is what the single commands do. Refuses to ask people, and to decide when anything is done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from syncscript.app.backbone.files import content_of
from syncscript.app.backbone.importing import Wrong
from syncscript.app.backbone.journal import Journal, digest, journal_at
from syncscript.app.backbone.merging import Merged, Wishes, merged
from syncscript.app.backbone.output import refuse_to_overwrite
from syncscript.app.writing_files import write_file
from syncscript.backbone import Conditions
from syncscript.backbone.progress import HAS_TWIN
from syncscript.backbone.writing import pieces_of
from syncscript.contracts import Tracker, TrackerError
from syncscript.model import DiagnosticError


@dataclass(frozen=True, slots=True)
class Migration:
    """primary, secondary: paths of both exports; wishes: how they are merged; folder: of the merged file, the
    journal and the reports; fields: that the resync sends."""

    primary: str
    secondary: str
    wishes: Wishes
    connection: str
    fields: tuple[str, ...]
    folder: Path
    max_size: int
    lenient: bool = False

    @property
    def files(self) -> tuple[str, str]:
        return self.primary, self.secondary

    @property
    def inputs(self) -> tuple[str, ...]:
        """All that is read: the exports, and the tables of ids."""
        return (*self.files, *(file for _, _, file in self.wishes.id_maps))

    @property
    def merged(self) -> Path:
        return self.folder / "merged.json"

    def journal(self, conditions: Conditions) -> Journal:
        """Of these files and choices. Unreadable where an export cannot be read at all."""
        wishes, timeless = self.wishes, replace(conditions, now=None)
        told = (wishes.migrating, wishes.rekeys, wishes.only_matched, sorted(wishes.allowed), self.lenient,
                timeless)  # fmt: skip
        chosen = "\0".join((repr(told), self.connection, *self.fields)).encode()
        contents = (content_of(path, self.max_size) for path in self.inputs)
        return journal_at(self.folder / "journal.json", digest((chosen, *contents)))


def both_sides(wanted: Migration, conditions: Conditions) -> Merged:
    """The exports as they will be merged, with what is wrong with them. Writes nothing."""
    primary, secondary = wanted.files
    return merged(
        primary, secondary, wanted.wishes, conditions, lenient=wanted.lenient, max_size=wanted.max_size
    )


def write_merged(wanted: Migration, conditions: Conditions) -> int:
    """The merged file, and the number of its entries. Wrong where the exports have errors, NotOverwritten
    where one of them stands in its place."""
    refuse_to_overwrite(wanted.merged, wanted.inputs, force=True)
    result = both_sides(wanted, conditions)
    if result.is_wrong:
        raise Wrong(result.findings)
    write_file(wanted.merged, pieces_of(result.export))
    return sum(len(side.entries) for side in result.export.sides)


def found_by_query(trackers: Mapping[str, tuple[Tracker, str]]) -> dict[str, int | None]:
    """By side, how many issues know their twin's key as the search says; None where the tracker has no such
    field. trackers: with their projects."""
    found: dict[str, int | None] = {}
    for side, (tracker, project) in trackers.items():
        try:
            found[side] = len(tracker.changes(project, None, HAS_TWIN))
        except TrackerError as error:
            if error.retryable:
                raise DiagnosticError(error.diagnostic) from error
            found[side] = None
    return found
