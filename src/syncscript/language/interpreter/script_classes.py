"""Classes that a script defines, and their objects, while a rule runs.

An object is a box with fields; its methods are functions of the compiled script that take it first. What
the script does not define falls back to what every value can do. Refuses to know how classes are written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from syncscript.language.interpreter import casts, declared_types
from syncscript.language.interpreter.class_names import is_kind
from syncscript.language.interpreter.faults import BAD_ARGUMENT, NO_MEMBER, NO_METHOD, Fault
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.script_methods import ScriptMethod, nearest, no_fit
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Closure, Value

Methods = dict[str, tuple[ScriptMethod, ...]]


OF_ENUMS = {"name", "ordinal", "next", "previous", "values", "valueOf"}
"""What every constant of an enum answers to."""


@dataclass(slots=True, eq=False)
class ScriptClass(Box):
    """A class as a value. fields: its static ones; types: of all fields as written; initialise: sets them up.

    exception: the class of Java's that it extends, when it is an exception.
    """

    run: Run
    name: str
    kind: str = "class"
    bases: tuple[ScriptClass, ...] = ()
    interfaces: tuple[str, ...] = ()
    exception: str = ""
    methods: Methods = field(default_factory=dict)
    statics: Methods = field(default_factory=dict)
    constructors: tuple[ScriptMethod, ...] = ()
    types: dict[str, str | None] = field(default_factory=dict)
    initialise: Callable[[Value], Value] = lambda this: None
    fields: dict[str, Value] = field(default_factory=dict)
    constants: list[ScriptObject] = field(default_factory=list)
    made: int = 0

    def line(self) -> Iterator[ScriptClass]:
        """The class and those above it, nearest first."""
        yield self
        for base in self.bases:
            yield from base.line()

    def is_a(self, name: str) -> bool:
        """Whether its objects are of the class or interface of this name."""
        if any(name == each.name or name in each.interfaces for each in self.line()):
            return True
        exception = self.root_exception()
        return bool(exception) and is_kind(exception, name)

    def listed(self) -> ScriptClass | None:
        """The enum that it is, or stands in."""
        return next((each for each in self.line() if each.kind == "enum"), None)

    def root_exception(self) -> str:
        return next((each.exception for each in self.line() if each.exception), "")

    def method(self, name: str, arguments: Sequence[Value], static: bool = False) -> ScriptMethod | None:
        """The method that a call reaches. Fault when those of the name do not take the arguments."""
        seen = False
        for each in self.line():
            found = [*each.statics.get(name, ()), *(() if static else each.methods.get(name, ()))]
            chosen = nearest(found, arguments)
            if chosen is not None:
                return chosen
            seen = seen or bool(found)
        if seen:
            raise no_fit(f"{self.name}.{name}", arguments, NO_METHOD)
        return None

    def has(self, name: str) -> bool:
        return any(name in each.methods or name in each.statics for each in self.line())

    def home_of(self, name: str) -> ScriptClass | None:
        """The class in the line that holds this static field."""
        return next((each for each in self.line() if name in each.fields), None)

    def title(self) -> str:
        return "Class"

    def text(self) -> str:
        return f"class {self.name}"

    def read(self, run: Run, name: str) -> Value:
        getter = self.method(getter_name(name), (), static=True) if self.has(getter_name(name)) else None
        if getter is not None:
            return getter.call(run, self, ())
        home = self.home_of(name)
        if home is not None:
            return home.fields[name]
        if name in ("name", "simpleName"):
            return self.name
        near = did_you_mean(name, {n for each in self.line() for n in each.fields})
        raise no_member(f"{self.name} has no static property {name}.", name, near)

    def write(self, run: Run, name: str, value: Value) -> Value:
        home = self.home_of(name)
        if home is None:
            raise no_member(f"{self.name} has no static property {name}.", name)
        home.fields[name] = typed(run, home.types.get(name), value)
        return value

    def invoke(self, run: Run, position: Position, name: str, arguments: tuple[Value, ...]) -> Value:
        method = self.method(name, arguments, static=True)
        if method is not None:
            return method.call(run, self, arguments)
        if self.kind == "enum" and name == "values":
            return list(self.constants)
        if self.kind == "enum" and name == "valueOf":
            return self.constant(arguments)
        if name in ("isInstance", "isCase"):
            return isinstance(arguments[0], ScriptObject) and arguments[0].is_a(self.name)
        held = self.home_of(name)
        if held is not None and type(held.fields[name]) is Closure:
            return run.invoke(held.fields[name], *arguments)
        if name.startswith("get") and not arguments and self.home_of(property_of(name)):
            return self.read(run, property_of(name))
        return NotImplemented

    def constant(self, arguments: tuple[Value, ...]) -> Value:
        wanted = text(arguments[0]) if arguments else ""
        if not any(wanted == each.fields["name"] for each in self.constants):
            raise Fault(f"{self.name} has no constant {wanted}.", code="R108", kind=BAD_ARGUMENT)
        return self.fields[wanted]


@dataclass(slots=True, eq=False)
class ScriptObject(Box):
    """An object of a script's class. number: which of its class it is."""

    made_of: ScriptClass
    number: int
    fields: dict[str, Value] = field(default_factory=dict)

    def title(self) -> str:
        return self.made_of.name

    def is_a(self, name: str) -> bool:
        return self.made_of.is_a(name)

    def responds_to(self, name: str) -> bool:
        accessors = {prefix + getter_name(field)[3:] for field in self.fields for prefix in ("get", "set")}
        return self.made_of.has(name) or name in accessors

    def has_property(self, name: str) -> bool:
        getters = (getter_name(name), "is" + getter_name(name)[3:])
        return name in self.fields or any(self.made_of.has(getter) for getter in getters)

    def own(self, name: str, *arguments: Value) -> Value:
        """What the script's method of this name gives; NotImplemented when there is none."""
        if not self.made_of.has(name):
            return NotImplemented
        method = self.made_of.method(name, arguments)
        assert method is not None
        return method.call(self.made_of.run, self, arguments)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        for name, meant in (("compareTo", 0), ("equals", True)):
            if self.made_of.has(name) and (name == "equals" or isinstance(other, ScriptObject)):
                return bool(self.own(name, other) == meant)
        return False

    def __hash__(self) -> int:
        number = self.own("hashCode")
        return id(self) if number is NotImplemented else hash(number)

    def __bool__(self) -> bool:
        truth = self.own("asBoolean")
        return True if truth is NotImplemented else bool(truth)

    def text(self) -> str:
        shown = self.own("toString")
        if shown is not NotImplemented and not isinstance(shown, ScriptObject):
            return text(shown)
        if self.made_of.listed():
            return str(self.fields["name"])
        if self.made_of.root_exception():
            message = self.fields.get("message")
            return self.title() if message is None else f"{self.title()}: {text(message)}"
        return f"{self.title()}@{self.number}"

    def json(self) -> Value:
        return {name: self.read(self.made_of.run, name) for name in self.fields}

    def order(self, other: Value) -> int | None:
        if self.made_of.listed() and isinstance(other, ScriptObject):
            return int(self.fields["ordinal"] - other.fields.get("ordinal", 0))
        found = self.own("compareTo", other)
        return None if found is NotImplemented else int(found)

    def plus(self, other: Value) -> Value:
        return self.own("plus", other)

    def minus(self, other: Value) -> Value:
        return self.own("minus", other)

    def read(self, run: Run, name: str) -> Value:
        for getter in (getter_name(name), "is" + getter_name(name)[3:]):
            if self.made_of.has(getter):
                return self.own(getter)
        if name in self.fields:
            return self.fields[name]
        if name == "class":
            return self.made_of
        if self.made_of.home_of(name) is not None:
            return self.made_of.read(run, name)
        missing = self.own("propertyMissing", name) if self.made_of.has("propertyMissing") else NotImplemented
        if missing is not NotImplemented:
            return missing
        near = did_you_mean(name, set(self.fields))
        raise no_member(f"{self.title()} has no property {name}.", name, near)

    def write(self, run: Run, name: str, value: Value) -> Value:
        setter = "set" + getter_name(name)[3:]
        if self.made_of.has(setter):
            self.own(setter, value)
        elif name in self.fields:
            put_own(run, self, name, value)
        elif self.made_of.home_of(name) is not None:
            self.made_of.write(run, name, value)
        elif not self.made_of.has("propertyMissing"):
            near = did_you_mean(name, set(self.fields))
            raise no_member(f"{self.title()} has no property {name}.", name, near)
        else:
            self.own("propertyMissing", name, value)
        return value

    def invoke(self, run: Run, position: Position, name: str, arguments: tuple[Value, ...]) -> Value:
        method = self.made_of.method(name, arguments)
        if method is not None:
            return method.call(run, self, arguments)
        if type(self.fields.get(name)) is Closure:
            return run.invoke(self.fields[name], *arguments)
        enum = self.made_of.listed() if name in OF_ENUMS else None
        if enum is not None and name in ("name", "ordinal") and not arguments:
            return self.fields[name]
        if enum is not None and name in ("next", "previous") and not arguments:
            place = self.fields["ordinal"] + (1 if name == "next" else -1)
            return enum.constants[place % len(enum.constants)]
        if enum is not None and name in ("values", "valueOf"):
            return enum.invoke(run, position, name, arguments)
        known = name[:3] in ("get", "set") and property_of(name) in {*self.fields, "class"}
        if known and name.startswith("get") and not arguments:
            return self.read(run, property_of(name))
        if known and name.startswith("set") and len(arguments) == 1:
            self.write(run, property_of(name), arguments[0])
            return None
        if name.startswith("is") and not arguments and name[2:3].lower() + name[3:] in self.fields:
            return bool(self.fields[name[2:3].lower() + name[3:]])
        return self.own("methodMissing", name, list(arguments))


def no_member(message: str, name: str, help: str = "") -> Fault:
    return Fault(message, help, code="R102", kind=NO_MEMBER, about=name)


def getter_name(name: str) -> str:
    return "get" + name[:1].upper() + name[1:]


def property_of(accessor: str) -> str:
    """`x` of getX and setX."""
    return accessor[3:4].lower() + accessor[4:]


def typed(run: Run, type_text: str | None, value: Value) -> Value:
    """What a field of this type makes of the value."""
    if type_text is None or not casts.is_known(type_text):
        return value
    return declared_types.declared(run, value, type_text)


def put_own(run: Run, this: Value, name: str, value: Value) -> Value:
    """A field set from inside of its class, past its setter."""
    line = (this.made_of if type(this) is ScriptObject else this).line()
    types = next((each.types for each in line if name in each.types), {})
    this.fields[name] = typed(run, types.get(name), value)
    return this.fields[name]
