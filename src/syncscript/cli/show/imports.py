"""What an import of pairs would change, did change, and what its trackers say of the issues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from syncscript.cli.show.diagnostics import diagnostic_text, terminal_safe

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
    yield from _beside(found)


def _beside(found: Comparison) -> Iterator[str]:
    if found.absent:
        pairs = "1 pair" if found.absent == 1 else f"{found.absent:,} pairs"
        yield f"  {pairs} taken over before, and not in this export: kept as before"
    if found.has_news_beside and not found.to_put:
        yield "  no pair changes, but what is remembered beside them"


def done_lines(wanted: Import, found: Comparison) -> Iterator[str]:
    again = f"{len(found.again):,} to look for again, " if found.again else ""
    yield (
        f"{wanted.connection}: {len(found.added):,} added, {len(found.updated):,} updated, {again}"
        f"{found.unchanged:,} unchanged"
    )
    yield from _beside(found)
    if found.added or found.updated or found.again:
        yield f"nothing was written to a tracker; look next: syncscript plan --connection {wanted.connection}"


def refusal_lines(refusals: Sequence[Diagnostic]) -> Iterator[str]:
    """The first reasons, how many there are besides, and what has become of the import."""
    yield from (diagnostic_text(refusal) for refusal in refusals[:MOST])
    if len(refusals) > MOST:
        yield f"and {len(refusals) - MOST:,} more"
    yield "nothing was taken over"


def existence_lines(found: Existence) -> Iterator[str]:
    gone, moved = len(found.missing), len(found.moved)
    yield f"{found.looked_for:,} issues asked for: {gone:,} gone or hidden, {moved:,} moved"
    missing = (f"{one.side} {one.key}: gone, or hidden from this account" for one in found.missing)
    yield from _first(missing, gone)
    yield from _first((f"{one.side} {one.key}: moved, it is {one.now} now" for one in found.moved), moved)


def _first(lines: Iterable[str], count: int) -> Iterator[str]:
    for number, line in enumerate(lines):
        if number == MOST:
            yield f"  and {count - MOST:,} more"
            return
        yield f"  {terminal_safe(line)}"
