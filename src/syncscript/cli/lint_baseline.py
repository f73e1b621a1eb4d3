"""Findings that are known: written into a file, and left out of what is told.

An entry's file is named from the folder of the baseline. Refuses to know what an entry is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.app.linting.report import Report
from syncscript.app.linting.reported import Reported
from syncscript.app.linting.running import Judged, Run
from syncscript.cli import exits

if TYPE_CHECKING:
    from syncscript.app.linting.baseline import Entry


def write_baseline(path: Path, judged: list[Judged], run: Run) -> int:
    from syncscript.app.linting.baseline import baseline_text
    from syncscript.app.writing_files import write_file

    entries = list(with_entries(judged, path.absolute().parent, run))
    write_file(path, baseline_text(entries).encode())
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
    kept = entries_in(path)
    named = {entry.file for entry in kept} - files
    gone = frozenset(file for file in named if not (folder / file).exists())
    result = compared(kept, entries, files, gone)
    judged_ones = {id(each) for each, _ in entries}
    others = [each for each in report.found if id(each) not in judged_ones]
    ran = frozenset[str]().union(*(run.choices[each.home.root].on for each in judged))
    told = [stale(entry, os.path.relpath(path)) for entry in result.stale if entry.rule in ran]
    found = (*others, *result.fresh, *told)
    return report._replace(found=found, baselined=report.baselined + result.known)


def with_entries(judged: list[Judged], folder: Path, run: Run) -> Iterator[tuple[Reported, Entry]]:
    from syncscript.app.linting.baseline import entry_of

    for each in judged:
        if each.found:
            lines = run.content(each.path).decode("utf-8", errors="replace").split("\n")
            name = relative(each.path, folder)
            yield from ((finding, entry_of(finding, name, lines)) for finding in each.found)


def relative(path: Path, folder: Path) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")
