"""Whether a value is what a case expects, and where not.

A map is compared by the keys that the case names, and one without keys is empty; a text stands for the thing
that has it as its name; labels and their like are compared as sets. Everything else must be equal. Refuses to
know rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from syncscript.cases.case import Difference
from syncscript.cases.documents import Path
from syncscript.model import Json, Provenance

NAMES = ("name", "label", "value", "displayName", "key", "email", "body", "id")
SETS = frozenset({"labels", "components", "fixVersions", "affectedVersions", "watchers"})


class Missing:
    """Stands where there is no value at all, which is not null."""

    def __repr__(self) -> str:
        return "nothing"


MISSING = Missing()


def is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def agree(expected: Json, got: Json, is_set: bool = False) -> bool:
    """is_set: both are lists whose order says nothing."""
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        return not got if not expected else all(agree(value, got.get(key)) for key, value in expected.items())
    if isinstance(expected, list) and isinstance(got, list | tuple):
        return not unmatched(expected, got) if is_set else same_items(expected, got)
    if isinstance(got, Mapping) and expected is not None and not isinstance(expected, list):
        return any(agree(expected, got[name]) for name in NAMES if got.get(name) is not None)
    if is_number(expected) and is_number(got):
        return Decimal(str(expected)) == Decimal(str(got))
    return type(expected) is type(got) and bool(expected == got)


def same_items(expected: Sequence[Json], got: Sequence[Json]) -> bool:
    return len(expected) == len(got) and all(agree(e, g) for e, g in zip(expected, got, strict=True))


def unmatched(expected: Sequence[Json], got: Sequence[Json]) -> list[Json]:
    """Items of one side that the other does not have."""
    left = list(got)
    missing = []
    for item in expected:
        found = next((n for n, other in enumerate(left) if agree(item, other)), None)
        if found is None:
            missing.append(item)
        else:
            left.pop(found)
    return [*missing, *left]


def differences(path: Path, expected: Json, got: Json, by: Provenance | None = None) -> Iterator[Difference]:
    """The innermost places where two values part."""
    is_set = path[-1] in SETS if path else False
    if agree(expected, got, is_set):
        return
    if isinstance(expected, Mapping) and isinstance(got, Mapping) and expected:
        for key, value in expected.items():
            yield from differences((*path, key), value, got.get(key, MISSING), by)
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got) and not is_set:
        for number, (one, other) in enumerate(zip(expected, got, strict=True)):
            yield from differences((*path, number), one, other, by)
    else:
        yield Difference(path, expected, got, by)


def accepted(expected: Json, got: Json, is_set: bool = False) -> Any:
    """The expectation as it must be for `got`: what agrees stays as it was written."""
    if agree(expected, got, is_set):
        return expected
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        return {key: accepted(value, got[key]) for key, value in expected.items() if key in got} or dict(got)
    if isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got) and not is_set:
        return [accepted(one, other) for one, other in zip(expected, got, strict=True)]
    return got
