"""Results of rule tests as text: for each case that failed what was expected, what was got, and which rule
line wrote it."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from syncscript.cases.case import Difference
from syncscript.cases.matching import MISSING
from syncscript.cases.running import Result
from syncscript.cli.show.diagnostics import problem_lines, terminal_safe
from syncscript.cli.show.paint import Paint
from syncscript.cli.show.widths import cut
from syncscript.model import Diagnostic

LONGEST = 300


def result_lines(
    result: Result, paint: Paint, line_of: Callable[[str, int], str], told: Collection[Diagnostic] = ()
) -> Iterator[str]:
    """A failed case. line_of: the text of a line of a rule file; told: problems that were told before."""
    case = result.case
    place = f"{case.document.file}:{case.span.line}"
    yield f"{paint.bad('FAIL')} {paint.strong(terminal_safe(case.name))}  {paint.faint(terminal_safe(place))}"
    for problem in result.problems:
        if problem in told:
            yield f"  {terminal_safe(problem.message)} [{problem.code}] {paint.faint('as above')}"
        else:
            yield from problem_lines(problem, "  ")
    for difference in result.differences:
        yield from difference_lines(difference, paint, line_of)
    asked = [] if "answers" in case.given else unanswered(result)
    if asked:
        yield f"  {paint.faint('without answers, these questions found nothing:')} {', '.join(asked)}"


def unanswered(result: Result) -> list[str]:
    outcome = result.observed.outcome if result.observed else None
    return [terminal_safe(question.key) for question, _ in outcome.questions] if outcome else []


def difference_lines(d: Difference, paint: Paint, line_of: Callable[[str, int], str]) -> Iterator[str]:
    title = path_text(d)
    yield f"  {paint.strong(terminal_safe(title))}" + (f": {terminal_safe(d.words)}" if d.words else "")
    if is_long(d.expected) and is_long(d.got):
        yield from (f"    {terminal_safe(line)}" for line in text_difference(d.expected, d.got))
    else:
        if d.expected is not MISSING:
            yield f"    {paint.mark('-')} expected {shown(d.expected)}"
        if d.got is not MISSING and not (d.words and d.path == ("error",)):
            yield f"    {paint.mark('+')} got      {shown(d.got)}"
    if d.by is not None:
        source = line_of(d.by.file, d.by.line).strip()
        told = f"written by {d.by}  {source}"
        yield f"    {paint.faint(terminal_safe(told))}"


def path_text(d: Difference) -> str:
    parts = ""
    for part in d.path:
        parts += f"[{part}]" if isinstance(part, int) else f".{part}" if parts else str(part)
    return parts


def is_long(value: Any) -> bool:
    return isinstance(value, str) and "\n" in value


def text_difference(expected: str, got: str) -> list[str]:
    lines = difflib.unified_diff(expected.splitlines(), got.splitlines(), "expected", "got", lineterm="", n=2)
    return list(lines) or ["the texts differ in their last line end"]


def shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    begin = cut(text, LONGEST)
    return terminal_safe(text if begin == text else f"{begin}… ({len(text)} characters)")


def total_line(results: Sequence[Result], left_out: int) -> str:
    failed = sum(not result.passed for result in results)
    parts = [f"{len(results)} case{'s' * (len(results) != 1)}", f"{len(results) - failed} passed",
             f"{failed} failed"]  # fmt: skip
    return ", ".join(parts + ([f"{left_out} left out"] if left_out else []))
