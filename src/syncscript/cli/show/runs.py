"""What a run did: counts, and whatever a person should look at, each with its next act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from syncscript.cli.show.conflicts import conflict_text
from syncscript.cli.show.counting import done_text
from syncscript.cli.show.diagnostics import problem_lines, terminal_safe
from syncscript.cli.show.paint import Paint

if TYPE_CHECKING:
    from syncscript.engine.report import PairFailure, RunSummary

MOST_NOTICES = 10
WHAT_FAILED_PAIRS_WAIT_FOR = (
    "a failed pair is tried again when one of its issues or a rule changes, or after: syncscript retry KEY"
)


def run_text(summary: RunSummary, sides: tuple[str, str], paint: Paint) -> str:
    """The summary of one connection. `sides`: its two side names. Ends in a newline."""
    return "\n".join([_first_line(summary, paint), *_details(summary, sides, paint)]) + "\n"


def needs_a_look(summary: RunSummary) -> bool:
    """Whether a person should see it even when only trouble is asked for."""
    return bool(
        summary.failed or summary.problems or summary.held or summary.conflicts or summary.interrupted
    )


def has_failed(summary: RunSummary) -> bool:
    """Whether the exit code must tell that some pairs, or the whole connection, stand still."""
    return bool(summary.failed or summary.problems or summary.held)


def _first_line(summary: RunSummary, paint: Paint) -> str:
    name = paint.strong(f"{summary.connection}:")
    done = done_text(summary.writes) if any(summary.writes.values()) else _nothing(summary)
    if summary.problems:
        done = f"stopped; {done_text(summary.writes)}"
    counts = (
        ("failed", summary.failed),
        ("held back", summary.held),
        ("waiting", summary.waiting),
        ("in conflict", summary.conflicts),
    )
    extra = [f"{len(found)} {word}" for word, found in counts if found]
    return f"{name} {done}" + (f"; {', '.join(extra)}" if extra else "")


def _nothing(summary: RunSummary) -> str:
    """Nothing to do is said only when that is so."""
    is_unfinished = has_failed(summary) or summary.waiting or summary.conflicts or summary.interrupted
    return "nothing written" if is_unfinished else "nothing to do"


def _details(summary: RunSummary, sides: tuple[str, str], paint: Paint) -> Iterator[str]:
    for problem in summary.problems:
        yield from _told(paint.bad("stopped"), problem_lines(problem, ""))
    yield from _failures(paint.bad("failed"), summary.failed)
    if summary.failed:
        yield f"  {WHAT_FAILED_PAIRS_WAIT_FOR}"
    yield from _failures("held back", summary.held)
    yield from _failures("waiting", summary.waiting)
    for conflict in summary.conflicts:
        other = sides[1] if conflict.side == sides[0] else sides[0]
        yield f"  {conflict_text(conflict, other)}"
    for notice in summary.notices[:MOST_NOTICES]:
        yield from _told("note", problem_lines(notice, ""))
    if len(summary.notices) > MOST_NOTICES:
        yield f"  and {len(summary.notices) - MOST_NOTICES} more notes"
    if summary.interrupted:
        yield "  stopped on request; the next run goes on where this one ended"


def _failures(word: str, failures: Sequence[PairFailure]) -> Iterator[str]:
    for failure in failures:
        yield from _told(f"{word} {issues_text(failure.issues)}", problem_lines(failure.diagnostic, ""))


def _told(subject: str, lines: list[str]) -> Iterator[str]:
    yield f"  {subject}: {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])


def issues_text(issues: Any) -> str:
    """Both keys of a pair: `BlueJira BLUE-1 = GreenJira GREEN-4`."""
    return terminal_safe(" = ".join(f"{side} {key}" for side, key in issues.items() if key)) or "a pair"
