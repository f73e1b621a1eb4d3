"""Fields that name people: accounts on Cloud, user names on Data Center."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syncscript.sandbox.kinds.kind import Kind, Label, Reading
from syncscript.sandbox.problems import FieldProblem
from syncscript.sandbox.records import FieldDefinition, Json, User
from syncscript.sandbox.world import World

if TYPE_CHECKING:
    from syncscript.sandbox.faces.rendering import Rendering


def user_meant(value: Json, world: World, face: str) -> User | None:
    """The active user that a request's value names, None for an emptied field."""
    if not isinstance(value, dict):
        raise FieldProblem("data was not an object")
    wanted = _identifier(value, face)
    if wanted is None:
        return None
    found = world.users.get(wanted) if face == "cloud" else _by_name(wanted, world)
    if found is not None and found.active:
        return found
    if face == "cloud":
        raise FieldProblem(
            "Specify a valid user account ID" if found is None else f"User '{wanted}' is not active"
        )
    raise FieldProblem(f"User '{wanted}' does not exist.")


def _identifier(value: dict[str, Json], face: str) -> str | None:
    if face == "cloud":
        wanted = value.get("accountId", value.get("id"))
    else:
        wanted = value.get("name", value.get("key"))
    return None if wanted in (None, "") else str(wanted)


def _by_name(wanted: str, world: World) -> User | None:
    folded = wanted.casefold()
    return next((u for u in world.users.values() if folded in (u.name.casefold(), u.key.casefold())), None)


class Person(Kind):
    """`-1` as assignee means whom the project names by itself: in a sandbox nobody."""

    name = "user"
    comparison = "user"
    schema_type = "user"
    custom_type = "userpicker"

    def read_one(self, value: Json, definition: FieldDefinition, reading: Reading) -> Json:
        automatic = isinstance(value, dict) and _identifier(value, reading.face) == "-1"
        if automatic and definition.id == "assignee":
            return None
        user = user_meant(value, reading.world, reading.face)
        return None if user is None else user.id

    def show_one(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return rendering.user(stored)

    def label_one(self, stored: Json, definition: FieldDefinition, world: World) -> Label:
        user = world.users[stored]
        return user.id, user.display


class People(Person):
    name = "users"
    many = True
    schema_type = "array"
    schema_items = "user"
    custom_type = "multiuserpicker"

    def show(self, stored: Json, definition: FieldDefinition, rendering: Rendering) -> Json:
        return super().show(stored, definition, rendering) or None


KINDS = (Person(), People())
