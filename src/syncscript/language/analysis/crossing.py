"""What crosses between two sides: the fields that rules put into a replica, or read out of one.

Custom fields and custom keys are told apart by name. Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

FAMILIES = (
    ("comments", "addedComments", "changedComments", "removedComments"),
    ("attachments", "addedAttachments", "removedAttachments"),
    ("workLogs", "addedWorkLogs", "changedWorkLogs", "removedWorkLogs"),
    ("type", "typeName"),
    ("project", "projectKey"),
    ("parent", "parentId"),
)
"""Fields that are different views of one: who has the first can be asked for the others."""
FAMILY = {name: frozenset(family) for family in FAMILIES for name in family}
IDENTIFIER = "customfield_"


@dataclass(frozen=True, slots=True)
class Crossing:
    """fields: names as the rules write them; customFields and customKeys as `customFields.Severity`, the
    bag's own name where all of it crosses.

    open: more may cross than the text tells (a whole object, a computed name), so that absence says nothing.
    inside: (`customKeys.info`, `region`) for each name in those custom keys that cross name by name.
    """

    fields: frozenset[str]
    open: bool = False
    inside: frozenset[tuple[str, str]] = frozenset()

    def misses(self, name: str) -> bool:
        """Whether this field surely does not cross."""
        if self.open or name in self.fields:
            return False
        bag, dot, entry = name.partition(".")
        if not dot:
            return not self.has_kin(name)
        return not (bag in self.fields or entry in self.fields or self.may_be_identified(bag, entry))

    def misses_inside(self, field: str, name: str) -> bool:
        """Whether a custom key surely crosses without this name in it."""
        if self.open or "customKeys" in self.fields or (field, name) in self.inside:
            return False
        return field in self.opened

    @property
    def opened(self) -> frozenset[str]:
        """The custom keys that cross name by name."""
        return frozenset(field for field, _ in self.inside)

    @property
    def names(self) -> frozenset[str]:
        """All of it as a file tells it."""
        return self.fields | {f"{field}.{name}" for field, name in self.inside}

    def has_kin(self, name: str) -> bool:
        """Whether another view of the field crosses, an entry of the bag, or a custom field of this name."""
        if not self.fields.isdisjoint(FAMILY.get(name, ())):
            return True
        return any(each.startswith(f"{name}.") or each == f"customFields.{name}" for each in self.fields)

    def may_be_identified(self, bag: str, entry: str) -> bool:
        """Whether a custom field crosses that may be this one: one side has its name, the other its id."""
        if bag != "customFields":
            return False
        others = (each.partition(".")[2] for each in self.fields if each.startswith("customFields."))
        return any(is_identifier(entry) != is_identifier(other) for other in others)

    def __or__(self, other: Crossing) -> Crossing:
        whole = (self.fields - self.opened) | (other.fields - other.opened)
        inside = frozenset(each for each in self.inside | other.inside if each[0] not in whole)
        return Crossing(self.fields | other.fields, self.open or other.open, inside)


def is_identifier(name: str) -> bool:
    """A custom field's id: `10010` or `customfield_10010`."""
    return name.isdecimal() or name.startswith(IDENTIFIER)


# ---------------------------------------------------------------------------- a recorded contract


def contract_as_data(crossing: Crossing) -> dict[str, Any]:
    """What the other side sends, as a file keeps it: sorted, a field a line."""
    return {"sends": sorted(crossing.names), **({"open": True} if crossing.open else {})}


def contract_from_data(data: Mapping[str, Any]) -> Crossing:
    """The crossing that such data tells. KeyError or TypeError for data of another shape."""
    sends = data["sends"]
    if not isinstance(sends, list) or not all(isinstance(each, str) for each in sends):
        raise TypeError("`sends` is no list of names")
    inside = frozenset((head, name) for each in sends for head, name in nested(each))
    return Crossing(frozenset(sends) | {head for head, _ in inside}, data.get("open") is True, inside)


def nested(name: str) -> list[tuple[str, str]]:
    """`customKeys.info`, `region` of `customKeys.info.region`."""
    bag, key, *inner = [*name.split(".", 2), ""][:3]
    return [(f"{bag}.{key}", inner[0])] if bag == "customKeys" and inner[0] else []


def recorded(replicas: Iterable[Mapping[str, Any]]) -> Crossing:
    """What replicas that came held between them."""
    whole = Crossing(frozenset())
    for replica in replicas:
        fields: set[str] = set()
        for name, value in replica.items():
            bag = name in ("customFields", "customKeys") and isinstance(value, Mapping)
            fields.update({f"{name}.{entry}" for entry in value} if bag else {name})
        whole |= Crossing(frozenset(fields), inside=names_in(replica.get("customKeys")))
    return whole


def names_in(keys: object) -> frozenset[tuple[str, str]]:
    """What lies in the custom keys that are maps."""
    held = keys.items() if isinstance(keys, Mapping) else ()
    maps = [(key, each) for key, each in held if isinstance(each, Mapping)]
    return frozenset((f"customKeys.{key}", str(name)) for key, each in maps for name in each)
