"""What several checks ask of one side, computed once and by columns: a hundred thousand entries take no time
that a person notices.

Refuses to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import Any

from syncscript.backbone.containers import Entry, Side
from syncscript.backbone.entries import (
    CONNECTOR,
    HERE,
    KINDS,
    LOCAL,
    REMOTE,
    THERE,
    Item,
    is_plain_id,
    items_of,
    project_of,
)
from syncscript.backbone.findings import USUAL_KEY

NO_ITEMS: list[Item] = []


class Absent:
    """Stands where an entry does not have a key."""


ABSENT = Absent()


def column(rows: Sequence[Mapping[str, Any]], name: str) -> list[Any]:
    """What each has under a name, else ABSENT."""
    try:
        return list(map(itemgetter(name), rows))
    except KeyError:
        return [row.get(name, ABSENT) for row in rows]


class SideView:
    """One side. `entries` are those that are objects; columns of texts have a place for every entry."""

    def __init__(self, side: Side, issue_key: str = USUAL_KEY) -> None:
        self.side = side
        self.issue_key = re.compile(issue_key)
        self.columns: dict[str, list[Any]] = {}

    @cached_property
    def entries(self) -> list[Entry]:
        listed = self.side.entries
        return listed if set(map(type, listed)) <= {dict} else [each for each in listed if type(each) is dict]

    @property
    def has_strangers(self) -> bool:
        """Whether something is listed that is no object."""
        return self.entries is not self.side.entries

    @cached_property
    def indexes(self) -> Sequence[int]:
        """Places in the side of what is in `entries`."""
        if not self.has_strangers:
            return range(len(self.entries))
        return [place for place, entry in enumerate(self.side.entries) if type(entry) is dict]

    def rows(self) -> Iterator[tuple[int, Entry]]:
        return zip(self.indexes, self.entries, strict=True)

    def column(self, name: str) -> list[Any]:
        """What `entries` tell under a name; ABSENT where they do not."""
        if name not in self.columns:
            self.columns[name] = column(self.entries, name)
        return self.columns[name]

    def texts(self, name: str) -> list[str]:
        """For every place of the side; empty where there is no text."""
        if not self.has_strangers and set(map(type, self.column(name))) <= {str}:
            return self.column(name)
        told = [entry.get(name) if type(entry) is dict else None for entry in self.side.entries]
        return [value if type(value) is str else "" for value in told]

    def numbers(self, name: str) -> list[int]:
        """Of `entries`; 0 where there is no whole number."""
        values = self.column(name)
        if set(map(type, values)) <= {int}:
            return values
        return [value if type(value) is int else 0 for value in values]

    @cached_property
    def local(self) -> list[str]:
        return self.texts(LOCAL)

    @cached_property
    def remote(self) -> list[str]:
        return self.texts(REMOTE)

    @cached_property
    def connectors(self) -> dict[str, int]:
        """Name -> place of its first entry, in the order of the entries."""
        return first_places(self.texts(CONNECTOR))

    @cached_property
    def local_projects(self) -> dict[str, int]:
        return first_places(self.projects(self.local, self.bad_local))

    @cached_property
    def remote_projects(self) -> dict[str, int]:
        return first_places(self.projects(self.remote, self.bad_remote))

    @cached_property
    def bad_local(self) -> frozenset[int]:
        """Places of local keys that are none."""
        return self.misspelt(self.local)

    @cached_property
    def bad_remote(self) -> frozenset[int]:
        return self.misspelt(self.remote)

    def misspelt(self, keys: list[str]) -> frozenset[int]:
        fits = self.issue_key.fullmatch
        return frozenset(place for place, key in enumerate(keys) if not fits(key))

    def projects(self, keys: list[str], bad: frozenset[int]) -> list[str]:
        """Of each key; empty where it is none."""
        if not bad:
            return [project_of(key) for key in keys]
        return ["" if place in bad else project_of(key) for place, key in enumerate(keys)]

    @cached_property
    def items(self) -> Mapping[str, ItemColumns]:
        """Comments, and attachments."""
        return {kind: item_columns(self.entries, kind) for kind in KINDS}

    def placed_items(self, kind: str) -> Iterator[tuple[int, int, Item]]:
        """With the place of the entry, and the place in its list."""
        for index, entry in self.rows():
            listed = entry.get(kind)
            for place, item in enumerate(listed if type(listed) is list else ()):
                if type(item) is dict:
                    yield index, place, item


@dataclass(frozen=True, slots=True)
class ItemColumns:
    """Items of one kind. lists: of each entry; has_others: keys beside the ids; here, there: the ids that
    are told; are_plain: all that is listed are objects, with ids that are texts, not empty, and spelt as ids.
    """

    lists: list[list[Item]]
    number: int
    has_others: bool
    here: list[Any]
    there: list[Any]
    are_plain: bool


def item_columns(entries: list[Entry], kind: str) -> ItemColumns:
    lists: list[Any] = [entry.get(kind, NO_ITEMS) for entry in entries]
    is_plain = set(map(type, lists)) <= {list}
    is_plain = is_plain and set(map(type, chain.from_iterable(lists))) <= {dict}
    if not is_plain:
        lists = [items_of(entry, kind) for entry in entries]
    items: list[Item] = list(chain.from_iterable(lists))
    here = [each for each in column(items, HERE) if each is not ABSENT]
    there = [item[THERE] for item in items if THERE in item]
    is_plain = is_plain and len(here) == len(items) and are_ids(here) and are_ids(there)
    has_others = sum(map(len, items)) > len(here) + len(there)
    return ItemColumns(lists, len(items), has_others, here, there, is_plain)


def are_ids(values: list[Any]) -> bool:
    return set(map(type, values)) <= {str} and "" not in values and bool(is_plain_id("".join(values)))


def first_places(values: list[str]) -> dict[str, int]:
    """Value -> its first place, in order; empty texts do not count."""
    places = dict(zip(reversed(values), range(len(values) - 1, -1, -1), strict=True))
    return {value: place for value, place in sorted(places.items(), key=lambda each: each[1]) if value}


def repeated(values: Sequence[str | int]) -> Iterator[tuple[int, int]]:
    """Places of values that stood before, and where; empty texts do not count."""
    if len(set(values)) == len(values):
        return
    seen: dict[str | int, int] = {}
    for place, value in enumerate(values):
        if value != "" and seen.setdefault(value, place) != place:
            yield place, seen[value]
