"""What quick code calls beside the careful runtime: charging in advance, and giving up."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from syncscript.language.builtins.comment_helper import edited_copies, field, with_own
from syncscript.language.interpreter import access
from syncscript.language.interpreter.calls import SIZES, call, settle
from syncscript.language.interpreter.limits import PLACE
from syncscript.language.interpreter.run import Native, Position, Run
from syncscript.language.interpreter.values import Closure, Value

FEW = 256
Edit = Callable[[Value], Value]
TEXTS = frozenset({str})


class QuickRun(Run):
    """The state of a quick run: how deep its calls go is known from the rule's text."""

    def invoke(self, closure: Value, *arguments: Value) -> Value:
        if type(closure) is not Closure or not closure.least <= len(arguments) <= closure.most:
            return Run.invoke(self, closure, *arguments)
        self.tick()
        return closure.function(*arguments)


class Unexpected(Exception):
    """A value is not what the quick form is made for; the careful form takes over."""


def unexpected() -> NoReturn:
    raise Unexpected


def rounds(run: Run, items: Value, extra: int) -> list[Value]:
    """The items of a list, charged for a call and a place each, as collect and findAll charge.

    extra: steps that each call costs beside its own."""
    if type(items) is not list:
        raise Unexpected
    size = len(items)
    run.spent += size * (1 + extra) + (size >> SIZES[list] if size > FEW else 0)
    run.allocated += size * PLACE
    if run.spent > run.ticks.__length_hint__() or run.allocated > run.limits.allocation:
        raise Unexpected
    return items.copy()


def visited(run: Run, items: Value) -> list[Value]:
    """The items of a list, charged for a call each; a copy, should the closure change the list."""
    if type(items) is not list:
        raise Unexpected
    size = len(items)
    run.spend(size + (size >> SIZES[list]) if size > FEW else size)
    return items.copy()


def passed(run: Run, items: Value, extra: int) -> list[Value]:
    """What a loop goes over, whose rounds cost this much beside their step."""
    visiting = access.snapshot(run, items)
    run.spend(extra * len(visiting))
    return visiting


def merged(
    run: Run, position: Position, function: Native, issue: Value, replica: Value, *more: Value
) -> list[Value]:
    """`commentHelper.mergeComments(issue, replica)` and its like."""
    run.position, before = position, run.allocated
    if len(issue) > FEW or len(replica) > FEW:
        run.spend(sum(len(owner) >> SIZES[dict] for owner in (issue, replica) if len(owner) > FEW))
    made: list[Value] = function(run, issue, replica, *more)
    if len(made) > FEW and run.allocated == before:
        settle(run, made)
    return made


def merged_by(
    run: Run, position: Position, issue: dict[str, Value], replica: dict[str, Value], edit: Edit, tells: bool
) -> list[Value]:
    """`commentHelper.mergeComments(issue, replica) { ... }`, whose calls are charged in advance."""
    run.position = position
    theirs = list(field(replica, "comments"))
    run.charge(2 * len(theirs) + len(issue))
    large = sum(len(owner) >> SIZES[dict] for owner in (issue, replica) if len(owner) > FEW)
    run.spend(len(theirs) + large)
    return with_own(run, issue, theirs, edited_copies(run, theirs, edit, tells), position)


def join_texts(run: Run, items: Value, between: str, position: Position) -> Value:
    """`items.join(", ")`"""
    if not is_short_list(items) or not TEXTS.issuperset(map(type, items)):
        return call(run, position, items, "join", between)
    made = between.join(items)
    if len(made) > run.limits.text:
        raise Unexpected
    run.allocated += len(made) + len(items)
    return made


def is_short_list(items: Value) -> bool:
    """Whether what a method does with it may be charged without a look at what is left: the rounds of the
    loops around it are counted, and at the end of the run all charges are held against the limits."""
    return type(items) is list and len(items) <= FEW


def unique_texts(run: Run, items: Value, position: Position) -> Value:
    """`items.unique()` of a list that is nobody else's."""
    if is_short_list(items):
        made = list(dict.fromkeys(items))
        if TEXTS.issuperset(map(type, made)):
            run.spent += len(items)
            return made
    return call(run, position, items, "unique")


def sort_texts(run: Run, items: Value, position: Position) -> Value:
    """`items.sort()` of a list that is nobody else's."""
    if not is_short_list(items) or not TEXTS.issuperset(map(type, items)):
        return call(run, position, items, "sort")
    return sorted_texts(run, items)


def sort_unique_texts(run: Run, items: Value, unique: Position, sort: Position) -> Value:
    """`items.unique().sort()` of a list that is nobody else's."""
    if is_short_list(items):
        made = list(set(items))
        if TEXTS.issuperset(map(type, made)):
            run.spent += len(items)
            return sorted_texts(run, made)
    return sort_texts(run, call(run, unique, items, "unique"), sort)


def sorted_texts(run: Run, items: list[Value]) -> list[Value]:
    size = len(items)
    run.spent += size if size < 128 else size * (size.bit_length() // 4)
    run.allocated += size * PLACE
    items.sort()
    return items
