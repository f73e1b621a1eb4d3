"""A project: the folder with syncscript.toml, read and judged.

Knows how to find it, and collects every mistake before it stops. Refuses to look up secrets before
somebody needs them, and to read rule files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from syncscript.config.agreement import Ground, disagreements, tables
from syncscript.config.mistakes import Places, mistakes_of, place_of
from syncscript.config.places import places_of_keys
from syncscript.config.secret import Secret, look_up, parse_reference
from syncscript.config.settings import OnlyLint, ProjectSettings
from syncscript.model import Diagnostic, DiagnosticError, Severity, Span, unfit_byte

FILE_NAME = "syncscript.toml"


@dataclass(frozen=True, slots=True)
class Project:
    """A project without mistakes. `root` is absolute; paths in the settings start there."""

    root: Path
    settings: ProjectSettings
    places: Places
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def state_path(self) -> Path:
        return self.root / Path(self.settings.state).expanduser()

    def place(self, *keys: str | int) -> Span:
        """Where a key stands in syncscript.toml, for messages about it."""
        return place_of(keys, self.places, FILE_NAME)

    def rule_text(self, file: str) -> str:
        """The text of a rule file. DiagnosticError when it cannot be read."""
        try:
            return (self.root / file).read_text(encoding="utf-8")
        except OSError as error:
            message = f"the rule file {file} cannot be read: {error.strerror}"
            help = "correct its path or its permissions"
            raise DiagnosticError(Diagnostic("C123", message, help=help)) from error
        except UnicodeDecodeError as error:
            raise DiagnosticError(_not_utf8("C123", file, error)) from error

    def secret_of(self, instance: str, environment: Mapping[str, str]) -> Secret:
        """An instance's token, looked up now. DiagnosticError when it is not where the file says."""
        reference = parse_reference(self.settings.instances[instance].token)
        assert reference is not None, "the settings hold references only"
        return look_up(reference, environment, self.root, self.place("instances", instance, "token"))


def find_project(start: Path) -> Path:
    """The nearest folder, from `start` upwards, with syncscript.toml. DiagnosticError when there is none."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise DiagnosticError(
        Diagnostic(
            "C100",
            f"there is no {FILE_NAME} in {start} or above it",
            help="go to your project's folder, name it with --project, or start one with: syncscript init",
        )
    )


def load_project(root: Path) -> Project:
    """Read and judge the project in a folder. DiagnosticError carries all mistakes found, in file order."""
    return project_of(root.absolute(), _read(root / FILE_NAME))


def project_of(root: Path, text: str) -> Project:
    """The same with a text that may not be saved yet. root: absolute."""
    data = _parse(text)
    places = places_of_keys(text, FILE_NAME)
    found: list[Diagnostic] = []
    settings: ProjectSettings | None = None
    try:
        settings = ProjectSettings.model_validate(data)
    except ValidationError as error:
        found += mistakes_of(error, places, FILE_NAME)
    found += disagreements(data, Ground(root, FILE_NAME, places, tuple(tables(data, "instances"))))
    lines = text.splitlines()
    found = sorted((_with_line(mistake, lines) for mistake in found), key=_order)
    if settings is None or any(mistake.severity is Severity.ERROR for mistake in found):
        raise DiagnosticError(*found)
    return Project(root, settings, places, tuple(found))


def lint_mistakes_of(text: str) -> list[Diagnostic]:
    """What is wrong with the choices for lint alone; with nothing else of the file. DiagnosticError where it
    is no TOML."""
    table = {"lint": _parse(text).get("lint", {})}
    try:
        OnlyLint.model_validate(table)
    except ValidationError as error:
        return mistakes_of(error, places_of_keys(text, FILE_NAME), FILE_NAME)
    return []


def _read(path: Path) -> str:
    try:
        return decoded(path.read_bytes())
    except FileNotFoundError:
        raise DiagnosticError(
            Diagnostic(
                "C100",
                f"there is no {FILE_NAME} in {path.parent}",
                help="start a project there with: syncscript init",
            )
        ) from None
    except OSError as error:
        raise DiagnosticError(
            Diagnostic("C100", f"{path} cannot be read: {error.strerror}", help="correct its permissions")
        ) from error


def decoded(content: bytes) -> str:
    """The text of a syncscript.toml. DiagnosticError when it is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DiagnosticError(_not_utf8("C100", FILE_NAME, error)) from error


def _not_utf8(code: str, file: str, error: UnicodeDecodeError) -> Diagnostic:
    """Where the first byte stands that is no UTF-8."""
    help = "save it again with the encoding UTF-8"
    return Diagnostic(code, f"{file} is not UTF-8 text", unfit_byte(file, error), help)


def _parse(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(where[1]), int(where[2])) if where else (text.count("\n") + 1, 1)
        lines = text.splitlines()
        excerpt = lines[line - 1] if _may_be_shown(lines, line) else ""
        message, help = _said(re.sub(r" \(at .*\)$", "", str(error)))
        span = Span(FILE_NAME, line, column, line, column + 1)
        raise DiagnosticError(
            Diagnostic("C101", f"not valid TOML: {message}", span, help, excerpt=excerpt)
        ) from None


def _said(complaint: str) -> tuple[str, str]:
    """The parser's complaint in a person's words, and the next act."""
    twice = re.fullmatch(r"Cannot [a-z ]+ (\(.*\))(?: twice)?", complaint)
    if twice:
        name = ".".join(re.findall(r"'([^']*)'", twice[1]))
        return f"{name} stands there twice", "give one of the two another name, or put both into one table"
    if complaint == "Cannot overwrite a value":
        return "this key stands there twice", "take one of the two out"
    if complaint == r"Illegal character '\n'":
        return "the text is not closed", 'write " at its end'
    return complaint[:1].lower() + complaint[1:], 'correct this line; texts stand in "double quotes"'


def _may_be_shown(lines: list[str], line: int) -> bool:
    """False for lines that may hold a secret."""
    return line <= len(lines) and not re.search("token|password|secret|url", lines[line - 1], re.IGNORECASE)


def _with_line(mistake: Diagnostic, lines: list[str]) -> Diagnostic:
    """The same mistake with the line it speaks of, unless that line may hold a secret."""
    if mistake.span is None or not _may_be_shown(lines, mistake.span.line):
        return mistake
    return replace(mistake, excerpt=lines[mistake.span.line - 1])


def _order(mistake: Diagnostic) -> tuple[int, int]:
    return (mistake.span.line, mistake.span.column) if mistake.span else (0, 0)
