"""What a migration tells: what the exports leave open, what the trackers show, and the report of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from syncscript.cli.show.diagnostics import problem_lines
from syncscript.cli.show.exports import counted
from syncscript.cli.show.report_pages import Page, Section
from syncscript.cli.show.runs import issues_text

if TYPE_CHECKING:
    from syncscript.app.backbone.importing import Import
    from syncscript.app.backbone.journal import Journal
    from syncscript.app.backbone.migrating import Migration
    from syncscript.app.backbone.standing import Standing, Trouble
    from syncscript.contracts import TakenPair

WHY_FEWER = "; the search looks in the connection's project alone, and its index may be late"


def linked_line(pairs: Import) -> str:
    kinds = Counter(link.kind for pair in pairs.pairs for link in pair.links)
    told = " and ".join(counted(kinds[kind], kind) for kind in ("comment", "attachment"))
    return f"copies that stay the copies of their originals: {told}"


def left_lines(pairs: Import) -> Iterator[str]:
    """What an export leaves open, issue by issue: what is not moved, and why."""
    for pair in pairs.pairs:
        for side, told in pair.sides.items():
            keys = issues_text({side: told.key, pair.other(side): pair.sides[pair.other(side)].key})
            if told.alone:
                yield f"{keys}: {_alone_text(pair, side)}"
            if told.ignores_incoming:
                yield (
                    f"{keys}: what comes from {pair.other(side)} is left aside at {side}, as the former sync "
                    "was told (incomingChangesIgnored)"
                )


def _alone_text(pair: TakenPair, side: str) -> str:
    named = ", ".join(f"{kind} {id}" for kind, id in pair.sides[side].alone)
    other = pair.other(side)
    if pair.has_lost(side):
        return f"{named} of {side} never arrived, a message was lost; the first run sends it"
    return f"{named} of {side} has no copy at {other}: the former sync kept it back, and so does this one"


def query_lines(found: Mapping[str, int | None], standing: Standing) -> Iterator[str]:
    """What the search for partners tells on each side, beside what the state knows."""
    for side, count in found.items():
        known = f"the state says {standing.noted.get(side, 0):,}"
        if count is None:
            yield f"{side}: its tracker does not know backbone.remoteKey; {known}"
        else:
            why = "" if count >= standing.noted.get(side, 0) else WHY_FEWER
            yield f"{side}: a search finds {count:,} issues with a partner; {known}{why}"


def report_page(wanted: Migration, journal: Journal, standing: Standing) -> Page:
    primary, secondary = wanted.files
    about = (
        f"{primary} (primary) and {secondary} (secondary); the {wanted.wishes.migrating} side moved",
        f"the merged file: {wanted.merged}",
    )
    moved = (
        f"{standing.paired:,} of {standing.taken:,} pairs go on in {standing.connection}",
        *(line for one in journal.done.values() for line in one.told.moved),
        f"{standing.resynced:,} pairs were gone through again ({', '.join(wanted.fields)}), and both issues "
        "keep the key of their twin",
    )
    left = (*(line for one in journal.done.values() for line in one.told.left), *not_moved(standing))
    to_do = (*(line for one in journal.done.values() for line in one.told.to_do), *left_to_do(standing))
    steps = (
        Section(f"{name} ({one.at})", one.told.lines or ("nothing to tell",))
        for name, one in journal.done.items()
    )
    return Page(f"Migration of {standing.connection}", (
        Section("From", about), Section("Moved", moved),
        Section("Not moved, and why", left or ("everything was moved",)),
        Section("Left to do", to_do), *steps,
    ))  # fmt: skip


def not_moved(standing: Standing) -> Iterator[str]:
    """All of them: the report has no limit."""
    yield from (_trouble("gone", one) for one in standing.gone)
    yield from (_trouble("not sent again", one) for one in standing.failed)
    if standing.pending:
        yield f"{counted(standing.pending, 'pair')} still to be sent again"


def left_to_do(standing: Standing) -> Iterator[str]:
    name = standing.connection
    if standing.failed:
        yield f"mend what failed, then: syncscript backbone resync --connection {name} --retry-failed"
    if standing.gone:
        yield "look whether the other issue of each pair that is gone was meant to go, too"
    yield f"go on with: syncscript run --connection {name}"
    yield "once all is as it should be, delete the original synchronization in Backbone"


def _trouble(word: str, one: Trouble) -> str:
    """One that is gone names its issues by itself."""
    told = "\n".join(f"  {' '.join(line.split())}" for line in problem_lines(one.reason, "")).strip()
    keys = issues_text(one.keys)
    return f"{word}: {told}" if told.startswith(keys) else f"{keys}: {word}: {told}"
