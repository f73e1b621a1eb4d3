"""What is wrong with syncscript.toml or a case file whose text is not saved yet.

The same as `syncscript lint` and `syncscript test` tell of the saved file. Refuses to judge rules.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

from syncscript.app.linting.around import forget
from syncscript.app.linting.choosing import choice_of
from syncscript.app.linting.home import FILE_NAME, Home, Role, roles_in, table
from syncscript.app.linting.known import known_findings
from syncscript.app.linting.memory import Memory
from syncscript.app.linting.project_checking import of_configuration, placed
from syncscript.app.linting.project_registry import ProjectView, project_rules
from syncscript.app.linting.reported import Reported
from syncscript.cases.reading import cases_of
from syncscript.config.places import places_of_keys
from syncscript.config.project import lint_mistakes_of, project_of
from syncscript.model import Diagnostic, DiagnosticError


def settings_findings(file: Path, text: str, memory: Memory) -> Iterator[Reported]:
    """Of a syncscript.toml. With mistakes in `[lint]` nothing can be chosen, so nothing else is told."""
    forget()
    try:
        unfit = lint_mistakes_of(text)
        if not unfit:
            home = home_of(file.absolute().parent, tomllib.loads(text))
            yield from chosen(home, text, memory)
    except DiagnosticError as error:
        unfit = list(error.diagnostics)
    yield from map(of_configuration, unfit)


def chosen(home: Home, text: str, memory: Memory) -> Iterator[Reported]:
    choice = choice_of(home, known_findings(memory), (), ())
    found = [*map(of_configuration, mistakes_in(home.root, text)), *of_rules(home, text)]
    yield from choice.told(sorted(found, key=lambda each: (each.line, each.column, each.code)), FILE_NAME)


def mistakes_in(root: Path, text: str) -> tuple[Diagnostic, ...]:
    try:
        return project_of(root, text).warnings
    except DiagnosticError as error:
        return error.diagnostics


def of_rules(home: Home, text: str) -> Iterator[Reported]:
    """What the rules about a project find in this file alone."""
    view = ProjectView(home, (), places_of_keys(text, FILE_NAME))
    for rule in project_rules().values():
        yield from (placed(rule, told, view, text.splitlines()) for told in rule.check(view) if not told.file)


def home_of(root: Path, data: dict[str, object]) -> Home:
    """The project as this data tells it."""
    roles: dict[str, tuple[Role, ...]] = {}
    connections = (each for each in table(data, "connections").values() if isinstance(each, dict))
    for path, role in (pair for connection in connections for pair in roles_in(connection, data)):
        roles[path] = (*roles.get(path, ()), role)
    return Home(root, data, roles)


def case_findings(file: Path, text: str) -> Iterator[Reported]:
    try:
        cases_of(text, file.name)
    except DiagnosticError as error:
        yield from (of_configuration(each)._replace(file=str(file)) for each in error.diagnostics)
