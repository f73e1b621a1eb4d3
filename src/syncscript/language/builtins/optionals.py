"""Optional: a value that may be missing, as Java's own classes hand it out.

Refuses to hold null: an optional of null is empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.builtins.registry import method, static
from syncscript.language.interpreter import calls, comparing
from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import part_text, text
from syncscript.language.interpreter.values import Box, Value


@dataclass(frozen=True, eq=False)
class Optional(Box):
    """kind: "int", "long" or "double" when it is of a stream of numbers."""

    content: Value
    kind: str = ""
    names = ("Optional",)

    def title(self) -> str:
        return "Optional" + self.kind.capitalize()

    def text(self) -> str:
        return self.title() + (".empty" if self.content is None else f"[{part_text(self.content)}]")

    def __bool__(self) -> bool:
        return self.content is not None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Optional) and comparing.equal(self.content, other.content)

    def __hash__(self) -> int:
        return hash(text(self.content))

    def plain(self) -> Value:
        return self.content


@static("Optional.of")
def of(run: Run, value: Value) -> Optional:
    if value is None:
        raise Fault("An Optional holds no null.", "use ofNullable", kind="NullPointerException", code="R101")
    return Optional(value)


@static("Optional.ofNullable")
def of_nullable(run: Run, value: Value) -> Optional:
    """
    >>> Optional.ofNullable(null).orElse("x")
    'x'
    """
    return Optional(value)


@static("Optional.empty")
def empty(run: Run) -> Optional:
    return Optional(None)


@method("isPresent", Optional)
def is_present(run: Run, value: Optional) -> bool:
    return value.content is not None


@method("isEmpty", Optional)
def is_empty(run: Run, value: Optional) -> bool:
    return value.content is None


@method("get getAsInt getAsLong getAsDouble orElseThrow", Optional)
def get(run: Run, value: Optional, make: Value = None) -> Value:
    if value.content is None and make is not None:
        calls.throw(run, run.invoke(make))
    if value.content is None:
        raise Fault(
            "No value present.",
            "ask isPresent() first",
            said="No value present",
            kind="NoSuchElementException",
            code="R101",
        )
    return value.content


@method("orElse", Optional)
def or_else(run: Run, value: Optional, other: Value) -> Value:
    return other if value.content is None else value.content


@method("orElseGet", Optional)
def or_else_get(run: Run, value: Optional, closure: Value) -> Value:
    return run.invoke(closure) if value.content is None else value.content


@method("map", Optional)
def mapped(run: Run, value: Optional, closure: Value) -> Optional:
    """
    >>> Optional.of(2).map { it * 2 }.get()
    4
    """
    return value if value.content is None else Optional(run.invoke(closure, value.content))


@method("filter", Optional)
def kept(run: Run, value: Optional, closure: Value) -> Optional:
    return value if value.content is None or run.invoke(closure, value.content) else Optional(None)


@method("ifPresent", Optional)
def if_present(run: Run, value: Optional, closure: Value) -> None:
    if value.content is not None:
        run.invoke(closure, value.content)


@method("flatMap", Optional)
def flat_mapped(run: Run, value: Optional, closure: Value) -> Value:
    return value if value.content is None else run.invoke(closure, value.content)


@method("or", Optional)
def or_other(run: Run, value: Optional, closure: Value) -> Value:
    return run.invoke(closure) if value.content is None else value


@method("ifPresentOrElse", Optional)
def if_present_or_else(run: Run, value: Optional, closure: Value, otherwise: Value) -> None:
    run.invoke(otherwise) if value.content is None else run.invoke(closure, value.content)
