"""What crosses between two sides: the fields that rules put into a replica, or read out of one.

Custom fields and custom keys are told apart by name. Refuses to judge.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Crossing:
    """fields: names as the rules write them; customFields and customKeys as `customFields.Severity`.

    open: more may cross than the text tells (a whole object, a computed name), so that absence says nothing.
    """

    fields: frozenset[str]
    open: bool = False

    def misses(self, name: str) -> bool:
        """Whether this field surely does not cross."""
        return not self.open and name not in self.fields
