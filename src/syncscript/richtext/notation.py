"""The signs of wiki markup: what both the reader and the writer must agree on.

Knows patterns and tables only, each in one place, so that whatever the reader would take for
markup is exactly what the writer escapes. Source: the text formatting notation help of Jira.
"""

from __future__ import annotations

import re

DELIMITERS = {"*": "strong", "_": "em", "-": "strike", "+": "underline", "^": "sup", "~": "sub"}
DELIMITER_OF = {mark: sign for sign, mark in DELIMITERS.items()}

ESCAPABLE = frozenset("-#*_+?^~|%{}[]()!@")
"""Signs that lose a backslash before them."""

ENTITY = re.compile(r"&#(\d{2,3});")
MACRO = re.compile(
    r"(?<!\\)\{(?P<name>code|noformat|quote|panel|info|note|tip|warning)(?P<options>(?::[^{}\n]*)?)\}")
VERBATIM = frozenset({"code", "noformat"})
PANELS = frozenset({"panel", "info", "note", "tip", "warning"})

LIST_LINE = re.compile(r"\s*(?P<markers>-|[*#][*#-]{0,5})\s+(?P<content>\S.*)", re.DOTALL)
BARE_MARKER = re.compile(r"\s*(?P<markers>-|[*#][*#-]{0,5})\s*")
HEADING_LINE = re.compile(r"\s*h(?P<level>[1-6])\.\s+(?P<content>\S.*)", re.DOTALL)
QUOTE_LINE = re.compile(r"\s*bq\.\s+(?P<content>\S.*)", re.DOTALL)
ROW_LINE = re.compile(r"\s*\|(?!\|?\s*$)", re.DOTALL)
RULE_LINE = re.compile(r"\s*----\s*")
MAX_LIST_DEPTH = 6

ADDRESS = re.compile(r"(?<![^\W_])(?:https?|ftps?|file)://[^\s|\[\]{}<>\"\\^]+")
_TRAILING = ".,;:!?)'*_+~-"
LINK_TARGET = re.compile(r"(?!(?:javascript|data|vbscript):)(?:[A-Za-z][A-Za-z0-9+.-]*:|/|#)[^\s|\[\]{}\\]+",
                         re.IGNORECASE)
LONE_TARGET = re.compile(r"(?:(?:https?|ftps?|file)://|mailto:)[^\s|\[\]{}\\]+", re.IGNORECASE)
BRACKETS = re.compile(r"\[((?:[^\[\]\n\\]|\\.)*)\]")
ACCOUNT = re.compile(r"~accountid:([^\s|\[\]{}\\]+)")
LINE_BREAK = re.compile(r"\\\\(?=\s|$)")
COLOR = re.compile(r"\{color:(#[0-9a-fA-F]{6}|[a-z]+)\}")
LANGUAGE = re.compile(r"[A-Za-z0-9][\w#+.-]*")

COLORS = {
    "black": "#000000", "blue": "#0000ff", "brown": "#a52a2a", "cyan": "#00ffff", "darkgreen": "#006400",
    "grey": "#808080", "gray": "#808080", "green": "#008000", "lime": "#00ff00", "magenta": "#ff00ff",
    "maroon": "#800000", "navy": "#000080", "olive": "#808000", "orange": "#ffa500", "pink": "#ffc0cb",
    "purple": "#800080", "red": "#ff0000", "silver": "#c0c0c0", "teal": "#008080", "white": "#ffffff",
    "yellow": "#ffff00",
}
"""Colour names of wiki markup; ADF knows hexadecimal colours only."""
COLOR_NAMES = {value: name for name, value in COLORS.items()}

PANEL_COLORS = {"error": "#ffebe6"}
"""A panel that has no macro of its own is told apart by its background."""


def address_at(text: str, start: int) -> str:
    """The bare address that stands at `start`, without closing punctuation; `""` when there is none."""
    found = ADDRESS.match(text, start)
    if not found:
        return ""
    address = found.group().rstrip(_TRAILING)
    return address if not address.endswith((":", "/")) or address.count("/") > 2 else ""


def is_word(char: str) -> bool:
    return char.isalnum()
