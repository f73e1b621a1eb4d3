"""How much a run may do. Everything is counted, nothing is timed, so a run ends the same way everywhere.

Knows counters. Refuses to know clocks, threads and the values that are counted.
"""

from __future__ import annotations

from dataclasses import dataclass

PLACE = 20
"""What a place of a list or map counts, in characters."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one run.

    steps: loop rounds and calls, more for large ones; depth: calls inside calls; allocation: characters made
    by growing operations; output: characters of everything written that did not come with the inputs; text:
    characters of one string. A place of a list or map counts as PLACE characters.
    hosts: what httpClient may reach, names or `*.example.com`; `tracker` for the tracker of this side.
    """

    steps: int = 200_000
    depth: int = 100
    allocation: int = 16_000_000
    output: int = 8_000_000
    text: int = 4_000_000
    hosts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if isinstance(self.hosts, str) or not all(isinstance(host, str) for host in self.hosts):
            raise ValueError(f"the limit hosts is a list of names, not {self.hosts!r}")
        for name in self.__slots__:
            value = getattr(self, name)
            if name != "hosts" and (type(value) is not int or value < 0):
                raise ValueError(f"the limit {name} is a whole number from 0 on, not {value!r}")
