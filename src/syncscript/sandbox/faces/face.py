"""How the two products differ on the outside: who they say they are, how they name people, what they refuse.

A Face is a value; each product has its own module here, and the package finds them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from syncscript.sandbox.records import Json, User


@dataclass(frozen=True, slots=True)
class Face:
    """One product. apis: versions of the REST API it has, the first is `latest`.

    show_user: a person as JSON, from the user and the address of the API;
    words: refusals that the products word differently, by a name of our own.
    """

    name: str
    deployment: str
    version: str
    build: int
    apis: tuple[int, ...]
    show_user: Callable[[User, str], dict[str, Json]]
    words: Mapping[str, str]

    @property
    def cloud(self) -> bool:
        return self.name == "cloud"


def avatar_urls(address: str) -> dict[str, str]:
    """Four sizes of one picture that does not exist."""
    return {size: f"{address}&size={size}" for size in ("48x48", "24x24", "16x16", "32x32")}
