"""One round of `syncscript test`: cases found, run, told, and what comes of it as an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits

if TYPE_CHECKING:
    from syncscript.cases.coverage import FileCoverage
    from syncscript.cases.running import Result
    from syncscript.cases.shelf import Shelf
    from syncscript.cli.show.paint import Paint
    from syncscript.model import Diagnostic


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for on the command line."""

    paths: tuple[Path, ...]
    words: tuple[str, ...]
    form: str
    allow_empty: bool
    accept: bool
    failed_first: bool
    coverage: bool
    threshold: float | None
    lcov: Path | None
    html: Path | None

    @property
    def measures(self) -> bool:
        return self.coverage or any(part is not None for part in (self.threshold, self.lcov, self.html))


@dataclass(frozen=True, slots=True)
class Round:
    """What one round found. coverage: None when nobody asked."""

    results: Sequence[Result]
    mistakes: Sequence[Diagnostic]
    left_out: int
    coverage: Sequence[FileCoverage] | None
    shelf: Shelf

    def line_of(self, file: str, line: int) -> str:
        lines = (self.shelf.text_of(file) or "").splitlines()
        return lines[line - 1] if 0 < line <= len(lines) else ""


def tested(wish: Wish) -> int:
    """Run, tell, accept; the exit code."""
    made = round_of(wish)
    if wish.accept:
        accept(made)
        made = round_of(wish)
    TOLD[wish.form](made)
    if made.coverage is not None:
        tell_coverage(made.coverage, wish)
    return code_of(made, wish)


def round_of(wish: Wish) -> Round:
    from syncscript.app.failed_cases import failed_before, failed_first, home_of, keep_failed
    from syncscript.app.measuring import Measure
    from syncscript.app.testing import PLAIN, chosen, found_cases, results, shelf_of

    cases, mistakes = found_cases(wish.paths)
    wanted = chosen(cases, wish.words)
    kept = home_of(Path.cwd())
    if wish.failed_first:
        wanted = failed_first(wanted, failed_before(kept))
    measure = Measure() if wish.measures else None
    shelf = shelf_of(measure.compiler if measure else PLAIN)
    judged = list(results(wanted, shelf))
    keep_failed(kept, judged)
    coverage = None
    if measure is not None:
        measure.add_untested(wish.paths)
        coverage = measure.files()
    return Round(judged, mistakes, len(cases) - len(wanted), coverage, shelf)


def code_of(made: Round, wish: Wish) -> int:
    if made.mistakes or (not made.results and not wish.allow_empty):
        return exits.USAGE
    short = made.coverage is not None and is_short(made.coverage, wish)
    failed = any(not result.passed for result in made.results)
    return exits.SOME_FAILED if failed or short else exits.DONE


def is_short(coverage: Sequence[FileCoverage], wish: Wish) -> bool:
    from syncscript.cases.coverage import total_of

    return wish.threshold is not None and total_of(coverage).percent < wish.threshold


def accept(made: Round) -> None:
    """Rewrites the expectations of what failed, file by file, and tells which."""
    from syncscript.cases.accepting import accepted_text
    from syncscript.cli.show.diagnostics import diagnostic_text, terminal_safe

    by_file: dict[str, list[Result]] = {}
    for result in made.results:
        if not result.passed and result.observed is not None:
            by_file.setdefault(result.case.document.file, []).append(result)
    for file, results in by_file.items():
        accepted = accepted_text(results[0].case.document, results)
        for refused in accepted.refused:
            click.echo(diagnostic_text(refused), err=True)
        if accepted.many:
            write_alike(Path(file), accepted.text)
            click.echo(f"accepted {accepted.many} in {terminal_safe(file)}", err=True)


def write_alike(path: Path, text: str) -> None:
    """Into a file that is there, with its own ends of lines and mark of its encoding."""
    from syncscript.app.writing_files import write_file

    old = path.read_bytes()
    newline = "\r\n" if b"\r\n" in old else "\n"
    encoding = "utf-8-sig" if old.startswith(b"\xef\xbb\xbf") else "utf-8"
    write_file(path, text.replace("\n", newline).encode(encoding))


# ---------------------------------------------------------------------------- telling


def tell_text(made: Round) -> None:
    from syncscript.cli.show.cases import result_lines, total_line
    from syncscript.cli.show.diagnostics import diagnostic_text

    for mistake in made.mistakes:
        click.echo(diagnostic_text(mistake), err=True)
    paint = paint_here()
    seen: set[Diagnostic] = set()
    for result in made.results:
        if not result.passed:
            click.echo("\n".join(result_lines(result, paint, made.line_of, seen)))
            seen.update(result.problems)
    if not made.results and not made.mistakes:
        told = "-k leaves all cases out" if made.left_out else "no case was found in any *.test.yaml"
        click.echo(told, err=True)
    click.echo(total_line(made.results, made.left_out))


def paint_here() -> Paint:
    from syncscript.cli.show.paint import Paint, wants_colour

    return Paint(wants_colour(sys.stdout, os.environ))


def tell_json(made: Round) -> None:
    from syncscript.cases.reports import results_as_data
    from syncscript.cli.show.documents import json_text

    click.echo(json_text(results_as_data(made.results, made.mistakes, made.coverage)))


def tell_junit(made: Round) -> None:
    from syncscript.cases.reports import junit_of
    from syncscript.cli.show.cases import result_lines
    from syncscript.cli.show.paint import Paint

    def text_of(result: Result) -> str:
        return "\n".join(result_lines(result, Paint(), made.line_of))

    click.echo(junit_of(made.results, made.mistakes, text_of), nl=False)


TOLD = {"text": tell_text, "json": tell_json, "junit": tell_junit}


def tell_coverage(coverage: Sequence[FileCoverage], wish: Wish) -> None:
    from syncscript.app.writing_files import write_file
    from syncscript.cases.coverage import total_of
    from syncscript.cases.coverage_files import html_of, lcov_of
    from syncscript.cli.show.coverage import coverage_lines

    if wish.form == "text":
        click.echo("\n".join(coverage_lines(coverage)))
    if wish.lcov is not None:
        write_file(wish.lcov, lcov_of(coverage).encode())
    if wish.html is not None:
        write_file(wish.html, html_of(coverage).encode())
    if is_short(coverage, wish):
        percent = total_of(coverage).percent
        click.echo(f"coverage of {percent:.1f} % is below the threshold of {wish.threshold:g} %", err=True)


def watched(wish: Wish) -> None:
    """Rounds without end: one now, and one after each change."""
    import time

    from syncscript.app.changed_files import changes, looked_at
    from syncscript.cli.show.diagnostics import terminal_safe

    before = looked_at(wish.paths)
    tested(wish)
    click.echo("waiting for changes; Ctrl-C ends", err=True)
    for changed in changes(wish.paths, before, time.sleep):
        click.echo(f"\nchanged: {terminal_safe(', '.join(changed))}", err=True)
        tested_again(wish)


def tested_again(wish: Wish) -> None:
    """A round that tells what it cannot do, and waits for the next change: a file that is being saved may
    be gone for a moment."""
    from syncscript.cli.show.diagnostics import diagnostic_text
    from syncscript.model import DiagnosticError

    try:
        tested(wish)
    except DiagnosticError as error:
        click.echo("\n".join(map(diagnostic_text, error.diagnostics)), err=True)
