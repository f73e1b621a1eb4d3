"""A text on its way into a query, so that it means itself there. Refuses to know what the query asks."""

from __future__ import annotations

import re

from syncscript.jql.reserved import AT_TIMES, KEYWORDS, WORDS

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def quoted(text: str) -> str:
    """As a string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def as_value(text: str) -> str:
    """As people write it: in quotes only where it would mean something else without them."""
    word = text.lower()
    is_plain = _PLAIN.fullmatch(text) and word not in KEYWORDS and word not in WORDS | AT_TIMES
    return text if is_plain else quoted(text)
