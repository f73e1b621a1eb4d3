"""How deeply lists and objects of a document are nested. Whatever works through one calls itself, and so must
know that there is an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, compress
from typing import Any

from syncscript.backbone.containers import CONNECTORS
from syncscript.backbone.entries import KINDS

CONTAINERS = frozenset((dict, list))


def is_deeper(document: Any, most: int) -> bool:
    """Whether lists and objects are nested in more levels than that."""
    level = [document] if type(document) in CONTAINERS else []
    for _ in range(most):
        kinds = set(map(type, level))
        values = list(chain.from_iterable(contents_of(level, kinds)))
        inner = set(map(type, values)) & CONTAINERS
        if not inner:
            return False
        level = list(compress(values, map(inner.__contains__, map(type, values))))
    return True


def contents_of(level: list[Any], kinds: set[type]) -> Iterator[Iterable[Any]]:
    """What each list or object holds; at the speed of C where all are alike."""
    if kinds == {dict}:
        return map(dict.values, level)
    if kinds == {list}:
        return iter(level)
    return (each.values() if type(each) is dict else each for each in level)


def is_plain(document: Any, text: str) -> bool:
    """Whether the lists and objects that an export is made of are all there are in its text.

    Brackets inside of texts are counted with them, so this may deny what is true, and never the reverse.
    """
    sides = [document] if type(document) is list else []
    if type(document) is dict:
        sides = [document[name] for name in CONNECTORS if type(document.get(name)) is list]
    number = len(sides) + (type(document) is dict)
    for entries in sides:
        if not set(map(type, entries)) <= {dict}:
            return False
        lists = [entry[kind] for kind in KINDS for entry in entries if kind in entry]
        if not set(map(type, lists)) <= {list} or not set(map(type, chain.from_iterable(lists))) <= {dict}:
            return False
        number += len(entries) + len(lists) + sum(map(len, lists))
    return number == text.count("[") + text.count("{")
