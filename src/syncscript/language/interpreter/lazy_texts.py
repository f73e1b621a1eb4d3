"""Texts with closures in them, `"${-> x}"`: a GString that asks its closures each time it is read.

Whatever asks it for its text gets the one of that moment, and whatever can be done with a text can be done
with it. A GString without closures is a text from the start. Refuses to know how texts are joined otherwise.
"""

from __future__ import annotations

from typing import Any

from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.text import in_gstring, text
from syncscript.language.interpreter.values import Box, Buffer, Closure, Value

ABOVE = ("CharSequence", "Comparable")


class LazyText(Box):
    """parts: texts as written, and values; of these the closures are called for each text."""

    names = ("GStringImpl", "GString")

    def __init__(self, run: Any, parts: tuple[Value, ...]) -> None:
        self.run, self.parts = run, parts

    def is_a(self, name: str) -> bool:
        return name in ABOVE

    def text(self) -> str:
        """Its closures may give a text of this kind again, and that one this: so it counts as a call."""
        run = self.run
        run.enter()
        try:
            pieces = [part if type(part) is str else self.piece(part) for part in self.parts]
        finally:
            run.depth -= 1
        run.charge_text(sum([len(piece) for piece in pieces]))
        return "".join(pieces)

    def piece(self, part: Value) -> str:
        if type(part) is not Closure:
            return in_gstring(part)
        if part.most == 0:
            return in_gstring(self.run.invoke(part))
        if part.most > 1:
            raise Fault(
                "A closure in a text takes one parameter at most.",
                "write ${-> value}",
                kind="GroovyRuntimeException",
                code="R104",
            )
        out = Buffer()
        self.run.invoke(part, out)
        return out.text

    def __bool__(self) -> bool:
        return bool(self.text())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str | LazyText) and self.text() == text(other)

    __hash__ = None  # type: ignore[assignment]

    def order(self, other: Value) -> int | None:
        if not isinstance(other, str | LazyText):
            return None
        mine, theirs = self.text(), text(other)
        return (mine > theirs) - (mine < theirs)

    def plus(self, other: Value) -> Value:
        more = other.parts if type(other) is LazyText else (text(other),)
        return lazy_text(self.run, *self.parts, *more)

    def minus(self, other: Value) -> Value:
        return self.text().replace(text(other), "", 1)

    def read(self, run: Any, name: str) -> Value:
        """Properties of texts."""
        from syncscript.language.builtins.registry import PROPERTIES
        from syncscript.language.interpreter import access

        if name == "class" or name not in PROPERTIES[str]:
            return NotImplemented
        return access.get(run, self.text(), name)

    def invoke(self, run: Any, position: Any, name: str, arguments: tuple[Value, ...]) -> Value:
        """Methods of texts."""
        from syncscript.language.builtins.registry import METHODS
        from syncscript.language.interpreter import calls, places

        if name == "plus":
            return self.plus(*arguments)
        if name == "equals":
            return type(arguments[0]) is LazyText and self == arguments[0]
        if name == "getAt":
            return places.at(run, self.text(), *arguments)
        if name in ITS_OWN or name not in METHODS[str]:
            return NotImplemented
        return calls.call(run, position, self.text(), name, *arguments)


ITS_OWN = frozenset({"getClass", "is", "with", "tap", "asType", "asBoolean"})
"""Methods that all boxes have."""


def as_text(value: Value) -> Value:
    """The text of a lazy one, any other value as it is."""
    return value.text() if type(value) is LazyText else value


def lazy_text(run: Any, *parts: Value) -> LazyText:
    """A GString with closures."""
    run.charge(len(parts) + 4)
    return LazyText(run, parts)
