"""Field values on one line, short, and safe for a terminal."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from syncscript.cli.show.diagnostics import terminal_safe
from syncscript.cli.show.widths import cut

LONGEST = 72
"""Columns, not characters."""
_NAMES = ("displayName", "name", "label", "value", "key", "id")


def value_text(value: Any, longest: int = LONGEST) -> str:
    """A value as a person would name it: users by their names, sets as lists, texts in quotes."""
    if value is None or value == "" or value == [] or value == frozenset():
        return "(empty)"
    if isinstance(value, str):
        return quoted(value, longest)
    if isinstance(value, Mapping):
        return _named(value, longest)
    if isinstance(value, (frozenset, set)):
        return _listed(sorted(map(str, value)), longest)
    if isinstance(value, Sequence):
        return _listed([_bare(item) for item in value], longest)
    return terminal_safe(json.dumps(value))


def quoted(text: str, longest: int = LONGEST) -> str:
    """A text in quotes, line ends shown as \\n, cut in the middle of nowhere with its length told."""
    begin = cut(text, longest)
    shown = text if begin == text else begin.rstrip() + "…"
    size = "" if begin == text else f" ({len(text)} characters)"
    return terminal_safe(json.dumps(shown, ensure_ascii=False)) + size


def size_text(size: int) -> str:
    """Bytes as a person reads them."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def _named(value: Mapping[str, Any], longest: int) -> str:
    for name in _NAMES:
        if value.get(name):
            return value_text(value[name], longest)
    return quoted(json.dumps(value, ensure_ascii=False, sort_keys=True, default=str), longest)


def _bare(value: Any) -> str:
    if isinstance(value, Mapping):
        return next((str(value[name]) for name in _NAMES if value.get(name)), "{}")
    return str(value)


def _listed(items: Sequence[str], longest: int) -> str:
    text = ", ".join(items)
    begin = cut(text, longest)
    return terminal_safe(text if begin == text else f"{begin.rstrip()}… ({len(items)} in all)")
