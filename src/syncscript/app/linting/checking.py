"""From rule files to what is reported of them, on as many processors as help.

Knows the language; refuses to know caches, choices and baselines.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from syncscript.app.linting.home import Role
from syncscript.app.linting.memory import NOT_SEEN, Seen, seen_and_content
from syncscript.app.linting.reported import Reported, as_plain, reported

if TYPE_CHECKING:
    from syncscript.language.lint import LintRule

LONGEST = 4_000_000
SELDOM = 50_000
"""New objects between two looks for rubbish: a tree and its findings make few rings."""
FEW = 24
"""Files that one process checks sooner than others would have started."""
MANY = 150
"""The same for processes that have to load all they need themselves."""
MOST_AT_ONCE = 8
"""Files that a process gets at a time: the last ones to finish keep nobody waiting for long."""


class Task(NamedTuple):
    """file: as it is shown; content: None for one that is still to be read; kind: as a person said it, before
    all else; rules: names of those that are on."""

    file: str
    content: bytes | None
    root: Path
    roles: tuple[Role, ...]
    kind: str | None
    rules: tuple[str, ...]


class Checked(NamedTuple):
    """seen: what the file was when it was read; rows: what is reported of it, as plain values."""

    seen: Seen
    rows: list[Any]


def all_checked(tasks: list[Task], jobs: int) -> Iterator[Checked]:
    """What is wrong with each, in their order."""
    from syncscript.app.linting.around import forget

    forget()
    with seldom_tidied():
        processes = helpful_processes(len(tasks), jobs)
        if processes < 2:
            yield from map(read_and_checked, tasks)
            return
        from syncscript.app.linting.workers import spread

        size = max(1, min(MOST_AT_ONCE, len(tasks) // (processes * 4)))
        pieces = [tasks[start : start + size] for start in range(0, len(tasks), size)]
        for checked_piece in spread(all_of_piece, pieces, processes):
            yield from checked_piece


def helpful_processes(files: int, jobs: int) -> int:
    """How many processes are worth their start."""
    if min(jobs, files // FEW) < 2:
        return 1
    from syncscript.app.linting.workers import forks

    return min(jobs, files // (FEW if forks() else MANY))


@contextmanager
def seldom_tidied() -> Iterator[None]:
    """Loads what every process needs, before they part. A tree and its findings make few rings, and what is
    loaded makes none: nobody looks for them in it."""
    from syncscript.language.lint import lint, lint_rules

    lint_rules()
    lint("issue.summary = replica.summary", name="x.incoming.sync")
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def all_of_piece(tasks: list[Task]) -> list[Checked]:
    return list(map(read_and_checked, tasks))


def read_and_checked(task: Task) -> Checked:
    if task.content is not None:
        return Checked(NOT_SEEN, as_plain(checked(task)))
    try:
        seen, content = seen_and_content(task.file)
    except OSError as error:
        return Checked(NOT_SEEN, as_plain((unreadable(task.file, error),)))
    return Checked(seen, as_plain(checked(task._replace(content=content))))


def checked(task: Task) -> tuple[Reported, ...]:
    """All that is wrong with a rule file, once for each role it has."""
    text, unfit = text_of(task.content or b"", task.file)
    if unfit is not None:
        return (unfit,)
    found: dict[Reported, None] = {}
    for kind, role in views(task):
        found |= dict.fromkeys(checked_as(text, task, kind, role))
    return tuple(sorted(found, key=lambda each: (each.line, each.column, each.code)))


def views(task: Task) -> list[tuple[str | None, Role | None]]:
    if task.kind is not None:
        fitting = [(role.kind, role) for role in task.roles if role.kind == task.kind]
        return [*fitting] or [(task.kind, None)]
    return [(role.kind, role) for role in task.roles] or [(None, None)]


def text_of(content: bytes, file: str) -> tuple[str, Reported | None]:
    """The text, or what is reported of a file that holds none."""
    if len(content) > LONGEST:
        return "", unfit(file, "C156", f"This file has more than {LONGEST:,} bytes.", "split it")
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        from syncscript.model import unfit_byte

        said, span = f"This is no text in UTF-8: byte {error.start} is unfit.", unfit_byte(file, error)
        whole = unfit(file, "C157", said, "save it as UTF-8")
        line, column = span.line, span.column
        return "", whole._replace(line=line, column=column, end_line=line, end_column=column + 1)


def unreadable(file: str, error: OSError) -> Reported:
    said = f"This file cannot be read: {(error.strerror or str(error)).lower()}."
    return unfit(file, "C155", said, "look at its permissions, or leave it out with --exclude")


def unfit(file: str, code: str, message: str, help: str) -> Reported:
    """Of a file as a whole."""
    from syncscript.model.pages import name_of

    return Reported(file, 0, 0, 0, 0, code, name_of(code), "error", message, help)


def checked_as(text: str, task: Task, kind: str | None, role: Role | None) -> tuple[Reported, ...]:
    from syncscript.language.lint import Finding, Surroundings, lint
    from syncscript.model import DiagnosticError
    from syncscript.model.pages import name_of

    around = Surroundings()
    if role is not None:
        from syncscript.app.linting.around import surroundings_of

        around = surroundings_of(task.root, role)
    try:
        found: Iterable[Finding] = lint(
            text, name=task.file, kind=kind, surroundings=around, rules=rules_named(task.rules)
        )
    except DiagnosticError as error:
        found = [Finding(name_of(each.code), each) for each in error.diagnostics]
    return tuple(reported(each, task.file) for each in found)


@lru_cache(maxsize=8)
def rules_named(names: tuple[str, ...]) -> tuple[LintRule, ...]:
    from syncscript.language.lint import lint_rules

    return tuple(rule for name, rule in lint_rules().items() if name in names)
