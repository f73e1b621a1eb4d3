"""From an Export to the pieces of its text, always the same ones for the same export.

Letters beyond ASCII are escaped, so that no editor and no encoding can harm them on the way. Refuses to write
what the strict reader would refuse to read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from json.encoder import encode_basestring_ascii as escaped
from typing import Any

from syncscript.backbone.containers import Export
from syncscript.backbone.depth import is_deeper
from syncscript.backbone.refusals.export_is_no_json import not_json
from syncscript.backbone.spelling import DEEPEST

COMPACT = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
AT_ONCE = 1000
"""Entries of one piece."""


def document_of(export: Export) -> dict[str, Any]:
    return {**{side.name: side.entries for side in export.sides}, **export.others}


def pieces_of(export: Export, *, compact: bool = False) -> Iterator[bytes]:
    """UTF-8, with a line break at the end. Unreadable (BB001) when nested too deeply to be read again."""
    if is_deeper(document_of(export), DEEPEST):
        raise not_json("merged, the entries are nested too deeply", "take the deepest entry out")
    return _pieces(export, compact)


def _pieces(export: Export, compact: bool) -> Iterator[bytes]:
    line, colon = ("", ":") if compact else ("\n", ": ")
    lead = f"{{{line}{_inset(compact, 1)}"
    for side in export.sides:
        yield f"{lead}{json.dumps(side.name)}{colon}".encode()
        yield from _list(side.entries, compact)
        lead = f",{line}{_inset(compact, 1)}"
    for key, value in export.others.items():
        yield f"{lead}{json.dumps(key)}{colon}{_value(value, compact, 1)}".encode()
    yield f"{line}}}\n".encode()


def _list(entries: list[Any], compact: bool) -> Iterator[bytes]:
    if not entries:
        yield b"[]"
        return
    line = "" if compact else "\n"
    between = f",{line}{_inset(compact, 2)}"
    lead = f"[{line}{_inset(compact, 2)}"
    for start in range(0, len(entries), AT_ONCE):
        some = entries[start : start + AT_ONCE]
        if compact:
            yield (lead + _value(some, compact, 2)[1:-1]).encode()
        else:
            yield (lead + between.join(_value(entry, compact, 2) for entry in some)).encode()
        lead = between
    yield f"{line}{_inset(compact, 1)}]".encode()


def _inset(compact: bool, depth: int) -> str:
    return "" if compact else "  " * depth


def _value(value: Any, compact: bool, depth: int) -> str:
    return COMPACT.encode(value) if compact else _indented(value, f"\n{_inset(compact, depth)}")


def _indented(value: Any, line: str) -> str:
    """As json indents it, in half the time. line: the line break and blanks before what ends here."""
    kind, inner = type(value), f"{line}  "
    if kind is str:
        return escaped(value)
    if kind is int:
        return str(value)
    if kind is dict and value:
        told = f",{inner}".join([f"{escaped(key)}: {_indented(part, inner)}" for key, part in value.items()])
        return f"{{{inner}{told}{line}}}"
    if kind is list and value:
        return f"[{inner}{f',{inner}'.join([_indented(part, inner) for part in value])}{line}]"
    return COMPACT.encode(value)
