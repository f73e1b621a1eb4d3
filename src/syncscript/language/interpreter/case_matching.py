"""What `in`, `switch` and `grep` ask: whether a case takes a value.

A closure, a class, a pattern, a list or map, or an object with `isCase` decides for itself; everything else
takes what equals it. Refuses to know where the question stands in a rule.
"""

from __future__ import annotations

from syncscript.language.interpreter import access
from syncscript.language.interpreter.casts import is_of_class
from syncscript.language.interpreter.comparing import equal, holds
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.kept_order import has_in_order, is_ordered
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, ClassName, Closure, Pattern, Value


def found_in(run: Run, left: Value, right: Value) -> bool:
    """`left in right`, charged by the size of right."""
    if isinstance(right, list):
        run.spend(len(right) >> 5)
    return left is None if right is None else matches_case(run, left, right)


def matches_case(run: Run, subject: Value, case: Value) -> bool:
    """Whether `case` takes the subject: closure, class, list, pattern, or equal."""
    if type(case) is Closure:
        return bool(run.invoke(case, subject))
    if type(case) is Pattern:
        return subject is not None and case.compiled.fullmatch(text(subject)) is not None
    if isinstance(case, list):
        if is_ordered(run, case):
            return has_in_order(run, case, subject)  # type: ignore[arg-type]
        return holds(case, subject)
    if type(case) is ClassName:
        return is_of_class(run, subject, case.name)
    if isinstance(case, Box):
        told = case.invoke(run, run.position, "isCase", (subject,))
        return equal(subject, case) if told is NotImplemented else bool(told)
    if type(case) is dict:
        return can_be_key(subject) and bool(case.get(access.place_in(run, case, subject)))
    return equal(subject, case)


def can_be_key(value: Value) -> bool:
    return not isinstance(value, dict | ItemSet)
