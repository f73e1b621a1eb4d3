"""What sending fields again did, and how a takeover stands: counts, and the first reasons of what failed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from syncscript.cli.show.conflicts import conflict_text
from syncscript.cli.show.counting import done_text
from syncscript.cli.show.diagnostics import problem_lines, terminal_safe
from syncscript.cli.show.runs import issues_text

if TYPE_CHECKING:
    from syncscript.app.backbone.standing import Standing, Trouble
    from syncscript.engine.report import PairFailure, RunSummary

MOST = 20


def resync_lines(summary: RunSummary, sides: tuple[str, str]) -> Iterator[str]:
    """Of one pass; failures are told with the standing."""
    what = done_text(summary.writes) if any(summary.writes.values()) else "nothing written"
    yield f"{summary.connection}: {'stopped; ' if summary.problems else ''}{what}"
    for problem in summary.problems:
        yield from _told("stopped", problem_lines(problem, ""))
    yield from _first([_waiting(one) for one in summary.waiting])
    for conflict in summary.conflicts[:MOST]:
        yield f"  {conflict_text(conflict, sides[1] if conflict.side == sides[0] else sides[0])}"
    yield from _more(len(summary.conflicts), "conflicts")
    yield from _first([list(_told("note", problem_lines(notice, ""))) for notice in summary.notices])
    if summary.interrupted:
        yield "  stopped on request; the same command goes on where this one ended"
    elif summary.waiting or summary.problems:
        yield "  a resync does not go on by itself: call it again for what is left"


def standing_lines(found: Standing) -> Iterator[str]:
    counts = (
        (found.paired, "paired"), (found.resynced, "resynced"), (found.pending, "pending"),
        (len(found.failed), "failed"), (found.ignored, "ignored"), (len(found.gone), "gone"),
    )  # fmt: skip
    yield f"{found.connection}: " + ", ".join(f"{count:,} {word}" for count, word in counts)
    yield from _first([_trouble("failed", one) for one in found.failed])
    if found.failed:
        yield "  once that is mended: syncscript backbone resync --retry-failed"
    yield from _first([_trouble("gone", one) for one in found.gone])
    if found.ended:
        they_are = "one is" if found.ended == 1 else f"{found.ended:,} are"
        yield f"  of the paired {they_are} under sync no more; a resync leaves them"
    if found.others:
        pairs = "pair was" if found.others == 1 else "pairs were"
        yield f"  {found.others:,} more {pairs} not taken over: runs keep them in step, a resync leaves them"


def standing_as_data(found: Standing) -> dict[str, Any]:
    """All that failed and is gone, without a limit."""
    return {
        "connection": found.connection, "taken": found.taken, "paired": found.paired,
        "resynced": found.resynced, "pending": found.pending, "ignored": found.ignored,
        "ended": found.ended, "others": found.others,
        "noted": dict(found.noted),
        "failed": [_trouble_as_data(one) for one in found.failed],
        "gone": [_trouble_as_data(one) for one in found.gone],
    }  # fmt: skip


def _trouble_as_data(one: Trouble) -> dict[str, Any]:
    return {"issues": dict(one.keys), "source": one.source, "diagnostic": one.reason.as_data()}


def _trouble(word: str, one: Trouble) -> list[str]:
    way = f" from {terminal_safe(one.source)}" if one.source else ""
    return list(_told(f"{word}{way} {issues_text(one.keys)}", problem_lines(one.reason, "")))


def _waiting(one: PairFailure) -> list[str]:
    return list(_told(f"waiting {issues_text(one.issues)}", problem_lines(one.diagnostic, "")))


def _told(subject: str, lines: list[str]) -> Iterator[str]:
    yield f"  {subject}: {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])


def _first(told: Sequence[list[str]]) -> Iterator[str]:
    yield from (line for lines in told[:MOST] for line in lines)
    yield from _more(len(told))


def _more(count: int, what: str = "") -> Iterator[str]:
    if count > MOST:
        yield f"  and {count - MOST:,} more{f' {what}' if what else ''}"
