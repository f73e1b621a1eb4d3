"""The page of everything that a message can name: lint's rules, and all codes of diagnostics.

Refuses to print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from syncscript.app.linting.known import ALWAYS_GROUP, CODES
from syncscript.app.linting.project_registry import project_rules
from syncscript.backbone.registry import pages as export_pages
from syncscript.language.lint import GROUPS, lint_rules
from syncscript.model import Diagnostic, DiagnosticError
from syncscript.model.pages import pages

EXAMPLE = re.compile(r"^(Bad|Good)(?: \(([\w, ]+)\))?::\n\n((?:(?:    .*)?\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Explained:
    """group: empty for what lint never meets; severity: of a rule, for a code may be told as more than one;
    text: as the page's author wrote it, examples behind `Bad::` and `Good::`; order: the place of its group.
    """

    name: str
    code: str
    group: str
    severity: str
    usual: bool
    family: str
    text: str

    @property
    def order(self) -> int:
        return GROUPS.index(self.group) if self.group in GROUPS else len(GROUPS)

    def markdown(self) -> str:
        """The text with its examples as blocks of code."""
        return EXAMPLE.sub(fenced, self.text + "\n").strip()


def fenced(match: re.Match[str]) -> str:
    code = "\n".join(line.removeprefix("    ") for line in match[3].rstrip().split("\n"))
    language = "toml" if match[2] is None else "groovy"
    return f"{match[1]}:\n\n```{language}\n{code}\n```\n\n"


def everything_explained() -> list[Explained]:
    rules = [
        Explained(r.name, r.code, r.group, r.severity.value, r.usual, "Lint", r.page.strip())
        for r in lint_rules().values()
    ]
    projects = [
        Explained(r.name, r.code, r.group, r.severity, True, "Lint", r.page.strip())
        for r in project_rules().values()
    ]
    codes = [
        Explained(
            p.name, p.code, ALWAYS_GROUP if p.code.startswith(CODES) else "", "", True, p.family, p.text
        )
        for p in pages().values()
    ]
    exports = [
        Explained(p.name, p.code, "", p.level.value, True, "Exports of Backbone", p.text)
        for p in export_pages().values()
    ]
    return [*rules, *projects, *codes, *exports]


def explained(word: str) -> Explained:
    """By name or code, in any letters. DiagnosticError when there is none, with what is near."""
    known = {each.name: each for each in everything_explained()}
    wanted = word.strip().lower()
    for each in known.values():
        if wanted in (each.name, each.code.lower()):
            return each
    near = get_close_matches(wanted, [*known, *(each.code.lower() for each in known.values())], n=1)
    shown = next(
        (e.code for e in known.values() if near and e.code.lower() == near[0]), near[0] if near else ""
    )
    help = f"did you mean {shown}?" if shown else "all of them: syncscript explain --all"
    raise DiagnosticError(Diagnostic("C194", f"there is no finding and no code {word}", help=help))
