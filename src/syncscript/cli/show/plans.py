"""A plan as text: per pair what would be written, and last a line that counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from syncscript.cli.show.conflicts import conflict_text
from syncscript.cli.show.counting import counted, to_do_text
from syncscript.cli.show.diagnostics import problem_lines, terminal_safe
from syncscript.cli.show.operations import lines_of
from syncscript.cli.show.paint import Paint
from syncscript.cli.show.runs import issues_text

if TYPE_CHECKING:
    from syncscript.engine.report import ConnectionPlan, PairPlan


def plan_text(plans: Sequence[ConnectionPlan], paint: Paint) -> str:
    """The whole plan, ending in the line that counts and a newline."""
    lines: list[str] = []
    for plan in plans:
        lines += _connection_lines(plan, paint)
    lines.append(_count_line(plans, paint))
    return "\n".join(lines) + "\n"


def _connection_lines(plan: ConnectionPlan, paint: Paint) -> Iterator[str]:
    told = [pair for pair in plan.pairs if is_worth_telling(pair)]
    if not (told or plan.problems or plan.standing or plan.notices):
        return
    yield paint.strong(f"Connection {plan.connection}")
    yield ""
    for problem in plan.problems:
        yield from _marked(problem_lines(problem, ""), paint)
        yield ""
    for notice in plan.notices:
        yield from (f"  {line}" for line in _marked(problem_lines(notice, ""), paint))
        yield ""
    for pair in told:
        yield from pair_lines(pair, paint)
        yield ""
    for failure in plan.standing:
        yield f"  {paint.strong(issues_text(failure.issues))}"
        yield from (f"    {line}" for line in _marked(problem_lines(failure.diagnostic, ""), paint))
        yield ""


def is_worth_telling(pair: PairPlan) -> bool:
    return bool(pair.operations or pair.conflicts or pair.notices)


def pair_lines(pair: PairPlan, paint: Paint) -> Iterator[str]:
    """One pair: a heading, its writes, and what a person should know about them."""
    yield f"  {paint.strong(heading_of(pair))}"
    if pair.held:
        yield f"    {paint.mark('!')} held back: this run would remove too much; see --allow-removals"
    for operation in pair.operations:
        for line in lines_of(operation):
            yield line.painted(paint, "    ")
    for conflict in pair.conflicts:
        other = pair.source if conflict.side == pair.target else pair.target
        yield f"    {paint.mark('!')} {conflict_text(conflict, other)}"
    for notice in pair.notices:
        yield from (f"    {line}" for line in _marked(problem_lines(notice, ""), paint))


def heading_of(pair: PairPlan) -> str:
    target = pair.target_issue.key if pair.target_issue and pair.target_issue.key else "a new issue"
    return terminal_safe(f"{pair.source} {pair.source_issue.key} -> {pair.target} {target}")


def _marked(lines: list[str], paint: Paint) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield f"{paint.mark('!') if index == 0 else ' '} {line}"


def _count_line(plans: Sequence[ConnectionPlan], paint: Paint) -> str:
    pairs = [pair for plan in plans for pair in plan.pairs]
    counts = counted(operation for pair in pairs if not pair.held for operation in pair.operations)
    stuck = sum(len(plan.standing) + len(plan.problems) for plan in plans)
    conflicts = sum(len(pair.conflicts) for pair in pairs)
    held = sum(pair.held for pair in pairs)
    extra = f" {conflicts} in conflict." if conflicts else ""
    extra += paint.bad(f" {held} held back.") if held else ""
    extra += paint.bad(f" {stuck} cannot be applied now.") if stuck else ""
    if not counts:
        return f"{paint.strong('No changes.')} Nothing would be written.{extra}"
    return f"{paint.strong('Plan:')} {to_do_text(counts)}.{extra}"
