"""From the content of rule files to what is reported of them, on as many processors as help.

Knows the language; refuses to know caches, choices and baselines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from syncscript.app.linting.home import Role
from syncscript.app.linting.reported import Reported, as_plain, from_plain, reported

if TYPE_CHECKING:
    from syncscript.language.lint import LintRule

LONGEST = 4_000_000
SELDOM = 50_000
"""New objects between two looks for rubbish: a tree and its findings make few rings."""
FEW = 24
"""Files that one process checks sooner than others would have started."""


class Task(NamedTuple):
    """file: as it is shown; kind: as a person said it, before all else; rules: names of those that are on."""

    file: str
    content: bytes
    root: Path
    roles: tuple[Role, ...]
    kind: str | None
    rules: tuple[str, ...]


def all_checked(tasks: list[Task], jobs: int) -> Iterator[tuple[Reported, ...]]:
    """What is wrong with each, in their order."""
    from syncscript.app.linting.around import forget

    forget()
    processes = min(jobs, len(tasks) // FEW)
    if processes < 2:
        yield from map(checked, tasks)
        return
    import multiprocessing

    prepare()
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else None)
    with context.Pool(processes) as pool:
        for rows in pool.imap(rows_of, tasks, chunksize=max(1, min(8, len(tasks) // (processes * 4)))):
            yield from_plain(rows)


def prepare() -> None:
    """Load what every process needs once, before they part; it stays, so nobody looks for rubbish in it."""
    import gc

    from syncscript.language.lint import lint, lint_rules

    lint_rules()
    lint("issue.summary = replica.summary", name="x.incoming.sync")
    gc.freeze()
    gc.set_threshold(SELDOM)


def rows_of(task: Task) -> list[Any]:
    return as_plain(checked(task))


def checked(task: Task) -> tuple[Reported, ...]:
    """All that is wrong with a rule file, once for each role it has."""
    text, unfit = text_of(task.content, task.file)
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
    from syncscript.model.pages import name_of

    def unfit(code: str, message: str, help: str) -> tuple[str, Reported]:
        return "", Reported(file, 0, 0, 0, 0, code, name_of(code), "error", message, help)

    if len(content) > LONGEST:
        return unfit("C156", f"This file has more than {LONGEST:,} bytes.", "split it")
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return unfit("C157", f"This is no text in UTF-8: byte {error.start} is unfit.", "save it as UTF-8")


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
