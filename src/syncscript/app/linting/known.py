"""All that can be found, as rows of plain values: from lint's rules, the rules of projects and the codes.

Making it imports the language; a row that is remembered costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, NoReturn

from syncscript.app.linting.memory import Memory

ALWAYS_GROUP = "syntax"
"""What cannot be read, compiled or configured."""
CODES = ("SYN", "SEM", "M1", "C10", "C11", "C12", "C13", "C14", "C15", "L0")
"""Families of codes that lint can meet beside its rules."""


class Known(NamedTuple):
    """summary: the first line of its page; usual: it is on unless somebody says otherwise; rule: it is on a
    rule file's tree, and runs only when it is on."""

    name: str
    code: str
    group: str
    severity: str
    usual: bool
    rule: bool
    summary: str


def known_findings(memory: Memory) -> dict[str, Known]:
    """By name."""
    rows = memory.table("known", memory.version)
    if rows is None:
        rows = [tuple(each) for each in everything()]
        memory.keep_table("known", memory.version, rows)
    return {row[0]: Known(*row) for row in rows}


def everything() -> list[Known]:
    from syncscript.app.linting.project_registry import project_rules
    from syncscript.language.lint import lint_rules
    from syncscript.model.pages import pages

    rules = [
        Known(r.name, r.code, r.group, r.severity.value, r.usual, True, first_line(r.page))
        for r in lint_rules().values()
    ]
    codes = [
        Known(p.name, p.code, ALWAYS_GROUP, "error", True, False, first_line(p.text))
        for p in pages().values()
        if p.code.startswith(CODES)
    ]
    projects = [
        Known(r.name, r.code, r.group, r.severity, True, False, first_line(r.page))
        for r in project_rules().values()
    ]
    return [*rules, *projects, *codes]


def first_line(page: str) -> str:
    return " ".join(page.strip().partition("\n\n")[0].split())


def names_in(words: Iterable[str], known: Mapping[str, Known], where: str) -> frozenset[str]:
    """The names that such names, codes and groups stand for. DiagnosticError for what is none of them."""
    found: set[str] = set()
    for word in words:
        names = {each.name for each in known.values() if fits(word, each)}
        if not names:
            refuse(word, known, where)
        found |= names
    return frozenset(found)


def fits(word: str, each: Known) -> bool:
    if word in ("all", "usual"):
        return word == "all" or each.usual
    return word in (each.name, each.group) or word.upper() == each.code


def refuse(word: str, known: Mapping[str, Known], where: str) -> NoReturn:
    from difflib import get_close_matches

    from syncscript.model import Diagnostic, DiagnosticError

    groups = sorted({each.group for each in known.values()})
    near = get_close_matches(word, [*known, *groups, "all", "usual"], n=1, cutoff=0.7)
    help = f"did you mean {near[0]}?" if near else f"groups: {', '.join(groups)}; or a name or code of a rule"
    raise DiagnosticError(Diagnostic("C190", f"{where}: there is no rule or group {word}", help=help))
