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
    """

    fields: frozenset[str]
    open: bool = False

    def misses(self, name: str) -> bool:
        """Whether this field surely does not cross."""
        if self.open or name in self.fields:
            return False
        bag, dot, entry = name.partition(".")
        if not dot:
            return not self.has_kin(name)
        return not (bag in self.fields or entry in self.fields or self.may_be_identified(bag, entry))

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
        return Crossing(self.fields | other.fields, self.open or other.open)


def is_identifier(name: str) -> bool:
    """A custom field's id: `10010` or `customfield_10010`."""
    return name.isdecimal() or name.startswith(IDENTIFIER)


# ---------------------------------------------------------------------------- a recorded contract


def contract_as_data(crossing: Crossing) -> dict[str, Any]:
    """What the other side sends, as a file keeps it: sorted, a field a line."""
    return {"sends": sorted(crossing.fields), **({"open": True} if crossing.open else {})}


def contract_from_data(data: Mapping[str, Any]) -> Crossing:
    """The crossing that such data tells. KeyError or TypeError for data of another shape."""
    sends = data["sends"]
    if not isinstance(sends, list) or not all(isinstance(each, str) for each in sends):
        raise TypeError("`sends` is no list of names")
    return Crossing(frozenset(sends), data.get("open") is True)


def recorded(replicas: Iterable[Mapping[str, Any]]) -> Crossing:
    """What replicas that came held between them."""
    fields: set[str] = set()
    for replica in replicas:
        for name, value in replica.items():
            bag = name in ("customFields", "customKeys") and isinstance(value, Mapping)
            fields.update({f"{name}.{entry}" for entry in value} if bag else {name})
    return Crossing(frozenset(fields))
