"""Classes of a script and their objects, as the walker has them: boxes that answer by walking methods."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from syncscript.language.interpreter.class_names import is_kind
from syncscript.language.interpreter.map_keys import entries_of
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Box, Closure
from tests.oracle import types
from tests.oracle.faults import ARGUMENT, METHOD, RUNTIME, failure
from tests.oracle.methods import ScriptMethod, nearest
from tests.oracle.property_names import capital, no_property, small


@dataclass(eq=False)
class OracleClass(Box):
    """fields: the static ones; types: of all fields; above: those it extends, nearest first."""

    walker: Any
    name: str
    kind: str
    above: list[OracleClass] = field(default_factory=list)
    interfaces: list[str] = field(default_factory=list)
    exception: str = ""
    methods: dict[str, list[ScriptMethod]] = field(default_factory=dict)
    statics: dict[str, list[ScriptMethod]] = field(default_factory=dict)
    constructors: list[ScriptMethod] = field(default_factory=list)
    types: dict[str, str | None] = field(default_factory=dict)
    static_types: dict[str, str | None] = field(default_factory=dict)
    fields: dict[str, Any] = field(default_factory=dict)
    constants: list[OracleObject] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    initialise: Callable[[Any], None] = lambda this: None
    made: int = 0

    def line(self) -> Iterator[OracleClass]:
        yield self
        for each in self.above:
            yield from each.line()

    def is_a(self, name: str) -> bool:
        named = any(name == each.name or name in each.interfaces for each in self.line())
        return named or bool(self.thrown_as() and is_kind(self.thrown_as(), name))

    def thrown_as(self) -> str:
        """The class of Java's that it extends, when it is an exception."""
        return next((each.exception for each in self.line() if each.exception), "")

    def has(self, name: str) -> bool:
        return any(name in each.methods or name in each.statics for each in self.line())

    def declares(self, name: str) -> bool:
        """Whether its text has a method of this name, with or without a body."""
        return any(name in each.declared for each in self.line())

    def listed(self) -> OracleClass | None:
        """The enum that it is or stands in."""
        return next((each for each in self.line() if each.kind == "enum"), None)

    def home(self, name: str) -> OracleClass | None:
        """Where this static field is."""
        return next((each for each in self.line() if name in each.fields), None)

    def find(self, name: str, given: Sequence[Any], only_static: bool = False) -> ScriptMethod | None:
        """The method that a call reaches, of the nearest class that has a fitting one."""
        tables = [
            [*each.statics.get(name, []), *([] if only_static else each.methods.get(name, []))]
            for each in self.line()
        ]
        for table in tables:
            chosen = nearest(table, given)
            if chosen is not None:
                return chosen
        if any(tables):
            raise failure("R104", METHOD, f"{self.name}.{name}() does not take these.")
        return None

    def title(self) -> str:
        return "Class"

    def text(self) -> str:
        return f"class {self.name}"

    def read(self, run: Any, name: str) -> Any:
        getter = "get" + capital(name)
        if self.has(getter):
            found = self.find(getter, (), only_static=True)
            if found is not None:
                return found.call(run, self, ())
        home = self.home(name)
        if home is not None:
            return home.fields[name]
        if name in ("name", "simpleName"):
            return self.name
        raise no_property(self.name, name)

    def write(self, run: Any, name: str, value: Any) -> Any:
        home = self.home(name)
        if home is None:
            raise no_property(self.name, name)
        home.fields[name] = settled(home.static_types.get(name), value)
        return value

    def invoke(self, run: Any, position: Any, name: str, given: tuple[Any, ...]) -> Any:
        found = self.find(name, given, only_static=True)
        if found is not None:
            return found.call(run, self, given)
        if self.kind == "enum" and name in ("values", "valueOf"):
            return list(self.constants) if name == "values" else self.named(text(given[0]) if given else "")
        if name in ("isInstance", "isCase"):
            return isinstance(given[0], OracleObject) and given[0].is_a(self.name)
        home = self.home(name)
        if home is not None and isinstance(home.fields[name], Closure):
            return run.invoke(home.fields[name], *given)
        if name.startswith("get") and not given and self.home(small(name[3:])):
            return self.read(run, small(name[3:]))
        return NotImplemented

    def named(self, name: str) -> Any:
        for each in self.constants:
            if each.fields["name"] == name:
                return each
        raise failure("R108", ARGUMENT, f"{self.name} has no constant {name}.")

    def new(self, run: Any, given: Sequence[Any]) -> OracleObject:
        self.made += 1
        made = OracleObject(self, self.made)
        self.construct(run, made, given)
        return made

    def construct(self, run: Any, this: OracleObject, given: Sequence[Any]) -> None:
        """By the nearest constructor; a map for one without parameters sets properties."""
        if self.kind == "body":
            self.construct_above(run, this, given)
            return
        chosen = nearest(self.constructors, given)
        if chosen is not None:
            chosen.call(run, this, given)
            return
        bare = nearest(self.constructors, ())
        if len(given) == 1 and isinstance(given[0], dict) and (bare or not self.constructors):
            self.construct(run, this, ())
            for name, value in entries_of(given[0]):
                this.write(run, name, value)
            return
        if self.constructors or (given and not self.exception):
            raise failure("R104", RUNTIME, f"new {self.name}() does not take these.")
        self.construct_above(run, this, given)

    def construct_above(self, run: Any, this: OracleObject, given: Sequence[Any]) -> None:
        """`super(...)`, and the fields of the class itself."""
        parents = [each for each in self.above if each.kind in ("class", "enum", "body")]
        for each in self.above:
            if each not in parents:
                each.initialise(this)
        parent = parents[0] if parents else None
        if parent is not None:
            parent.construct(run, this, given)
        elif self.exception:
            this.fields["message"] = text(given[0]) if given and given[0] is not None else None
            this.fields["cause"] = given[1] if len(given) > 1 else None
        self.initialise(this)


def settled(type_text: str | None, value: Any) -> Any:
    """What a field of this type makes of the value."""
    return types.declared(value, type_text) if type_text and types.is_known(type_text) else value


@dataclass(eq=False)
class OracleObject(Box):
    made_of: OracleClass
    number: int
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def run(self) -> Any:
        return self.made_of.walker.run

    def own(self, name: str, *given: Any) -> Any:
        """What the script's method of this name gives."""
        found = self.made_of.find(name, given) if self.made_of.has(name) else None
        return NotImplemented if found is None else found.call(self.run, self, given)

    def title(self) -> str:
        return self.made_of.name

    def is_a(self, name: str) -> bool:
        return self.made_of.is_a(name)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if self.made_of.has("compareTo") and isinstance(other, OracleObject):
            return bool(self.own("compareTo", other) == 0)
        return self.made_of.has("equals") and self.own("equals", other) is True

    def __hash__(self) -> int:
        told = self.own("hashCode")
        return id(self) if told is NotImplemented else hash(told)

    def __bool__(self) -> bool:
        told = self.own("asBoolean")
        return told is NotImplemented or bool(told)

    def text(self) -> str:
        told = self.own("toString")
        if told is not NotImplemented and not isinstance(told, OracleObject):
            return text(told)
        if self.made_of.listed():
            return str(self.fields["name"])
        if self.made_of.thrown_as():
            said = self.fields.get("message")
            return self.title() if said is None else f"{self.title()}: {text(said)}"
        return f"{self.title()}@{self.number}"

    def json(self) -> Any:
        return {name: self.read(self.run, name) for name in self.fields}

    def order(self, other: Any) -> int | None:
        if self.made_of.listed() and isinstance(other, OracleObject):
            return int(self.fields["ordinal"] - other.fields.get("ordinal", 0))
        told = self.own("compareTo", other)
        return None if told is NotImplemented else int(told)

    def plus(self, other: Any) -> Any:
        return self.own("plus", other)

    def minus(self, other: Any) -> Any:
        return self.own("minus", other)

    def read(self, run: Any, name: str) -> Any:
        for getter in ("get" + capital(name), "is" + capital(name)):
            if self.made_of.has(getter):
                return self.own(getter)
        if name in self.fields:
            return self.fields[name]
        if name == "class":
            return self.made_of
        if self.made_of.home(name):
            return self.made_of.read(run, name)
        told = self.own("propertyMissing", name)
        if told is NotImplemented:
            raise no_property(self.title(), name)
        return told

    def write(self, run: Any, name: str, value: Any) -> Any:
        if self.made_of.has("set" + capital(name)):
            self.own("set" + capital(name), value)
        elif name in self.fields:
            self.put(name, value)
        elif self.made_of.home(name):
            self.made_of.write(run, name, value)
        elif self.own("propertyMissing", name, value) is NotImplemented:
            raise no_property(self.title(), name)
        return value

    def put(self, name: str, value: Any) -> Any:
        """A field set from inside of its class, past its setter."""
        declared = next((each.types[name] for each in self.made_of.line() if name in each.types), None)
        self.fields[name] = settled(declared, value)
        return self.fields[name]

    def invoke(self, run: Any, position: Any, name: str, given: tuple[Any, ...]) -> Any:
        found = self.made_of.find(name, given)
        if found is not None:
            return found.call(run, self, given)
        if isinstance(self.fields.get(name), Closure):
            return run.invoke(self.fields[name], *given)
        enum = self.made_of.listed()
        if enum is not None and name in ("next", "previous") and not given:
            every = enum.constants
            at = self.fields["ordinal"] + {"next": 1, "previous": len(every) - 1}[name]
            return every[at % len(every)]
        if enum is not None and name in ("name", "ordinal", "values", "valueOf"):
            return self.fields[name] if name in self.fields else enum.invoke(run, position, name, given)
        field_name = small(name[3:])
        if field_name in {*self.fields, "class"}:
            if name.startswith("get") and not given:
                return self.read(run, field_name)
            if name.startswith("set") and len(given) == 1:
                self.write(run, field_name, given[0])
                return None
        if name.startswith("is") and not given and small(name[2:]) in self.fields:
            return bool(self.fields[small(name[2:])])
        return self.own("methodMissing", name, list(given))
