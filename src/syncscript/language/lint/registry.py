"""The lint rules: each is a file in `rules` whose name is the rule's and whose docstring is its page.

Knows how a rule announces itself and how all are found. Refuses to know any of them by name.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from syncscript.language.lint.finding import Fix
from syncscript.language.syntax import tree
from syncscript.model import Severity

if TYPE_CHECKING:
    from syncscript.language.lint.linted import Linted

GROUPS = ("syntax", "correctness", "sync", "privacy", "safety", "portability", "style")
EVERY_KIND = ("outgoing", "incoming", "mapping")


@dataclass(frozen=True, slots=True)
class Told:
    """What a rule's check says. where: a node, or offsets; message: what is wrong; help: the next act."""

    where: tree.Node | tuple[int, int]
    message: str
    help: str = ""
    fix: Fix | None = None


Check = Callable[[Any, "Linted"], Iterator[Told]]


@dataclass(frozen=True, slots=True)
class LintRule:
    """on: the kinds of nodes that its check is given; kinds: of rule files; words: a file without any of them
    has nothing of it, none for any file; page: its docstring; usual: it is on unless the project says
    otherwise; at_run: eval and run tell it too, by its place in rules."""

    name: str
    code: str
    group: str
    severity: Severity
    on: tuple[type[tree.Node], ...]
    kinds: tuple[str, ...]
    words: tuple[str, ...]
    check: Check
    page: str
    usual: bool = True
    at_run: bool = False


RULES: dict[str, LintRule] = {}


def lint_rule(
    code: str,
    group: str,
    *on: type[tree.Node],
    kinds: tuple[str, ...] = EVERY_KIND,
    words: tuple[str, ...] = (),
    severity: Severity = Severity.WARNING,
    usual: bool = True,
) -> Callable[[Check], Check]:
    """Announces the check of a rule's file. A check on `tree.Script` sees the whole file once."""

    def announce(check: Check) -> Check:
        module = check.__module__
        name = module.rsplit(".", 1)[-1].replace("_", "-")
        page = check.__globals__["__doc__"] or ""
        if name in RULES or any(rule.code == code for rule in RULES.values()):
            raise ValueError(f"the lint rule {name} or its code {code} is there twice")
        at_run = is_at_run(module)
        RULES[name] = LintRule(name, code, group, severity, on, kinds, words, check, page, usual, at_run)
        return check

    return announce


HOME = "syncscript.language.lint.rules"
AT_RUN = f"{HOME}.at_run"


def is_at_run(module: str) -> bool:
    return module.startswith(f"{AT_RUN}.")


@cache
def lint_rules() -> dict[str, LintRule]:
    """All rules by name, in the order of their codes."""
    import_files_of(HOME)
    import_files_of(AT_RUN)
    return {rule.name: rule for rule in sorted(RULES.values(), key=lambda rule: rule.code)}


@cache
def rules_at_run() -> tuple[LintRule, ...]:
    """Those that eval and run tell too; no others are imported for it."""
    import_files_of(AT_RUN)
    return tuple(rule for rule in RULES.values() if rule.at_run)


def import_files_of(name: str) -> None:
    package = import_module(name)
    for module in pkgutil.iter_modules(package.__path__):
        import_module(f"{name}.{module.name}")
