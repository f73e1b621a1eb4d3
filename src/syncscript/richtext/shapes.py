"""The shapes of ADF nodes that are passed on as they are: facts of Atlassian's schema.

Knows for each node and mark what may stand inside and which attributes it has. Kept smaller than
the schema on purpose: what fits here, the schema accepts; a test holds them together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Check = Callable[[Any], bool]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _some_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _within(value: Any, least: int, most: int) -> bool:
    return _number(value) and bool(least <= value <= most)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _one_of(*values: str) -> Check:
    return lambda value: isinstance(value, str) and value in values


def _like(pattern: str) -> Check:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def _numbers(value: Any) -> bool:
    return isinstance(value, list) and all(_number(item) for item in value)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a node may hold. `required` attributes are named; `least` counts children."""

    inside: frozenset[str] = frozenset()
    attrs: dict[str, Check] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    least: int = 0
    holds: bool = False


def _shape(inside: str = "", least: int = 0, required: str = "", **attrs: Check) -> Shape:
    return Shape(frozenset(inside.split()), {"localId": _text, **attrs}, frozenset(required.split()), least,
                 bool(inside))


_INLINE = "text hardBreak mention emoji date status inlineCard placeholder"
_LISTS = "bulletList orderedList"
_CELL = (f"paragraph panel blockquote {_LISTS} rule heading codeBlock taskList decisionList mediaSingle "
         "mediaGroup")
_LOOSE = f"{_CELL} table"
_LAYOUTS = ("wide", "full-width", "center", "wrap-right", "wrap-left", "align-end", "align-start")

SHAPES: dict[str, Shape] = {
    "paragraph": _shape(_INLINE),
    "heading": _shape(_INLINE, required="level", level=lambda value: _within(value, 1, 6)),
    "bulletList": _shape("listItem", 1),
    "orderedList": _shape("listItem", 1, order=lambda value: _number(value) and value >= 0),
    "listItem": _shape(f"paragraph {_LISTS} codeBlock taskList mediaSingle", 1),
    "codeBlock": _shape("text", language=_text, uniqueId=_text, wrap=_flag, hideLineNumbers=_flag),
    "blockquote": _shape(f"paragraph {_LISTS} codeBlock mediaSingle mediaGroup", 1),
    "panel": _shape(f"paragraph heading {_LISTS} mediaGroup mediaSingle codeBlock taskList rule decisionList",
                    1, required="panelType", panelIcon=_text, panelIconId=_text, panelIconText=_text,
                    panelColor=_text, panelType=_one_of("info", "note", "tip", "warning", "error", "success",
                                                        "custom")),
    "rule": _shape(),
    "table": _shape("tableRow", 1, displayMode=_one_of("default", "fixed"), isNumberColumnEnabled=_flag,
                    layout=_one_of("wide", "full-width", "center", "align-end", "align-start", "default"),
                    localId=_some_text, width=_number),
    "tableRow": _shape("tableCell tableHeader"),
    "tableCell": _shape(f"{_CELL} nestedExpand", colspan=_number, rowspan=_number, colwidth=_numbers,
                        background=_text, valign=_one_of("top", "middle", "bottom")),
    "expand": _shape(f"{_LOOSE} nestedExpand", 1, title=_text),
    "nestedExpand": _shape(_CELL, 1, title=_text),
    "layoutSection": _shape("layoutColumn", 1),
    "layoutColumn": _shape(f"{_LOOSE} expand", 1, required="width",
                           width=lambda value: _within(value, 0, 100)),
    "taskList": _shape("taskItem taskList", 1, required="localId"),
    "taskItem": _shape(_INLINE, required="localId state", state=_one_of("TODO", "DONE")),
    "decisionList": _shape("decisionItem", 1, required="localId"),
    "decisionItem": _shape(_INLINE, required="localId state", state=_text),
    "mediaSingle": _shape("media", 1, layout=_one_of(*_LAYOUTS),
                          width=lambda value: _within(value, 0, 100)),
    "mediaGroup": _shape("media", 1),
    "media": _shape(required="type url", type=_one_of("external"), url=_text, alt=_text, width=_number,
                    height=_number),
    "hardBreak": _shape(text=_one_of("\n")),
    "mention": _shape(required="id", id=_text, text=_text, accessLevel=_text,
                      userType=_one_of("DEFAULT", "SPECIAL", "APP")),
    "emoji": _shape(required="shortName", shortName=_text, id=_text, text=_text),
    "date": _shape(required="timestamp", timestamp=_some_text),
    "status": _shape(required="text color", text=_some_text, style=_text,
                     color=_like("neutral|purple|blue|red|yellow|green|#[0-9a-fA-F]{6}")),
    "inlineCard": _shape(required="url", url=_text),
    "placeholder": _shape(required="text", text=_text),
    "blockCard": _shape(required="url", url=_text),
    "embedCard": _shape(required="url layout", url=_text, layout=_one_of(*_LAYOUTS),
                        width=lambda value: _within(value, 0, 100)),
}
SHAPES["tableHeader"] = SHAPES["tableCell"]

TOP = frozenset(f"{_LOOSE} expand layoutSection blockCard embedCard".split())

TEXT_MARKS: dict[str, Shape] = {
    "strong": Shape(), "em": Shape(), "strike": Shape(), "underline": Shape(), "code": Shape(),
    "subsup": _shape(required="type", type=_one_of("sub", "sup")),
    "textColor": _shape(required="color", color=_like("#[0-9a-fA-F]{6}")),
    "backgroundColor": _shape(required="color", color=_like("#[0-9a-fA-F]{6}")),
    "link": _shape(required="href", href=_text, title=_text, id=_text, collection=_text, occurrenceKey=_text),
}
BESIDE_CODE = frozenset({"code", "link"})

BLOCK_MARKS: dict[str, Shape] = {
    "alignment": Shape(attrs={"align": _one_of("center", "end")}, required=frozenset({"align"})),
    "indentation": Shape(attrs={"level": lambda value: _within(value, 1, 6)},
                         required=frozenset({"level"})),
}
ALIGNED_IN = frozenset({"doc", "layoutColumn"})

MAY_BE_EMPTY = frozenset({"paragraph", "heading", "codeBlock", "taskItem", "decisionItem"})
EXACTLY = {"mediaSingle": (1, 1), "layoutSection": (2, 3)}
