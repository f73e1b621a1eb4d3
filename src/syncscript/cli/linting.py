"""What `syncscript lint` does with its options: judge, mend, compare with a baseline, tell.

Refuses to judge: app.linting does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import click

from syncscript.app.linting.memory import content, memory_for
from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Reported
from syncscript.app.linting.running import Judged, Run, Wish
from syncscript.cli import exits
from syncscript.cli.show.findings import report_text
from syncscript.cli.show.paint import Paint, wants_colour

if TYPE_CHECKING:
    from syncscript.app.linting.baseline import Entry

STDIN = Path("-")
FOR_PEOPLE = ("full", "concise")


class LintWishes(NamedTuple):
    """The options of the command, as click gives them."""

    paths: tuple[Path, ...]
    kind: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    exclude: tuple[str, ...]
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


def lint(wishes: LintWishes) -> int:
    """One run; the exit code. DiagnosticError for what cannot be done as it was asked."""
    demand_sense(wishes)
    memory = memory_for(Path.cwd(), keeps=not wishes.no_cache)
    run = Run(wish_of(wishes), memory)
    judged = run.judged()
    if not judged:
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
    return exits.SOME_FAILED if any(fails(each, wishes, judged) for each in report.found) else exits.DONE


def demand_sense(wishes: LintWishes) -> None:
    if wishes.unsafe and not (wishes.fix or wishes.diff):
        refuse("C193", "--unsafe says how to mend, and nothing is to be mended", "add --fix or --diff")
    if STDIN in wishes.paths and len(wishes.paths) > 1:
        refuse("C193", "- for standard input stands beside other paths", "judge them in two runs")
    for path in wishes.paths:
        if path != STDIN and not path.exists():
            refuse("C155", f"{path} cannot be read: there is no such file or folder", "correct its path")


def refuse(code: str, message: str, help: str) -> NoReturn:
    from syncscript.model import Diagnostic, DiagnosticError

    raise DiagnosticError(Diagnostic(code, message, help=help))


def wish_of(wishes: LintWishes) -> Wish:
    typed = None
    if STDIN in wishes.paths:
        typed = (wishes.stdin_filename or Path("<stdin>"), sys.stdin.buffer.read())
    return Wish(
        tuple(wishes.paths) or (Path(),),
        wishes.kind,
        words(wishes.select),
        words(wishes.ignore),
        words(wishes.exclude),
        wishes.jobs or processors(),
        typed,
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


def fails(finding: Reported, wishes: LintWishes, judged: list[Judged]) -> bool:
    from syncscript.app.linting.reported import LEVELS

    level = wishes.fail_level or level_of(finding.file, judged)
    return LEVELS.index(finding.severity) >= LEVELS.index(level)


def level_of(file: str, judged: list[Judged]) -> str:
    home = next((each.home for each in judged if str(each.path) == file), None)
    level: str = home.choice("fail_level", "warning") if home else "warning"
    return level


# ---------------------------------------------------------------------------- baseline


def write_baseline(path: Path, judged: list[Judged], run: Run) -> int:
    from syncscript.app.linting.baseline import baseline_text
    from syncscript.cli.mending import write_or_refuse

    entries = list(with_entries(judged, path.absolute().parent, run))
    write_or_refuse(path, baseline_text(entries).encode())
    click.echo(f"{path} knows {len(entries)} findings now", err=True)
    return exits.DONE


def with_baseline(report: Report, judged: list[Judged], run: Run, asked: Path | None) -> Report:
    """Without what a baseline knows: the one that was asked for, else those of the projects."""
    if asked is not None:
        return without_known(report, judged, run, asked)
    for root, home in {each.home.root: each.home for each in judged}.items():
        if named := home.choice("baseline", ""):
            report = without_known(
                report, [each for each in judged if each.home.root == root], run, root / named
            )
    return report


def without_known(report: Report, judged: list[Judged], run: Run, path: Path) -> Report:
    from syncscript.app.linting.baseline import compared, entries_in, stale

    folder = path.absolute().parent
    entries = list(with_entries(judged, folder, run))
    files = frozenset(relative(each.path, folder) for each in judged)
    result = compared(entries_in(path), entries, files)
    judged_ones = {id(each) for each, _ in entries}
    others = [each for each in report.found if id(each) not in judged_ones]
    told = [stale(entry, os.path.relpath(path)) for entry in result.stale]
    found = (*others, *result.fresh, *told)
    return report._replace(found=found, baselined=report.baselined + result.known)


def with_entries(judged: list[Judged], folder: Path, run: Run) -> Iterator[tuple[Reported, Entry]]:
    from syncscript.app.linting.baseline import entry_of

    for each in judged:
        if each.found:
            written = run.wish.typed[1] if run.wish.typed else content(str(each.path))
            lines = written.decode("utf-8", errors="replace").splitlines()
            name = relative(each.path, folder)
            yield from ((finding, entry_of(finding, name, lines)) for finding in each.found)


def relative(path: Path, folder: Path) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")


# ---------------------------------------------------------------------------- telling


def tell(report: Report, wishes: LintWishes) -> None:
    if wishes.statistics:
        from syncscript.cli.show.findings_counted import counted

        text = counted(report, wishes.form)
    else:
        text = text_of_report(report, wishes)
    if wishes.output:
        from syncscript.cli.mending import write_or_refuse

        write_or_refuse(wishes.output, text.encode("utf-8", errors="backslashreplace"))
    elif not wishes.diff and not (wishes.fix and STDIN in wishes.paths):
        click.echo(text, nl=False)
    elif not wishes.diff:
        click.echo(text, nl=False, err=True)
    if wishes.form in FOR_PEOPLE:
        click.echo(summary(report), err=True)


def text_of_report(report: Report, wishes: LintWishes) -> str:
    """In colour where a person reads it on a terminal."""
    if wishes.form != "full" or wishes.output or wishes.diff or not wants_colour(sys.stdout, os.environ):
        return report_text(report, wishes.form)
    from syncscript.cli.show.findings.full import written

    return written(report, Paint(is_on=True))


def summary(report: Report) -> str:
    """One line: what was found, what was mended, what a baseline knows."""
    files = counted_things(len(report.files), "file")
    parts = [f"{files}: " + (levels(report) if report.found else "nothing to tell")]
    mendable = sum(bool(each.fix and each.fix.safe) for each in report.found)
    parts += [f"{report.mended} mended"] * bool(report.mended)
    parts += [f"{mendable} can be mended with --fix"] * bool(mendable)
    parts += [f"{report.baselined} known to the baseline"] * bool(report.baselined)
    return "; ".join(parts)


def levels(report: Report) -> str:
    counts = [(report.count(level), level) for level in ("error", "warning", "note")]
    return ", ".join(counted_things(count, level) for count, level in counts if count)


def counted_things(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


# ---------------------------------------------------------------------------- watching


def lint_again_and_again(wishes: LintWishes, pause: float = 0.5, rounds: int | None = None) -> int:
    """Whenever something changed, until Ctrl-C. rounds: how many looks at most, for those who wait."""
    import time

    from syncscript.model import DiagnosticError

    seen: object = None
    code = exits.DONE
    while rounds is None or rounds > 0:
        state = state_of(wishes)
        if state != seen:
            click.clear()
            try:
                code = lint(wishes)
            except DiagnosticError as error:
                click.echo(str(error), err=True)
                code = exits.USAGE
            seen = state if not wishes.fix else state_of(wishes)
        rounds = None if rounds is None else rounds - 1
        time.sleep(pause)
    return code


def state_of(wishes: LintWishes) -> list[tuple[str, int, int]]:
    """Every file that is judged, and when it was changed last."""
    from syncscript.app.discovering import named_files
    from syncscript.app.linting.running import is_judged

    found = []
    for path in named_files(
        wishes.paths or (Path(),), lambda name: is_judged(name) or name.endswith(".json")
    ):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return found
