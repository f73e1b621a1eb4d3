"""What an import of pairs would change, did change, and what becomes of what its export leaves open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from syncscript.cli.show.diagnostics import diagnostic_text

if TYPE_CHECKING:
    from syncscript.app.backbone.existing import Existence
    from syncscript.app.backbone.importing import Import
    from syncscript.backbone.comparing import Comparison
    from syncscript.model import Diagnostic

MOST = 20


def preview_lines(wanted: Import, found: Comparison) -> Iterator[str]:
    """`sync: 3 to add, 1 to update, 0 unchanged, 0 in conflict`, and what else there is to know."""
    again = f"{len(found.again):,} to look for again, " if found.again else ""
    yield (
        f"{wanted.connection}: {len(found.added):,} to add, {len(found.updated):,} to update, {again}"
        f"{found.unchanged:,} unchanged, {len(found.refusals):,} in conflict"
    )
    if not found.refusals:
        yield from _beside(found, "would be kept")
        yield from open_lines(wanted)


def done_lines(wanted: Import, found: Comparison) -> Iterator[str]:
    again = f"{len(found.again):,} to look for again, " if found.again else ""
    yield (
        f"{wanted.connection}: {len(found.added):,} added, {len(found.updated):,} updated, {again}"
        f"{found.unchanged:,} unchanged"
    )
    yield from _beside(found, "was kept")


def next_lines(wanted: Import, found: Comparison) -> Iterator[str]:
    """After `done_lines`, where there is something to go on with."""
    if found.added or found.updated or found.again:
        yield from open_lines(wanted)
        yield f"nothing was written to a tracker; look next: syncscript plan --connection {wanted.connection}"


def _beside(found: Comparison, done: str) -> Iterator[str]:
    if found.absent:
        yield f"  {_many(found.absent, 'pair')} taken over before and not in this export: left as before"
    if found.has_news_beside and not found.to_put:
        yield f"  no pair has news; what is told beside the pairs has, and {done}"


def open_lines(wanted: Import) -> Iterator[str]:
    """What the export leaves open, and what a run makes of it."""
    from syncscript.app.backbone.left_open import left_open

    found = left_open(wanted)
    if found.undelivered:
        owed = f", and {_items(found.owed)} without a copy" if found.owed else ""
        yield (
            f"  {_many(found.undelivered, 'pair')} with messages that never arrived: a run sends what was "
            f"changed since the last one that did{owed}"
        )
    if found.alone:
        yield f"  {_items(found.alone)} without a copy, and no message lost: not sent"
    if found.ignored:
        yield (
            f"  {_many(found.ignored, 'pair')} with an issue that ignores incoming changes: stays so; what "
            "is done there still goes over"
        )
    if found.apart:
        issues = _many(found.apart, "issue")
        yield f"  {issues} that one side alone calls paired: each stands still, so that it gets no new twin"
    if found.moved:
        yield f"  {_many(found.moved, 'issue')} of another project: looked for by key, kept in step there"


def _many(number: int, word: str) -> str:
    """With a comma between thousands, as all counts of an import."""
    return f"1 {word}" if number == 1 else f"{number:,} {word}s"


def _items(number: int) -> str:
    return "1 comment or attachment" if number == 1 else f"{number:,} comments or attachments"


def refusal_lines(refusals: Sequence[Diagnostic]) -> Iterator[str]:
    """The first reasons, how many there are besides, and what has become of the import."""
    yield from (diagnostic_text(refusal) for refusal in refusals[:MOST])
    if len(refusals) > MOST:
        yield f"and {len(refusals) - MOST:,} more; --report FILE has all of them"
    yield "nothing was taken over"


def existence_line(found: Existence) -> str:
    return f"{found.looked_for:,} issues asked for: {found.gone:,} gone or hidden, {found.moved:,} moved"
