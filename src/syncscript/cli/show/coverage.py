"""Coverage as a table for people: each rule file, what of it was reached, and what was missed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from syncscript.cases.coverage import FileCoverage, total_of
from syncscript.cli.show.diagnostics import terminal_safe

MOST_MISSED = 12


def coverage_lines(files: Sequence[FileCoverage]) -> list[str]:
    width = max([len(file.file) for file in files], default=0)
    made = ["coverage of rules"]
    for file in files:
        lines, ways = file.of_lines, file.of_ways
        made.append(
            f"  {terminal_safe(file.file):{width}}  {file.whole.percent:5.1f} %  "
            f"lines {lines.reached}/{lines.all}  ways {ways.reached}/{ways.all}"
        )
        made += [f"    never reached: {missed}" for missed in [missed_text(file)] if missed]
    whole = total_of(files)
    return [*made, f"  {'in all':{width}}  {whole.percent:5.1f} %"]


def missed_text(file: FileCoverage) -> str:
    lines = [f"line {span}" if "-" not in span else f"lines {span}" for span in spans(file.missed_lines)]
    ways = [f"{way.line}:{way.column} {way.what} {way.way}" for way in file.missed_ways]
    told = lines + ways
    more = len(told) - MOST_MISSED
    return ", ".join(told[:MOST_MISSED]) + (f" and {more} more" if more > 0 else "")


def spans(numbers: Sequence[int]) -> list[str]:
    """1, 2, 3, 7 as 1-3 and 7."""
    made = []
    for _, group in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        made.append(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}")
    return made
