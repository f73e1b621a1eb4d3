"""Writes docs/reference/backbone.md from the pages of the checks: `python docs/make_backbone_page.py`.

A test fails while it is stale.
"""

from __future__ import annotations

from pathlib import Path

from syncscript.backbone.registry import pages

PAGE = Path(__file__).with_name("reference") / "backbone.md"

HEAD = """\
# What is found in exports of Backbone

Made from the checks themselves by `docs/make_backbone_page.py`. `syncscript explain BB020` shows the same in
a terminal. A code keeps its meaning for good. [What is known of these exports](backbone-format.md) at all.

Every finding has a side, a JSON pointer into that side's file, and the keys of the pair. Errors end
`validate` with 1 and keep `merge` from writing; warnings do with `--strict`. BB001 to BB003 mean that the
file was not read at all: 3.
"""


def page_text() -> str:
    sections = (
        f"## {page.code} {page.name}\n\n{page.level.value}\n\n{page.text}\n" for page in pages().values()
    )
    return "\n".join([HEAD, *sections])


if __name__ == "__main__":
    PAGE.write_text(page_text(), encoding="utf-8")
