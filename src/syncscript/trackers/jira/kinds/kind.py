"""What every kind of field value can do, and what it is told when it does it.

The way is always raw Jira value -> what rules see (`shown`) -> what is compared (`canonical`); settling
makes a `shown` out of what a rule wrote, so that both ways end in the same comparison.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.model import Canonical, Document, Json
from syncscript.trackers.jira.names import Names
from syncscript.trackers.jira.texts import Texts
from syncscript.trackers.jira.users import Users


class CannotHold(Exception):
    """A rule's value that a field cannot hold. `leaves`: the field is left as it is, told as a warning."""

    def __init__(self, message: str, *, help: str = "", leaves: bool = False) -> None:
        super().__init__(message)
        self.help = help
        self.leaves = leaves


@dataclass(frozen=True, slots=True)
class Note:
    """A limit of Jira's that was applied to a value."""

    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of the Jira around a field."""

    texts: Texts
    names: Names
    users: Users


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a value is being settled: the field, its project, and a list that takes notes.

    offered: the values to choose from, None where that is not told; made: sort and name of what
    will be there.
    """

    field: str
    project: str
    site: Site
    notes: list[Note] = dataclasses.field(default_factory=list)
    offered: Callable[[], tuple[str, ...] | None] = lambda: None
    made: frozenset[tuple[str, str]] = frozenset()

    def note(self, message: str, help: str = "") -> None:
        self.notes.append(Note(message, help))


@dataclass(frozen=True, slots=True)
class Writing:
    """What a value is written with: the source documents and where its own one came from."""

    site: Site
    documents: Sequence[Document] = ()
    origin: str | None = None


class Kind:
    """A kind of field value. `multiple`: a set, merged by element; `writable`: rules may set it;
    `closed`: chosen from a list that only the field itself has."""

    multiple = False
    closed = False
    writable = True

    def shown(self, raw: Json, site: Site) -> Json:
        """What rules see of a raw value of Jira's."""
        return raw

    def canonical(self, shown: Json) -> Canonical:
        """What is compared."""
        raise NotImplementedError

    def settled(self, value: Json, seat: Seat) -> Json:
        """What rules will see once this was written. CannotHold when it cannot be; `value` is never None."""
        raise NotImplementedError

    def body(self, shown: Json, writing: Writing) -> Json:
        """The value to send for the whole field."""
        raise NotImplementedError

    def element(self, text: str, site: Site) -> Json:
        """The value to send for one element of a set, by its canonical text."""
        raise NotImplementedError


TELLING = ("body", "label", "value", "name", "displayName", "key")
"""Where a thing's own text stands, in the order of what a person would read."""


def plain_text(value: Json) -> str:
    """The text of what a rule wrote: things by their name, lists one a line. CannotHold for other maps."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        telling = next((value[name] for name in TELLING if value.get(name) is not None), None)
        if telling is None:
            raise CannotHold("this is a map without a name or a text", help="assign one of its properties")
        return plain_text(telling)
    if isinstance(value, list | tuple | set | frozenset):
        return "\n".join(plain_text(entry) for entry in value)
    return str(value)


def entries(value: Json) -> list[Any]:
    """What a rule wrote for a set, as a list: one thing alone counts as a list of it; blanks are left out."""
    several = list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
    return [entry for entry in several if entry is not None and entry != ""]
