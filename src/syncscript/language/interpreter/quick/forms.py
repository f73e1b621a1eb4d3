"""When a rule runs in which form: carefully at first, quickly once it has run often, and back again.

Refuses to know how a form is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from syncscript.language.interpreter.answers import Answers
from syncscript.language.interpreter.quick.program import QuickProgram
from syncscript.model import Json, Question

WORTH_IT = 20
"""Runs after which the making of a quick form pays."""
MOST_MISSES = 5
Asked = Sequence[tuple[Question, Json]]
"""Questions with the answers that were given to them."""


class Forms:
    """What is known of one rule's runs. make: gives the quick form, None where there is none."""

    __slots__ = ("make", "misses", "quick", "runs")

    def __init__(self, make: Callable[[], QuickProgram | None]) -> None:
        self.make = make
        self.quick: QuickProgram | None = None
        self.runs = self.misses = 0

    def succeeded(self) -> None:
        """The careful form has run to its end, with inputs that were looked through.

        Loops inside loops can be too many for Python where closures inside closures are not.
        """
        self.runs += 1
        if self.runs == WORTH_IT:
            with suppress(Exception):
                self.quick = self.make()

    def gave_up(self) -> None:
        """The quick form met values that it is not made for; when that happens often it goes."""
        self.misses += 1
        if self.misses >= MOST_MISSES:
            self.quick = None


def remembered(asked: Asked, answers: Answers) -> Answers:
    """The same answers, without asking again what an attempt has asked."""
    if not asked or not callable(answers):
        return answers
    known, ask = {question.key: answer for question, answer in asked}, answers

    def answer(question: Question) -> Json:
        return known[question.key] if question.key in known else ask(question)

    return answer
