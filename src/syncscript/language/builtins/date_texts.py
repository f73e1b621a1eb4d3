"""Texts that are dates: custom fields and customKeys carry dates as ISO texts, which answer a date's methods.

A text stays a text: it is split, joined and compared as one. Refuses texts in other forms; those are
parsed with a pattern.
"""

from __future__ import annotations

from syncscript.language.builtins import calendars, date_methods, temporal_conversions  # noqa: F401  they make the methods
from syncscript.language.builtins.dates import Date, from_text
from syncscript.language.builtins.registry import METHODS, method
from syncscript.language.interpreter.faults import NO_METHOD, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value


def lend(name: str) -> None:
    """Let a text that is an ISO date answer this method of a date."""
    lent = METHODS[Date][name]

    @method(name, str)
    def answer(run: Run, value: str, *arguments: Value) -> Value:
        date = from_text(value)
        if date is None:
            raise Fault(
                f"A String has no method {name}(), and this text is no ISO date.",
                "parse it first, or compare the field's type with what the other side sends",
                kind=NO_METHOD,
                code="R103",
            )
        return lent(run, date, *arguments)

    answer.__name__, answer.__doc__ = f"{name}_of_text", "As of a date, where the text is an ISO date."


for lent_name in (
    "getTime", "before", "after", "format", "clearTime", "toInstant", "toLocalDate", "toLocalDateTime",
    "toZonedDateTime", "toOffsetDateTime", "toCalendar",
):  # fmt: skip
    lend(lent_name)
