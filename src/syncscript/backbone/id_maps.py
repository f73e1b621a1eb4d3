"""Comments or attachments have other ids after a move: they are rewritten there, and where the partner names
them.

A map is one to one, also with the ids that it leaves as they are; else two comments would become one.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from io import StringIO
from typing import Any

from syncscript.backbone.containers import Side
from syncscript.backbone.entries import HERE, KINDS, LOCAL, REMOTE, THERE, id_text, items_of, text_of
from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.refusals.ids_without_new_ones import CODE as WITHOUT
from syncscript.backbone.refusals.map_not_one_to_one import bad_row, not_one_to_one
from syncscript.model import DiagnosticError

HEADER = ["old", "new"]


def id_map_of(text: str, file: str) -> dict[str, str]:
    """The rows `old,new` of a table, with or without that header. DiagnosticError when it is no such
    table, or when two rows disagree or meet."""
    found: dict[str, str] = {}
    for number, row in enumerate(_rows(text, file), 1):
        told = [cell.strip() for cell in row]
        if not any(told) or (number == 1 and [cell.casefold() for cell in told] == HEADER):
            continue
        if len(told) != 2 or not all(told):
            raise DiagnosticError(bad_row(file, number))
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
    staying = {old for old in _used(side, kind) if old not in ids}
    for old, new in ids.items():
        if new in staying:
            raise DiagnosticError(not_one_to_one(file, f"{old} becomes {new}, which another one keeps"))
    return _rewritten(side, kind, HERE, ids), _rewritten(partner, kind, THERE, ids)


def without_new_ids(side: Side, kind: str, ids: Mapping[str, str]) -> Iterator[Finding]:
    """One finding an item of the side that the map does not name."""
    for index, entry in enumerate(side.entries):
        if entry.__class__ is not dict:
            continue
        for item in items_of(entry, kind):
            old = id_text(item.get(HERE))
            if old and old not in ids:
                told = f"{KINDS[kind]} {old} is not in the id map, and keeps its id"
                pointer = side.pointer(index, f"/{kind}")
                keys = text_of(entry, LOCAL), text_of(entry, REMOTE)
                yield Finding(WITHOUT, Level.WARNING, side.name, pointer, *keys, told)


def _rows(text: str, file: str) -> Iterable[list[str]]:
    try:
        yield from csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    except csv.Error:
        raise DiagnosticError(bad_row(file, 1)) from None


def _used(side: Side, kind: str) -> Iterator[str]:
    for entry in side.entries:
        if entry.__class__ is dict:
            yield from (id_text(item.get(HERE)) for item in items_of(entry, kind))


def _rewritten(side: Side, kind: str, name: str, ids: Mapping[str, str]) -> Side:
    return replace(side, entries=[_entry(entry, kind, name, ids) for entry in side.entries])


def _entry(entry: Any, kind: str, name: str, ids: Mapping[str, str]) -> Any:
    if entry.__class__ is not dict or not items_of(entry, kind):
        return entry
    return {**entry, kind: [_item(item, name, ids) for item in entry[kind]]}


def _item(item: Any, name: str, ids: Mapping[str, str]) -> Any:
    old = id_text(item.get(name)) if item.__class__ is dict else ""
    return {**item, name: ids[old]} if old in ids else item
