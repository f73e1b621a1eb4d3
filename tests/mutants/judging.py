"""Who catches a mutant: lint, which finds something new in its project, a case that fails, a generated case.

Works in a copy of the rule set on the disk. Lint runs as `syncscript lint` does, with schemas and both sides.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from syncscript.app.linting.around import forget
from syncscript.app.linting.checking import Task, checked
from syncscript.app.linting.home import Role, home_in
from syncscript.app.testing import found_cases, results, text_or_none
from syncscript.cases.shelf import Compiler, Shelf
from syncscript.language import compile_mapping, compile_rule
from syncscript.language.lint import lint_rules
from tests.mutants.generated import is_noticed
from tests.mutants.mutant import Mutant

USUAL = tuple(name for name, rule in lint_rules().items() if rule.usual)
COMPILER = Compiler(
    cache(lambda text, kind, name: compile_rule(text, kind=kind, name=name)),
    cache(lambda text, name, sides: compile_mapping(text, name=name, sides=sides)),
)
"""Remembers, because all files but the mutant are the same every time."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who notices a mutant: lint, a case beside the rules, a generated case."""

    lint: bool
    case: bool
    generated: bool

    @property
    def is_caught(self) -> bool:
        """By what an admin has: lint, and the cases that came with the rules."""
        return self.lint or self.case

    @property
    def is_caught_without_cases(self) -> bool:
        """By what nobody had to write."""
        return self.lint or self.generated


class Bench:
    """folder: a copy of a rule set that mutants may be written into, and that nothing else uses."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = home_in(folder)
        self.files = sorted(folder.rglob("*.sync"))
        cases, mistakes = found_cases([folder])
        assert not mistakes
        self.cases = cases
        self.known = self.findings()
        assert self.case_that_fails() is None

    def findings(self) -> Counter[tuple[str, str, str]]:
        """What lint tells of the whole rule set, without places: those move."""
        forget()
        return Counter(
            (file.name, each.code, each.message)
            for file in self.files
            for each in checked(
                Task(str(file), file.read_bytes(), self.folder, self.roles_of(file), None, USUAL)
            )
        )

    def roles_of(self, file: Path) -> tuple[Role, ...]:
        return self.home.roles.get(file.relative_to(self.folder).as_posix(), ())

    def case_that_fails(self) -> str | None:
        shelf = Shelf(text_or_none, COMPILER)
        return next((r.case.name for r in results(self.cases, shelf) if not r.passed), None)

    def verdict(self, file: Path, mutant: Mutant) -> Verdict:
        good = file.read_text("utf-8")
        file.write_text(mutant.text, "utf-8")
        try:
            new = self.findings() - self.known
            failed = self.case_that_fails()
        finally:
            file.write_text(good, "utf-8")
        generated = is_noticed(good, mutant.text, file, self.sides_of(file))
        return Verdict(bool(new), failed is not None, generated)

    def sides_of(self, file: Path) -> tuple[str, str] | None:
        """The names of a mapping file's sides, where its project tells them."""
        return next(((role.here, role.there) for role in self.roles_of(file)), None)
