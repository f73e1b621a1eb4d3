"""What is wrong with a project's syncscript.toml and the queries in it, as it is reported.

The configuration's own mistakes and warnings come first; with mistakes in `[lint]` nothing can be chosen,
so they end the run. Refuses to know caches.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from syncscript.app.linting.around import forget
from syncscript.app.linting.home import FILE_NAME, Home
from syncscript.app.linting.project_registry import ProjectRule, ProjectTold, ProjectView, project_rules
from syncscript.app.linting.reported import Reported
from syncscript.config.places import places_of_keys
from syncscript.config.project import load_project, project_of
from syncscript.model import Diagnostic, DiagnosticError, Span
from syncscript.model.pages import name_of


def project_findings(home: Home, files: tuple[str, ...], text: str | None) -> list[Reported]:
    """In files that are named by their paths from the root. files: the rule files that were found; text: of
    syncscript.toml, None where there is none that can be read."""
    forget()
    found = [of_configuration(each) for each in configuration_mistakes(home.root, text)]
    if not home.data or text is None:
        return found
    view = ProjectView(home, files, places_of_keys(text, FILE_NAME))
    for rule in project_rules().values():
        found += (placed(rule, told, view, text.splitlines()) for told in rule.check(view))
    return sorted(found, key=lambda each: (each.file, each.line, each.column, each.code))


def configuration_mistakes(root: Path, text: str | None) -> tuple[Diagnostic, ...]:
    try:
        project = load_project(root) if text is None else project_of(root.absolute(), text)
        return project.warnings
    except DiagnosticError as error:
        return error.diagnostics


def of_configuration(each: Diagnostic) -> Reported:
    span = each.span
    place = (span.line, span.column, span.end_line, span.end_column) if span else (0, 0, 0, 0)
    name = name_of(each.code)
    return Reported(
        FILE_NAME, *place, each.code, name, each.severity.value, each.message, each.help, each.excerpt
    )


def placed(rule: ProjectRule, told: ProjectTold, view: ProjectView, lines: list[str]) -> Reported:
    span = Span(told.file, 1, 1, 1, 2) if told.file else span_of(told, view, lines)
    excerpt = lines[span.line - 1] if not told.file and 0 < span.line <= len(lines) else ""
    return Reported(
        told.file or FILE_NAME, span.line, span.column, span.end_line, span.end_column,
        rule.code, rule.name, rule.severity, told.message, told.help, excerpt,
    )  # fmt: skip


def span_of(told: ProjectTold, view: ProjectView, lines: list[str]) -> Span:
    """Of the key; of the place inside its value where that stands as it is on the key's line."""
    key = told.at
    while key and key not in view.places:
        key = key[:-1]
    span = view.places.get(key, Span(FILE_NAME, 1, 1, 1, 2))
    if told.offset is None or span.line > len(lines):
        return span
    value = next(values_at(view, told.at), "")
    begin = lines[span.line - 1].find(value, span.end_column - 1) if value else -1
    if begin < 0:
        return span
    column = begin + told.offset + 1
    return Span(FILE_NAME, span.line, column, span.line, column + max(1, told.length))


def values_at(view: ProjectView, key: tuple[str | int, ...]) -> Iterator[str]:
    value: object = view.home.data
    for part in key:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
    if isinstance(value, str):
        yield value
