"""Stacks and queues by the names of their classes, and numbers that count: Stack, ArrayDeque, AtomicInteger.

A Stack grows at its end; every other list that is pushed to grows at its front. Refuses threads, which a
rule does not have.
"""

from __future__ import annotations

from syncscript.language.builtins.list_changes import add, remove_last
from syncscript.language.builtins.list_ends import end
from syncscript.language.builtins.lists import index_of, last
from syncscript.language.builtins.registry import constructor, method
from syncscript.language.interpreter import comparing, numbers
from syncscript.language.interpreter.item_lists import ItemStack
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Value


@constructor("Stack")
def new_stack(run: Run) -> ItemStack:
    """
    >>> def s = new Stack(); s.push(1); s.push(2); s.pop()
    2
    """
    return ItemStack()


@method("push", ItemStack, changes=True)
def push(run: Run, value: ItemStack, item: Value) -> Value:
    add(run, value, item)
    return item


@method("pop", ItemStack, changes=True)
def pop(run: Run, value: ItemStack) -> Value:
    end(value)
    return remove_last(run, value)


@method("peek", ItemStack)
def peek(run: Run, value: ItemStack) -> Value:
    return last(run, value)


@method("empty", ItemStack)
def is_empty(run: Run, value: ItemStack) -> bool:
    return not value


@method("search", ItemStack)
def search(run: Run, value: ItemStack, item: Value) -> int:
    place = index_of(run, value[::-1], item)
    return place + 1 if place >= 0 else -1


class Counter(Box):
    """A number that is changed in place."""

    names = ("AtomicInteger", "AtomicLong", "Number")

    def __init__(self, value: int) -> None:
        self.value = value

    def text(self) -> str:
        return text(self.value)

    def plain(self) -> Value:
        return self.value

    def order(self, other: Value) -> int | None:
        held = other.value if isinstance(other, Counter) else other
        return comparing.compare(self.value, held) if numbers.is_number(held) else None


@constructor("AtomicInteger AtomicLong")
def new_counter(run: Run, value: Value = 0) -> Counter:
    """
    >>> def n = new AtomicInteger(); [1, 2].each { n.addAndGet(it) }; n.get()
    3
    """
    return Counter(numbers.count(value, "The number"))


@method("get intValue longValue getPlain", Counter)
def get(run: Run, value: Counter) -> int:
    return value.value


def changing(names: str, by: int | None, before: bool) -> None:
    """A method that adds to the number, and gives what it was before or is then."""

    @method(names, Counter)
    def change(run: Run, value: Counter, amount: Value = by) -> Value:
        held = value.value
        value.value = numbers.to_integer(numbers.add(held, numbers.count(amount, "The amount")))
        return held if before else value.value


changing("incrementAndGet", 1, before=False)
changing("getAndIncrement", 1, before=True)
changing("decrementAndGet", -1, before=False)
changing("getAndDecrement", -1, before=True)
changing("addAndGet", None, before=False)
changing("getAndAdd", None, before=True)


@method("set", Counter)
def put(run: Run, value: Counter, number: Value) -> None:
    value.value = numbers.count(number, "The number")


@method("getAndSet", Counter)
def exchange(run: Run, value: Counter, number: Value) -> int:
    before = value.value
    put(run, value, number)
    return before


@method("updateAndGet", Counter)
def update(run: Run, value: Counter, closure: Value) -> int:
    put(run, value, run.invoke(closure, value.value))
    return value.value

