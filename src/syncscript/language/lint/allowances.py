"""`// lint: allow <rule-name>`: what is allowed on its line, or alone on a line: on the next line of code.

An allowance that allows nothing is a finding itself. Refuses to know files and baselines.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from syncscript.language.lint.finding import Edit, Finding, Fix
from syncscript.language.lint.linted import Linted
from syncscript.model import Diagnostic, Severity
from syncscript.model.pages import pages

ALLOWANCE = re.compile(r"//+\s*lint:\s*allow\s+(?P<names>[\w-]+(?:\s*,\s*[\w-]+)*)")
NAME = "unused-allowance"
CODE = "L001"


@dataclass(slots=True)
class Allowance:
    """line: what it is for; start and end: the comment; used: the names that allowed something."""

    line: int
    names: tuple[str, ...]
    start: int
    end: int
    used: set[str] = field(default_factory=set)


def without_allowed(
    found: list[Finding], linted: Linted, silent: Container[str] = ()
) -> list[Finding]:
    """The findings that nobody allowed, and one for each allowance without effect. Errors stay.

    silent: names of rules that were not asked, so that nothing is known of their allowances.
    """
    allowances = list(allowances_in(linted))
    if not allowances:
        return found
    kept = [finding for finding in found if not is_allowed(finding, allowances)]
    return [*kept, *(unused(each, name, linted) for each in allowances for name in each.names
                     if name not in each.used and name not in silent)]  # fmt: skip


def allowances_in(linted: Linted) -> Iterator[Allowance]:
    for comment in linted.script.comments:
        match = ALLOWANCE.match(comment.text)
        if match is None:
            continue
        line, column = linted.source.position(comment.start)
        alone = not linted.source.line(line)[: column - 1].strip()
        names = tuple(re.split(r"\s*,\s*", match["names"]))
        yield Allowance(next_line_of_code(linted, line) if alone else line, names, comment.start, comment.end)


def next_line_of_code(linted: Linted, line: int) -> int:
    """Behind comments and empty lines."""
    last = linted.source.position(len(linted.source.text))[0]
    for number in range(line + 1, last + 1):
        written = linted.source.line(number).strip()
        if written and not written.startswith("//"):
            return number
    return line


def is_allowed(finding: Finding, allowances: list[Allowance]) -> bool:
    told, span = finding.diagnostic, finding.diagnostic.span
    if span is None or (told.severity is Severity.ERROR and told.code.startswith("SYN")):
        return False
    for each in allowances:
        if each.line == span.line and finding.name in each.names:
            each.used.add(finding.name)
            return True
    return False


def unused(allowance: Allowance, name: str, linted: Linted) -> Finding:
    span = linted.source.span(allowance.start, allowance.end)
    near = get_close_matches(name, names_of_findings(), n=1, cutoff=0.8)
    if near and near[0] != name:
        message, help = f"No finding is called {name}.", f"did you mean {near[0]}?"
    else:
        message = f"Nothing here needs the allowance of {name}."
        help = "take it away, or write the name of the finding that it is for"
    excerpt = linted.source.line(span.line)
    told = Diagnostic(CODE, message, span, help, Severity.WARNING, excerpt)
    return Finding(NAME, told, None if near and near[0] != name else without_comment(allowance, linted))


def names_of_findings() -> list[str]:
    from syncscript.language.lint.registry import lint_rules

    return [*lint_rules(), *(page.name for page in pages().values())]


def without_comment(allowance: Allowance, linted: Linted) -> Fix | None:
    """The comment goes with the spaces before it; it stays while another name of it allows something."""
    if allowance.used:
        return None
    text = linted.source.text
    start = len(text[: allowance.start].rstrip(" \t"))
    return Fix("take the comment away", (Edit(start, allowance.end, ""),))
