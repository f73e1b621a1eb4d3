"""What each code of a diagnostic means: a readable name and a page, in the text files beside this one.

One file a family of codes; lint rules bring their own pages. Refuses to know who uses a code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
HEAD = re.compile(r"^## (?P<code>[A-Z]+\d{3}) (?P<name>[a-z0-9-]+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """family: what this code and its neighbours speak of; text: Markdown."""

    code: str
    name: str
    family: str
    text: str


@cache
def pages() -> dict[str, Page]:
    """All pages, by code."""
    files = sorted(FOLDER.glob("*.md"))
    return {page.code: page for file in files for page in pages_of(file.read_text(encoding="utf-8"))}


def pages_of(text: str) -> list[Page]:
    family = text.partition("\n")[0].removeprefix("# ")
    heads = list(HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [
        Page(head["code"], head["name"], family, text[head.end() : end].strip())
        for head, end in zip(heads, ends, strict=True)
    ]


def name_of(code: str) -> str:
    """The readable name of a code; the code in small letters where it has no page."""
    page = pages().get(code)
    return page.name if page else code.lower()
