"""HTML as plain text and as Markdown, as far as texts of issues use it.

One pass over the tags; what is not known is left out and its text kept. Refuses to be a browser.
"""

from __future__ import annotations

import re
from html import unescape

from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.metering import work
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Value
from syncscript.model import Json

LOOK, WRITE = 3, 16
"""Pieces of work for what may be a tag, and for one that is."""
TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9]{0,20})((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""")
COMMENT = re.compile(r"<!--(?:[^-]++|-(?!->))*+-->")
OPENING = re.compile(r"<(?=[/A-Za-z])|<!--")
ATTRIBUTE = re.compile(r"([A-Za-z-]{1,30})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")
BREAKS = {"br": "\n", "hr": "\n"}
BLOCKS = {
    "p": "\n\n",
    "div": "\n",
    "tr": "\n",
    "ul": "\n",
    "ol": "\n",
    "table": "\n",
    "blockquote": "\n\n",
    "pre": "\n\n",
}
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "del": "~~", "s": "~~", "code": "`"}
DEEPEST = 10
"""Lists inside lists beyond this are written no deeper."""
SILENT = ("script", "style", "head")


def unescaped(piece: str) -> str:
    """Entities as their characters; numbers that are no character's are left as they stand."""
    try:
        return unescape(piece)
    except ValueError:
        return piece


def cell(value: Value) -> str:
    return "" if value is None else text(value)


@helper("nodeHelper.stripHtml")
def strip_html(run: Run, value: Value) -> Json:
    """The text without tags, entities as their characters.

    >>> nodeHelper.stripHtml("<p>a &amp; b</p>")
    'a & b'
    """
    if value is None:
        return None
    run.charge_text(len(cell(value)) * 2)
    return Writer(marks=False).write(cell(value))


@helper("nodeHelper.stripHtmlFromComments")
def strip_html_from_comments(run: Run, comments: Value) -> Json:
    """Comments whose bodies are plain text."""
    return [{**c, "body": strip_html(run, c.get("body"))} if type(c) is dict else c for c in comments or []]


def to_markdown(name: str) -> None:
    @helper(f"nodeHelper.{name}")
    def convert(run: Run, value: Value) -> Json:
        if value is None:
            return None
        run.charge_text(len(cell(value)) * 2)
        return Writer(marks=True).write(cell(value))

    convert.__name__ = name
    convert.__doc__ = """HTML as Markdown.

    >>> nodeHelper.toMarkDownFromHtml("<p><b>a</b> <a href='https://example.com'>b</a></p>")
    '**a** [b](https://example.com)'
    """


for converter in ("toMarkDownFromHtml", "toMarkDown", "toMarkdown", "htmlToMarkdown"):
    to_markdown(converter)


@helper("nodeHelper.toMarkDownComments")
def to_markdown_comments(run: Run, comments: Value) -> Json:
    """Comments whose bodies are Markdown."""
    return [
        {**c, "body": Writer(marks=True).write(cell(c.get("body")))} if type(c) is dict else c
        for c in comments or []
    ]


class Writer:
    """Writes the text between tags, and with marks what the tags mean in Markdown."""

    def __init__(self, marks: bool) -> None:
        self.marks = marks
        self.out: list[str] = []
        self.lists: list[int | None] = []
        self.links: list[str] = []
        self.silent = 0

    def write(self, source: str) -> str:
        work(WRITE + len(source) // 8)
        place, last_comment = 0, source.rfind("-->")
        for opening in OPENING.finditer(source):
            start = opening.start()
            if start < place or (opening[0] != "<" and start > last_comment):
                continue
            work(LOOK)
            found = (TAG if opening[0] == "<" else COMMENT).match(source, start)
            if found is None:
                continue
            work(WRITE)
            self.say(source[place:start])
            place = found.end()
            if opening[0] == "<":
                self.tag(found[2].lower(), bool(found[1]), found[3])
        self.say(source[place:])
        joined = re.sub(r"(?<![ \t])[ \t]++\n", "\n", "".join(self.out))
        return re.sub(r"\n{3,}", "\n\n", joined).strip()

    def say(self, piece: str) -> None:
        if not self.silent:
            self.out.append(unescaped(piece).replace("\xa0", " "))

    def tag(self, name: str, closing: bool, attributes: str) -> None:
        if name in SILENT:
            self.silent = max(self.silent + (-1 if closing else 1), 0)
        elif name in BREAKS:
            self.out.append("\n---\n" if name == "hr" and self.marks else BREAKS[name])
        elif name in ("li", "ul", "ol"):
            self.list_tag(name, closing)
        elif name in BLOCKS:
            self.out.append(BLOCKS[name] if closing or self.marks else "\n")
        elif re.fullmatch(r"h[1-6]", name):
            self.out.append("\n\n" if closing else "\n\n" + ("#" * int(name[1]) + " " if self.marks else ""))
        elif self.marks:
            self.mark(name, closing, attributes)

    def list_tag(self, name: str, closing: bool) -> None:
        if name == "li":
            if not closing:
                self.out.append("\n" + self.bullet() if self.marks else "\n")
        elif closing:
            self.lists = self.lists[:-1]
            self.out.append("\n")
        else:
            self.lists.append(0 if name == "ol" else None)

    def bullet(self) -> str:
        depth = "  " * min(max(len(self.lists) - 1, 0), DEEPEST)
        number = self.lists[-1] if self.lists else None
        if number is None:
            return depth + "- "
        self.lists[-1] = number + 1
        return f"{depth}{number + 1}. "

    def mark(self, name: str, closing: bool, attributes: str) -> None:
        if name in MARKS:
            self.out.append(MARKS[name])
        elif name == "a" and closing:
            target = self.links.pop() if self.links else ""
            self.out.append(f"]({target})" if target else "")
        elif name == "a":
            target = attribute(attributes, "href")
            self.links.append(target)
            self.out.append("[" if target else "")
        elif name == "img":
            self.out.append(f"![{attribute(attributes, 'alt')}]({attribute(attributes, 'src')})")
        elif name in ("td", "th") and closing:
            self.out.append(" | ")


def attribute(attributes: str, wanted: str) -> str:
    for found in ATTRIBUTE.finditer(attributes):
        if found[1].lower() == wanted:
            return unescape(found[2] or found[3] or found[4] or "")
    return ""
