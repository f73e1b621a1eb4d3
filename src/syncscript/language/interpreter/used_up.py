"""What follows the last step of a run's budget.

Refuses to count: the run does.
"""

from __future__ import annotations

from typing import NoReturn

from syncscript.language.interpreter.faults import OverBudget


class UsedUp:
    """Follows the last step of the budget."""

    hit = False

    def __iter__(self) -> UsedUp:
        return self

    def __next__(self) -> NoReturn:
        self.hit = True
        raise OverBudget("The rule takes too many steps.", "does a loop never end? or raise the step limit")
