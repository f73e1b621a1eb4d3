"""ADF to wiki markup: the blocks.

Knows what each block node of Atlassian's schema looks like in wiki markup; what has no sign there
(layouts, expands, task lists, cards) is written as its content. Nothing raises: an unknown node
gives its blocks or its text, and what is nested too deep gives its plain text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.richtext.foreign_inline import card_address, inline_items, media_name
from syncscript.richtext.inline_writing import write_inline
from syncscript.richtext.line_guard import guarded
from syncscript.richtext.list_writing import write_list
from syncscript.richtext.nodes import MAX_DEPTH, Node, attribute, children, kind, plain_text
from syncscript.richtext.notation import PANEL_COLORS
from syncscript.richtext.reading import wiki_to_adf
from syncscript.richtext.spans import Mark, Span
from syncscript.richtext.table_writing import write_table
from syncscript.richtext.verbatim import write_code


def adf_to_wiki(document: dict[str, Any]) -> str:
    """The wiki text for an ADF document, without blanks at its end; the text of unknown nodes is kept.

    The text is one that reading and writing leaves as it is, also for documents that hold what wiki
    markup has no sign for: so a later read of a converted copy shows this same text.
    """
    text = _written(document)
    shown = wiki_to_adf(text)
    return text if children(shown) == children(document) else _written(shown)


def _written(document: Node) -> str:
    return write_blocks(children(document), Place()).rstrip()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands. `inside`: in a quote or panel, which cannot hold another one."""

    depth: int = 0
    inside: bool = False

    def deeper(self, inside: bool = False) -> Place:
        return Place(self.depth + 1, self.inside or inside)


def write_blocks(nodes: Sequence[Node], place: Place) -> str:
    """Blocks one below the other, with the blank lines that keep them apart."""
    text = ""
    previous: Node | None = None
    for node in nodes:
        written = write_block(node, place)
        if not written.strip():
            continue
        text += (_gap(previous, node) if previous else "") + written
        previous = node
    return text


def _gap(previous: Node, following: Node) -> str:
    """An empty line; none before a list that a paragraph introduces, more where one ends in breaks."""
    if kind(previous) == "paragraph" and kind(following) in ("bulletList", "orderedList"):
        return "\n"
    if kind(previous) == kind(following) == "paragraph":
        return "\n\n" + "\n" * _closing_breaks(previous)
    return "\n\n"


def _closing_breaks(node: Node) -> int:
    count = 0
    for child in reversed(children(node)):
        if kind(child) != "hardBreak":
            break
        count += 1
    return count


def write_block(node: Node, place: Place) -> str:
    if place.depth > MAX_DEPTH:
        return _as_paragraph([{"type": "text", "text": plain_text(node)}])
    write = _WRITERS.get(kind(node))
    if write:
        return write(node, place)
    inner = children(node)
    if inner and all(kind(child) not in _INLINE for child in inner):
        return write_blocks(inner, place.deeper())
    return _as_paragraph(inner or [node])


_INLINE = frozenset({"text", "hardBreak", "mention", "emoji", "date", "status", "inlineCard", "placeholder",
                     "mediaInline", "inlineExtension"})


def _as_paragraph(nodes: Sequence[Node]) -> str:
    return guarded(write_inline(inline_items(nodes)))


def _paragraph(node: Node, place: Place) -> str:
    return _as_paragraph(children(node))


def _heading(node: Node, place: Place) -> str:
    level = attribute(node, "level")
    text = write_inline(inline_items(children(node)), line_break="\\\\ ").strip()
    return f"h{level if level in '123456' and len(level) == 1 else 6}. {text}" if text else ""


def _rule(node: Node, place: Place) -> str:
    return "----"


def _code(node: Node, place: Place) -> str:
    return write_code(node)


def _list(node: Node, place: Place) -> str:
    def write_other(child: Node) -> str:
        return write_block(child, place.deeper())

    return "\n".join(write_list(node, "", place.depth, write_other))


def _table(node: Node, place: Place) -> str:
    return write_table(node, place.depth)


def _quote(node: Node, place: Place) -> str:
    if place.inside:
        return write_blocks(children(node), place.deeper())
    inner = children(node)
    text = write_blocks(inner, place.deeper(inside=True))
    if len(inner) == 1 and kind(inner[0]) == "paragraph" and "\n" not in text and text.strip():
        return "bq. " + write_inline(inline_items(children(inner[0]))).strip()
    return f"{{quote}}\n{text.rstrip()}\n{{quote}}"


_PANEL_MACROS = {"info": "info", "note": "note", "warning": "warning", "success": "tip"}


def _panel(node: Node, place: Place) -> str:
    text = write_blocks(children(node), place.deeper(inside=True))
    if place.inside:
        return text
    panel_type = attribute(node, "panelType")
    name = _PANEL_MACROS.get(panel_type, "panel")
    color = PANEL_COLORS.get(panel_type, attribute(node, "panelColor") if name == "panel" else "")
    usable = color and not set(color) & set("|{}\n")
    return f"{{{name}{':bgColor=' + color if usable else ''}}}\n{text.rstrip()}\n{{{name}}}"


def _expand(node: Node, place: Place) -> str:
    title = attribute(node, "title")
    shown = Span(" ".join(title.split()), frozenset({Mark("strong")}))
    head = guarded(write_inline([shown])) if title else ""
    body = write_blocks(children(node), place.deeper())
    return "\n\n".join(part for part in (head, body) if part)


def _tasks(node: Node, place: Place) -> str:
    signs = {"DONE": "(/) ", "TODO": "( ) "}

    def as_item(child: Node) -> Node:
        if kind(child) == "taskList":
            return {"type": "listItem", "content": [as_list(child)]}
        sign = {"type": "text", "text": signs.get(attribute(child, "state"), "")}
        inner = children(child)
        if kind(child) == "blockTaskItem":
            inner = [grandchild for block in inner for grandchild in children(block)]
        return {"type": "listItem", "content": [{"type": "paragraph", "content": [sign, *inner]}]}

    def as_list(tasks: Node) -> Node:
        return {"type": "bulletList", "content": [as_item(child) for child in children(tasks)]}

    return _list(as_list(node), place)


def _card(node: Node, place: Place) -> str:
    return _as_paragraph([{"type": "inlineCard", "attrs": {"url": card_address(node)}}])


def _media(node: Node, place: Place) -> str:
    sign = "!{}!" if kind(node) == "mediaSingle" else "[^{}]"
    shown = [sign.format(media_name(child)) for child in children(node) if kind(child) == "media"]
    captions = [write_block(child, place.deeper()) for child in children(node) if kind(child) != "media"]
    return _as_paragraph([{"type": "text", "text": "\n".join(shown)}]) + "".join(
        "\n\n" + caption for caption in captions if caption)


_WRITERS: dict[str, Callable[[Node, Place], str]] = {
    "paragraph": _paragraph, "heading": _heading, "rule": _rule, "codeBlock": _code, "bulletList": _list,
    "orderedList": _list, "table": _table, "blockquote": _quote, "panel": _panel, "expand": _expand,
    "nestedExpand": _expand, "taskList": _tasks, "decisionList": _tasks, "blockCard": _card,
    "embedCard": _card, "mediaSingle": _media, "mediaGroup": _media, "caption": _paragraph,
}
