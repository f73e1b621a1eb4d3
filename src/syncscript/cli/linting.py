"""What `syncscript lint` does with its options: judge, mend, compare with a baseline, tell.

Refuses to judge: app.linting does.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

from syncscript.app.linting.memory import memory_for
from syncscript.app.linting.report import Report
from syncscript.app.linting.running import Judged, Run, Wish
from syncscript.cli import exits
from syncscript.cli.lint_baseline import with_baseline, write_baseline
from syncscript.cli.lint_telling import tell

STDIN = Path("-")


class LintWishes(NamedTuple):
    """The options of the command, as click gives them."""

    paths: tuple[Path, ...]
    kind: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    exclude: tuple[str, ...]
    force_exclude: bool
    fail_level: str | None
    baseline: Path | None
    write_baseline: Path | None
    fix: bool
    unsafe: bool
    diff: bool
    statistics: bool
    form: str
    output: Path | None
    stdin_filename: Path | None
    no_cache: bool
    jobs: int | None

    @property
    def typed(self) -> bool:
        """Whether the text comes by standard input."""
        return STDIN in self.paths or (self.stdin_filename is not None and not self.paths)


def lint(wishes: LintWishes) -> int:
    """One run; the exit code. DiagnosticError for what cannot be done as it was asked."""
    demand_sense(wishes)
    memory = memory_for(Path.cwd(), keeps=not wishes.no_cache)
    run = Run(wish_of(wishes), memory)
    judged = run.judged()
    if not judged and not wishes.force_exclude:
        help = "they are called x.sync, or x.outgoing.groovy and so on; name one, or another folder"
        refuse("C192", f"there is no rule file below {', '.join(map(str, run.wish.paths))}", help)
    mended = 0
    if wishes.fix or wishes.diff:
        from syncscript.cli.mending import mend

        mended, run, judged = mend(run, judged, wishes)
    memory.save()
    if wishes.write_baseline:
        return write_baseline(wishes.write_baseline, judged, run)
    report = with_baseline(report_of(judged, run, mended), judged, run, wishes.baseline)
    tell(report, wishes)
    return exits.SOME_FAILED if fails(report, judged, wishes.fail_level) else exits.DONE


def demand_sense(wishes: LintWishes) -> None:
    if wishes.unsafe and not (wishes.fix or wishes.diff):
        refuse("C193", "--unsafe says how to mend, and nothing is to be mended", "add --fix or --diff")
    if wishes.typed and len(wishes.paths) > 1:
        refuse("C193", "- for standard input stands beside other paths", "judge them in two runs")
    if wishes.stdin_filename and not wishes.typed:
        refuse("C193", "--stdin-filename names standard input, and files are named", "leave one out")
    for path in wishes.paths:
        if path != STDIN and not path.exists():
            refuse("C155", f"{path} cannot be read: there is no such file or folder", "correct its path")


def refuse(code: str, message: str, help: str) -> NoReturn:
    from syncscript.model import Diagnostic, DiagnosticError

    raise DiagnosticError(Diagnostic(code, message, help=help))


def wish_of(wishes: LintWishes) -> Wish:
    typed = None
    if wishes.typed:
        typed = (wishes.stdin_filename or Path("<stdin>"), sys.stdin.buffer.read())
    return Wish(
        tuple(wishes.paths) or (Path(),),
        wishes.kind,
        words(wishes.select),
        words(wishes.ignore),
        words(wishes.exclude),
        wishes.jobs or processors(),
        typed,
        wishes.force_exclude,
    )


def words(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for each in given for word in each.replace(",", " ").split())


def processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def report_of(judged: list[Judged], run: Run, mended: int) -> Report:
    found = tuple(finding for each in judged for finding in each.found)
    pages = {str(each.path): each.home.choice("pages", "") for each in judged if each.found}
    given = {file: page for file, page in pages.items() if page}
    return Report(found, tuple(str(each.path) for each in judged), given, run.known, 0, mended)


def fails(report: Report, judged: list[Judged], asked: str | None) -> bool:
    """Whether a finding is as severe as was asked for, or as its project says."""
    from syncscript.app.linting.reported import LEVELS

    own = {str(each.path): each.home.choice("fail_level", "") for each in judged if each.found}
    levels = ((each, asked or own.get(each.file) or "warning") for each in report.found)
    return any(LEVELS.index(each.severity) >= LEVELS.index(level) for each, level in levels)
