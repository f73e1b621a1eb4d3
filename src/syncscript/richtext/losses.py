"""What wiki markup cannot keep of an ADF document, in words.

Knows, for each node, mark and attribute of Atlassian's schema that has no sign in wiki markup, the
sentence that tells a person what becomes of it. The writer is the other half: what it keeps is not
listed here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syncscript.richtext.nodes import Node, attribute, children, kind, plain_text

_NODES = {
    "blockCard": "a card becomes a plain link",
    "embedCard": "an embedded page becomes a plain link",
    "date": "a date becomes its day as text",
    "decisionList": "a decision list becomes a bullet list",
    "emoji": "an emoji becomes its character or short name",
    "expand": "an expandable section is written open, below its title",
    "nestedExpand": "an expandable section is written open, below its title",
    "extension": "the content of an app is left out, its text is kept",
    "inlineExtension": "the content of an app is left out, its text is kept",
    "bodiedExtension": "the frame of an app is left out, what stands in it is kept",
    "layoutSection": "columns are written one below the other",
    "media": "an image or file becomes its name",
    "mediaInline": "an image or file becomes its name",
    "placeholder": "a placeholder becomes text",
    "status": "a status lozenge becomes its text",
    "syncBlock": "a block that is kept elsewhere is left out",
    "bodiedSyncBlock": "a block that is shared with other pages becomes a plain part of this one",
    "taskList": "a task list becomes a bullet list",
}
_KEPT_NODES = frozenset({
    "doc", "paragraph", "text", "hardBreak", "heading", "bulletList", "orderedList", "listItem", "codeBlock",
    "blockquote", "panel", "rule", "table", "tableRow", "tableHeader", "tableCell", "mention", "mediaSingle",
    "inlineCard", "mediaGroup", "caption", "layoutColumn", "taskItem", "blockTaskItem", "decisionItem",
})
_KEPT_MARKS = frozenset({"strong", "em", "underline", "strike", "code", "subsup", "textColor", "link"})
_LINES_OF_CELLS = frozenset({"paragraph", "bulletList", "orderedList"})


def conversion_losses(document: dict[str, Any]) -> tuple[str, ...]:
    """What `adf_to_wiki` cannot keep, one sentence each, in document order, each once."""
    return tuple(dict.fromkeys(_losses(document)))


def _losses(document: Node) -> Iterator[str]:
    waiting = [document]
    while waiting:
        node = waiting.pop()
        yield from _of_node(node)
        waiting.extend(reversed(children(node)))


def _of_node(node: Node) -> Iterator[str]:
    name = kind(node)
    if name in _NODES:
        yield _NODES[name]
    elif name not in _KEPT_NODES:
        yield f"`{name or '?'}`, which is not known here, becomes its text"
    if name == "mention" and attribute(node, "userType") == "SPECIAL":
        yield "a mention of a group becomes text"
    if name == "orderedList" and attribute(node, "order") not in ("", "0", "1"):
        yield "a numbered list starts again at 1"
    if name in ("tableCell", "tableHeader"):
        yield from _of_cell(node)
    if name == "paragraph" and not plain_text(node).strip() and not children(node):
        yield "an empty paragraph is left out"
    yield from _of_marks(node)


def _of_cell(node: Node) -> Iterator[str]:
    if any(attribute(node, span) not in ("", "1") for span in ("colspan", "rowspan")):
        yield "a table cell that spans rows or columns becomes a single cell"
    if attribute(node, "background"):
        yield "the background of a table cell is left out"
    if any(kind(child) not in _LINES_OF_CELLS for child in children(node)):
        yield "a block inside a table cell becomes lines of text"


def _of_marks(node: Node) -> Iterator[str]:
    marks = node.get("marks")
    for mark in marks if isinstance(marks, list) else ():
        if kind(mark) not in _KEPT_MARKS:
            yield f"`{kind(mark) or '?'}` formatting is left out"
