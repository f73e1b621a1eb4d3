"""Comments or attachments have other ids after a move: they are rewritten there, and where the partner names
them.

A map is one to one, also with the ids that it leaves as they are; else two comments would become one.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from io import StringIO
from typing import Any

from syncscript.backbone.containers import Entry, Side
from syncscript.backbone.entries import HERE, KINDS, LOCAL, REMOTE, THERE, id_text, items_of, text_of
from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.refusals.ids_without_new_ones import CODE as WITHOUT
from syncscript.backbone.refusals.map_not_one_to_one import bad_row, not_one_to_one
from syncscript.model import DiagnosticError

HEADER = ["old", "new"]


def id_map_of(text: str, file: str) -> dict[str, str]:
    """The rows `old,new` of a table, with or without that header. Unreadable when it is no such table,
    DiagnosticError when two rows disagree or meet."""
    found: dict[str, str] = {}
    for number, told in _rows(text, file):
        if not any(told) or (not found and [cell.casefold() for cell in told] == HEADER):
            continue
        if len(told) != 2 or not all(told):
            raise bad_row(file, number, "this line has not two columns, both filled")
        old, new = told
        if found.setdefault(old, new) != new:
            raise DiagnosticError(not_one_to_one(file, f"{old} has two new ids, {found[old]} and {new}"))
    before: dict[str, str] = {}
    for old, new in found.items():
        if before.setdefault(new, old) != old:
            raise DiagnosticError(not_one_to_one(file, f"{before[new]} and {old} both become {new}"))
    return found


def with_new_ids(
    side: Side, partner: Side, kind: str, ids: Mapping[str, str], file: str
) -> tuple[Side, Side]:
    """The ids of `side` rewritten on both. DiagnosticError where a new id is one that stays in use."""
    used = {old for *_, old in (*_listed(side, kind, HERE), *_listed(partner, kind, THERE))}
    staying = used - ids.keys()
    for old, new in ids.items():
        if new in staying:
            raise DiagnosticError(not_one_to_one(file, f"{old} becomes {new}, which another one keeps"))
    return _rewritten(side, kind, HERE, ids), _rewritten(partner, kind, THERE, ids)


def without_new_ids(side: Side, partner: Side, kind: str, ids: Mapping[str, str]) -> Iterator[Finding]:
    """One finding an item of `side` that the map does not name. What it sent may be listed there alone."""
    told = {old for *_, old in _listed(side, kind, HERE)}
    yield from _unnamed(side, kind, HERE, ids.keys())
    yield from _unnamed(partner, kind, THERE, ids.keys() | told)


def _unnamed(side: Side, kind: str, name: str, named: Collection[str]) -> Iterator[Finding]:
    for index, entry, old in _listed(side, kind, name):
        if old not in named:
            whose = "" if name == HERE else " of the other side"
            told = f"{KINDS[kind]} {old}{whose} is not in the id map, and keeps its id"
            pointer = side.pointer(index, f"/{kind}")
            keys = text_of(entry, LOCAL), text_of(entry, REMOTE)
            yield Finding(WITHOUT, Level.WARNING, side.name, pointer, *keys, told)


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """With the number of the line in which each ends."""
    lines = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        yield from ((lines.line_num, [cell.strip() for cell in row]) for row in lines)
    except csv.Error as error:
        raise bad_row(file, lines.line_num, str(error)) from None


def _listed(side: Side, kind: str, name: str) -> Iterator[tuple[int, Entry, str]]:
    """Places, entries and ids of all items that have one under that name."""
    for index, entry in enumerate(side.entries):
        if entry.__class__ is dict:
            ids = (id_text(item.get(name)) for item in items_of(entry, kind))
            yield from ((index, entry, told) for told in ids if told)


def _rewritten(side: Side, kind: str, name: str, ids: Mapping[str, str]) -> Side:
    return replace(side, entries=[_entry(entry, kind, name, ids) for entry in side.entries])


def _entry(entry: Any, kind: str, name: str, ids: Mapping[str, str]) -> Any:
    if entry.__class__ is not dict or not items_of(entry, kind):
        return entry
    return {**entry, kind: [_item(item, name, ids) for item in entry[kind]]}


def _item(item: Any, name: str, ids: Mapping[str, str]) -> Any:
    old = id_text(item.get(name)) if item.__class__ is dict else ""
    return {**item, name: ids[old]} if old in ids else item
