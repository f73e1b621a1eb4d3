"""A pattern that is matched by counted backtracking: what can be asked of it, and what its matches tell.

Speaks as compiled patterns and matches of Python do. Refuses to know who is charged and how much is too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from syncscript.language.patterns.machine import SLOWLY, Charge, Slots, matched
from syncscript.language.patterns.program import program_of
from syncscript.language.patterns.reading import Read


@dataclass(frozen=True, slots=True)
class Found:
    """A match: group 0 is the whole of it."""

    value: str
    slots: Slots
    count: int
    names: dict[str, int]

    def span(self, which: int | str = 0) -> tuple[int, int]:
        number = self.names[which] if isinstance(which, str) else which
        if not 0 <= number <= self.count:
            raise IndexError(number)
        return self.slots[2 * number], self.slots[2 * number + 1]

    def start(self, which: int | str = 0) -> int:
        return self.span(which)[0]

    def end(self, which: int | str = 0) -> int:
        return self.span(which)[1]

    def group(self, which: int | str = 0) -> str | None:
        first, last = self.span(which)
        return self.value[first:last] if last >= 0 else None

    def groups(self) -> tuple[str | None, ...]:
        return tuple(self.group(number) for number in range(1, self.count + 1))


class CountedPattern:
    """Charges for what it does, each time something is asked of it."""

    def __init__(self, known: Read, charge: Charge) -> None:
        self.groups, self.names, self.charge = known.groups, known.names, charge
        self.program = program_of(known.tree, known.groups)

    def search(self, value: str, at: int = 0) -> Found | None:
        """The first match that begins at `at` or behind it."""
        while True:
            begins = self.beginning(value, at)
            if begins < 0:
                return None
            found = self.at(value, begins)
            if found is not None:
                return found
            at = begins + 1

    def fullmatch(self, value: str) -> Found | None:
        return self.at(value, 0, len(value))

    def finditer(self, value: str) -> Iterator[Found]:
        at = 0
        while at <= len(value):
            found = self.search(value, at)
            if found is None:
                return
            yield found
            at = found.end() + (found.end() == found.start())

    def beginning(self, value: str, at: int) -> int:
        """The first place from `at` on where a match may begin; -1 for none."""
        if at > len(value):
            return -1
        if self.program.begins is None:
            return at
        found = self.program.begins.search(value, at)
        begins = len(value) if found is None else found.start()
        self.charge(max(begins - at, 0) >> SLOWLY)
        return begins if found is not None else -1

    def at(self, value: str, begins: int, end: int = -1) -> Found | None:
        slots = (begins, *[-1] * (self.program.slots - 1))
        met = matched(self.program, value, begins, slots, self.charge, end)
        return None if met is None else Found(value, met[: 2 * self.groups + 2], self.groups, self.names)
