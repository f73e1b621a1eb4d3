"""What lies inside of custom keys that are maps: `customKeys.info = [region: x]`, `customKeys.info.region`.

Told of a key only where all that is done with it is written down name by name. Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from syncscript.language.analysis.object_paths import STEPS, ObjectPaths, Use
from syncscript.language.analysis.survey import Place, text_of
from syncscript.language.syntax import tree

BAG = "customKeys"


@dataclass(frozen=True, slots=True)
class Inner:
    """field: `customKeys.info`; name: `region`; node: where it stands."""

    field: str
    name: str
    node: tree.Node


def inner_writes(paths: ObjectPaths, uses: Iterable[Use]) -> list[Inner]:
    """uses: all that the script does with fields of the object."""
    found: list[Inner] = []
    unknown: set[str] = set()
    followed: set[int] = set()
    for each in paths.survey.of(tree.Assignment):
        place = key_of(each.target, paths)
        for field, inner, node in given(each, place) if place is not None else ():
            followed |= {id(part) for part in (node, *steps_to(each.target))}
            if inner is None:
                unknown.add(field)
            else:
                found += [Inner(field, name, where) for name, where in inner]
    unknown |= {str(use.field) for use in uses if id(use.node) not in followed}
    return [each for each in found if each.field not in unknown]


Named = list[tuple[str, tree.Node]]


def given(each: tree.Assignment, place: Place) -> Iterator[tuple[str, Named | None, tree.Node]]:
    """Each key that an assignment gives something, what is in it where that is told, and where."""
    if place.field == BAG:
        for name, entry in names_of(each.value) or ():
            value = entry.value if isinstance(entry, tree.MapEntry) else entry
            yield f"{BAG}.{name}", names_of(value), entry
    elif place.inside:
        inner = place.inside[0]
        yield str(place.field), [(inner, each.target)] if inner is not None else None, each.target
    else:
        yield str(place.field), names_of(each.value) if each.operator == "=" else None, each.target


def names_of(value: tree.Node) -> Named | None:
    """The entries of a map that is written down; None for all else."""
    if not isinstance(value, tree.MapLiteral):
        return None
    found: Named = []
    for entry in value.entries:
        key = entry.key if isinstance(entry, tree.MapEntry) else None
        name = text_of(key) if isinstance(key, tree.Node) else key
        if name is None:
            return None
        found.append((name, entry))
    return found


def inner_reads(paths: ObjectPaths) -> list[Inner]:
    """What is asked for inside of keys."""
    written = {id(target) for target in paths.targets}
    found: list[Inner] = []
    for node in [*paths.survey.of(tree.Property), *paths.survey.of(tree.Index)]:
        place = key_of(node, paths)
        if place is not None and len(place.inside) == 1 and place.inside[0] and id(node) not in written:
            found.append(Inner(str(place.field), place.inside[0], node))
    return found


def read_name_by_name(inner: Iterable[Inner], uses: Iterable[Use]) -> frozenset[tuple[str, str]]:
    """The names that are read of those keys which nobody reads whole. uses: all reads of the object."""
    inner = list(inner)
    opened = {id(each.node.target) for each in inner if isinstance(each.node, STEPS)}
    whole = {use.field for use in uses if id(use.node) not in opened}
    return frozenset((each.field, each.name) for each in inner if each.field not in whole)


def key_of(node: tree.Node, paths: ObjectPaths) -> Place | None:
    """A custom key of the object, or all of them."""
    place = paths.survey.place_of(node)
    if place is None or place.root != paths.root or not place.field:
        return None
    return place if place.field == BAG or place.field.startswith(f"{BAG}.") else None


def steps_to(path: tree.Node) -> Iterator[tree.Node]:
    while isinstance(path, STEPS):
        yield path
        path = path.target
