"""Writes docs/reference/lint.md from the pages of lint's rules and of the codes that lint can meet.

Run it after a change to a rule or a page: `python docs/make_lint_page.py`. A test fails while it is stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from syncscript.app.linting.explaining import Explained, everything_explained

PAGE = Path(__file__).with_name("reference") / "lint.md"

HEAD = """\
# What lint finds

Made from the rules themselves by `docs/make_lint_page.py`; their examples are tests.
`syncscript explain NAME` shows the same in a terminal. A finding is chosen and ignored by its name, its code
or its group; `// lint: allow <name>` at the end of a line, or alone on the line before, allows it there.
"""


def page_text() -> str:
    return "\n".join([HEAD, *sections()])


def sections() -> Iterator[str]:
    told = [each for each in everything_explained() if each.group]
    for group, members in groupby(sorted(told, key=lambda e: (e.order, e.code)), key=lambda e: e.group):
        yield f"## Group {group}\n"
        yield from (section(each) for each in members)


def section(each: Explained) -> str:
    """The heading is the name alone, for addresses end with it."""
    on = "" if each.usual else " · off unless selected"
    severity = f" · {each.severity}" if each.severity else ""
    return f"### {each.name}\n\n`{each.code}`{severity}{on}\n\n{each.markdown()}\n"


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
