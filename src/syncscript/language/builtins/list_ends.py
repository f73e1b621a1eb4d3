"""Lists as queues: both ends read, taken off and added to.

An empty queue has nothing to peek at or to poll: null. Refuses to take from an empty list otherwise.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import METHODS, method
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value


def end(items: list[Value]) -> None:
    """Fault (NoSuchElementException) for an empty list."""
    if not items:
        raise Fault("The list is empty.", "ask isEmpty() first", kind="NoSuchElementException", code="R114")


def reader(names: str, place: int, takes: bool, may_be_empty: bool) -> None:
    """One end: looked at, or taken off."""
    free = " ".join(name for name in names.split() if name not in METHODS.get(list, {}))

    @method(free, list, changes=takes)
    def read(run: Run, items: list[Value]) -> Value:
        if not items and may_be_empty:
            return None
        end(items)
        if not takes:
            return items[place]
        run.note_change(items)
        return items.pop(place)

    read.__name__ = names


reader("getFirst element", 0, takes=False, may_be_empty=False)
reader("getLast", -1, takes=False, may_be_empty=False)
reader("removeFirst", 0, takes=True, may_be_empty=False)
reader("removeLast", -1, takes=True, may_be_empty=False)
reader("peek peekFirst", 0, takes=False, may_be_empty=True)
reader("peekLast", -1, takes=False, may_be_empty=True)
reader("poll pollFirst", 0, takes=True, may_be_empty=True)
reader("pollLast", -1, takes=True, may_be_empty=True)


@method("addFirst offerFirst", list, changes=True)
def add_first(run: Run, items: list[Value], item: Value) -> None:
    """
    >>> def l = [1]; l.addFirst(0); l
    [0, 1]
    """
    run.charge(1)
    items.insert(0, item)
    run.note_change(items)


@method("addLast offer offerLast", list, changes=True)
def add_last(run: Run, items: list[Value], item: Value) -> bool:
    run.charge(1)
    items.append(item)
    run.note_change(items)
    return True
