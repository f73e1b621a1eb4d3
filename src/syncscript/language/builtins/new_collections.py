"""`new` for lists, sets, maps, texts that grow, and plain objects.

Refuses to know what can be done with them afterwards.
"""

from __future__ import annotations

from syncscript.language.builtins.registry import constructor
from syncscript.language.interpreter import casts
from syncscript.language.interpreter.item_lists import ItemSet
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Buffer, Value


@constructor("StringBuilder StringBuffer StringWriter")
def string_builder(run: Run, start: Value = "") -> Buffer:
    return Buffer(text(start) if type(start) is not int else "")


@constructor("ArrayList LinkedList ArrayDeque Vector CopyOnWriteArrayList")
def array_list(run: Run, items: Value = None) -> Value:
    """
    >>> new ArrayList([1])
    [1]
    """
    return casts.as_list(run, items) if items is not None and type(items) is not int else []


@constructor("HashSet LinkedHashSet")
def hash_set(run: Run, items: Value = None) -> Value:
    return casts.as_set(run, items) if items is not None and type(items) is not int else ItemSet()


@constructor("HashMap LinkedHashMap ConcurrentHashMap Hashtable Properties")
def hash_map(run: Run, items: Value = None) -> Value:
    """
    >>> new HashMap()
    [:]
    """
    return dict(items) if type(items) is dict else {}


class Thing(Box):
    """`new Object()`: nothing but itself."""

    def title(self) -> str:
        return "Object"

    def text(self) -> str:
        return "java.lang.Object@1"


@constructor("Object")
def new_object(run: Run) -> Value:
    return Thing()
