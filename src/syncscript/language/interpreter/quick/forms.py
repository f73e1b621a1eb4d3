"""When a rule runs in which form: carefully at first, quickly once it has run often, and back again.

Refuses to know how a form is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

from syncscript.language.interpreter.answers import Answers
from syncscript.language.interpreter.quick.program import QuickProgram
from syncscript.language.interpreter.quick.transfers import Transfer
from syncscript.model import Json, Question

WORTH_IT = 20
"""Runs after which the making of a quick form pays."""
MOST_MISSES = 5


class Forms:
    """What is known of one rule's runs.

    make and make_transfer: give the quick form, and the one that needs no run; None where there is none.
    """

    __slots__ = ("make", "make_transfer", "misses", "quick", "runs", "transfer")

    def __init__(
        self, make: Callable[[], QuickProgram | None], make_transfer: Callable[[], Transfer | None] | None
    ) -> None:
        self.make, self.make_transfer = make, make_transfer
        self.quick: QuickProgram | None = None
        self.transfer: Transfer | None = None
        self.runs = self.misses = 0

    def next(self, depth: int) -> QuickProgram | None:
        """The quick form for a run with this limit of depth; None to run carefully."""
        if self.quick is None:
            self.runs += 1
            if self.runs != WORTH_IT:
                return None
            self.prepare()
        return self.quick if self.quick is not None and self.quick.depth <= depth else None

    def prepare(self) -> None:
        """Loops inside loops can be too many for Python where closures inside closures are not."""
        with suppress(SyntaxError, RecursionError, MemoryError):
            self.quick = self.make()
            self.transfer = self.make_transfer() if self.make_transfer is not None else None

    def gave_up(self) -> None:
        """The quick form met values that it is not made for; when that happens often it goes."""
        self.misses += 1
        if self.misses >= MOST_MISSES:
            self.quick = None


def remembered(asked: Sequence[tuple[Question, Json]], answers: Answers) -> Answers:
    """The same answers, without asking again what an attempt has asked."""
    if not asked or not callable(answers):
        return answers
    known, ask = {question.key: answer for question, answer in asked}, answers

    def answer(question: Question) -> Json:
        return known[question.key] if question.key in known else ask(question)

    return answer
