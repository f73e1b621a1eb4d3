"""Coverage for other programs and for browsers: lcov tracefiles, and a page of HTML that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from syncscript.cases.coverage import FileCoverage, Way, total_of

STYLE = """\
body{font:14px/1.4 system-ui,sans-serif;margin:2em;max-width:75em}
table{border-collapse:collapse}td,th{padding:.2em .8em;text-align:left}td.n{text-align:right}
pre{margin:0;border:1px solid #ccc;overflow-x:auto}pre span{display:block;padding:0 .5em;min-height:1.4em}
.hit{background:#e6f5e6}.part{background:#fff5d6}.miss{background:#fbe3e4}
i{color:#888;display:inline-block;width:7em;text-align:right;margin-right:1em;font-style:normal;user-select:none}
b{font-weight:normal;color:#a33;margin-left:2em}
"""


def lcov_of(files: Iterable[FileCoverage]) -> str:
    """A tracefile as lcov's geninfo describes it."""
    return "".join(f"{line}\n" for file in files for line in lcov_lines(file))


def lcov_lines(file: FileCoverage) -> list[str]:
    blocks: dict[tuple[int, int, str], int] = {}
    made = ["TN:", f"SF:{file.file}"]
    for number, way in enumerate(file.ways):
        block = blocks.setdefault((way.line, way.column, way.what), len(blocks))
        taken = way.count if file.lines.get(way.line, 1) else "-"
        made.append(f"BRDA:{way.line},{block},{number},{taken}")
    made += [f"BRF:{file.of_ways.all}", f"BRH:{file.of_ways.reached}"]
    made += [f"DA:{line},{count}" for line, count in sorted(file.lines.items())]
    return [*made, f"LF:{file.of_lines.all}", f"LH:{file.of_lines.reached}", "end_of_record"]


def html_of(files: Sequence[FileCoverage]) -> str:
    """A whole page: a table of the files, then each with its lines in colours."""
    rows = "".join(
        f'<tr><td><a href="#f{number}">{escape(file.file)}</a></td>'
        f'<td class="n">{file.of_lines.reached}/{file.of_lines.all}</td>'
        f'<td class="n">{file.of_ways.reached}/{file.of_ways.all}</td>'
        f'<td class="n">{file.whole.percent:.1f} %</td></tr>\n'
        for number, file in enumerate(files)
    )
    bodies = "".join(
        f'<h2 id="f{number}">{escape(file.file)}</h2>\n{source_of(file)}'
        for number, file in enumerate(files)
    )
    percent = f"{total_of(files).percent:.1f} %"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Coverage of rules</title>\n'
        f"<style>\n{STYLE}</style></head><body>\n<h1>Coverage of rules: {percent}</h1>\n"
        f"<table><tr><th>file</th><th>lines</th><th>ways</th><th>reached</th></tr>\n{rows}</table>\n{bodies}"
        "</body></html>\n"
    )


def source_of(file: FileCoverage) -> str:
    missed: dict[int, list[Way]] = {}
    for way in file.missed_ways:
        missed.setdefault(way.line, []).append(way)
    lines = [
        source_line(number, text, file.lines.get(number), missed.get(number, []))
        for number, text in enumerate(file.text.splitlines(), 1)
    ]
    return f"<pre>{''.join(lines)}</pre>\n"


def source_line(number: int, text: str, count: int | None, missed: Sequence[Way]) -> str:
    colour = "part" if missed else "" if count is None else "hit" if count else "miss"
    told = f"<b>never: {escape(', '.join(f'{way.what} {way.way}' for way in missed))}</b>" if missed else ""
    times = "" if count is None else f"{count}×"
    return f'<span class="{colour}"><i>{times} {number}</i>{escape(text)}{told}</span>'
