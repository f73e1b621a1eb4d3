"""A report as a page of its own, in Markdown and in HTML: titles, and lists of lines.

Words of exports, trackers and people mean nothing to either form. Refuses to know what is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from syncscript.cli.show.diagnostics import terminal_safe

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
    "li{margin:.2em 0;overflow-wrap:anywhere}@media(prefers-color-scheme:dark){:root{color-scheme:dark}}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Section:
    """A line that begins with a blank goes on with the one before, and so does what stands behind a line
    break."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    sections: tuple[Section, ...]


def as_markdown(page: Page) -> str:
    lines = [f"# {_plain(page.title)}", ""]
    for section in page.sections:
        lines += [f"## {_plain(section.title)}", ""]
        for first, *more in items_of(section.lines):
            lines += [f"- {_plain(first)}", *(f"  - {_plain(line)}" for line in more)]
        lines.append("")
    return "\n".join(lines)


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_<>\[\]|#~&])", r"\\\1", _one_line(text))


def as_html(page: Page) -> str:
    body = "".join(
        f"<h2>{_escaped(section.title)}</h2>\n<ul>\n"
        + "".join(f"<li>{'<br>'.join(map(_escaped, item))}</li>\n" for item in items_of(section.lines))
        + "</ul>\n"
        for section in page.sections
    )
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">\n'
        f"<title>{_escaped(page.title)}</title>\n<style>{STYLE}</style>"
    )
    whole = f"<body>\n<h1>{_escaped(page.title)}</h1>\n{body}</body>"
    return f'<!doctype html>\n<html lang="en">\n<head>\n{head}\n</head>\n{whole}\n</html>\n'


def _escaped(text: str) -> str:
    return escape(_one_line(text))


def _one_line(text: str) -> str:
    return terminal_safe(" ".join(text.split()))


def items_of(lines: Sequence[str]) -> Iterator[list[str]]:
    """Each with the lines that go on with it."""
    item: list[str] = []
    for line in (part for whole in lines for part in whole.split("\n")):
        if item and not line.startswith(" "):
            yield item
            item = []
        item.append(line)
    if item:
        yield item
