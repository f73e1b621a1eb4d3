"""Names and the cells that hold their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

Path = tuple[str, str | None]
"""A field of the replica, and the entry of it for customFields and customKeys."""


@dataclass
class Cell:
    """A variable. sent: the replica's paths that its value stands for; stands_for: the one that it is."""

    value: Any
    type: str | None = None
    sent: tuple[Path, ...] = ()
    stands_for: Path | None = None


@dataclass
class Scope:
    """Names of a block, above those of the blocks around it.

    this, home: of a method of a class, its object and its class; nest: where a closure looks for names;
    hides: whether a member of that class has this name.
    """

    outer: Scope | None = None
    cells: dict[str, Cell] = field(default_factory=dict)
    this: Any = None
    home: Any = None
    nest: Any = None
    hides: Callable[[str], bool] = field(default=lambda name: False)

    def find(self, name: str) -> Cell | None:
        """The variable; members of a class without a name hide those around it."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.cells:
                return scope.cells[name]
            if scope.hides(name):
                return None
            scope = scope.outer
        return None

    def classes(self) -> Iterator[Scope]:
        """The scopes of the classes' methods around, from the inside out."""
        scope: Scope | None = self
        while scope is not None:
            if scope.home is not None:
                yield scope
            scope = scope.outer

    def sees_script(self) -> bool:
        """Not from inside of a class with a name."""
        return all(each.outer is not None for each in self.classes())

    def with_this(self) -> Scope | None:
        """The scope of the class's method around."""
        return next(self.classes(), None)

    def closure_home(self) -> Any:
        """Of the closure around, inside of the same class."""
        scope: Scope | None = self
        while scope is not None and scope.nest is None and scope.home is None:
            scope = scope.outer
        return scope.nest if scope is not None else None
