"""The types of a script's expressions, as far as its text tells them.

Knows the model of an issue, literals, what builtins say of their results, the items that loops and closures
go through, and variables that get one value. None where it cannot know. Null is part of a type; what
conditions rule out stands in `guards`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from syncscript.language.analysis.issue_model import (
    ANY,
    BAG,
    BOOLEAN,
    CLOSURE,
    CUSTOM,
    DATE,
    FOUND_BY,
    ISSUE,
    KEYS,
    LIST,
    MAP,
    MODEL,
    NULL,
    NUMBER,
    TEXT,
    Type,
    listed,
)
from syncscript.language.analysis.names import Names
from syncscript.language.analysis.survey import MIXED, Survey
from syncscript.language.builtins.registry import METHODS, method_of
from syncscript.language.interpreter.casts import short_name
from syncscript.language.syntax import tree

KINDS: dict[str, type] = {"text": str, "list": list, "number": int, "boolean": bool, "map": dict}
"""The value types behind the types that are plain."""
LITERALS = {"string": TEXT, "bool": BOOLEAN, "null": NULL}
RETURNED = {"str": TEXT, "bool": BOOLEAN, "int": NUMBER, "list[str]": listed(TEXT), "list[Value]": LIST,
            "dict[str, Value]": MAP}  # fmt: skip
DECLARED = {"String": TEXT, "int": NUMBER, "Integer": NUMBER, "long": NUMBER, "Long": NUMBER,
            "boolean": BOOLEAN, "Boolean": BOOLEAN, "List": LIST, "Date": DATE}  # fmt: skip
ONE_OF_THEM = frozenset({"first", "last", "head", "min", "max"})
FOUND = frozenset({"find", "findResult"})
SAME_ITEMS = frozenset({
    "findAll", "sort", "unique", "reverse", "take", "drop", "toSorted", "toUnique", "tail", "init",
    "minus", "dropRight", "takeRight", "takeWhile", "dropWhile", "each",
})  # fmt: skip
BY_ITEM = frozenset({
    "each", "collect", "find", "findAll", "any", "every", "findResult", "findResults", "count",
    "collectMany", "sum", "groupBy", "unique", "sort", "max", "min", "findIndexOf", "collectEntries",
    "takeWhile", "dropWhile", "eachWithIndex", "removeAll", "retainAll", "removeIf", "countBy", "split",
})  # fmt: skip
"""Methods of a list that give its items to a closure, the item first."""
COMPARING = frozenset({"==", "!=", "<", ">", "<=", ">=", "in", "!in", "&&", "||", "==~", "===", "!=="})


class Types:
    """The types in one script; asked node by node. mapping: `BlueJira.issue` is an issue in it."""

    def __init__(
        self, survey: Survey, names: Names, parents: dict[int, tree.Node], mapping: bool = False
    ) -> None:
        self.survey, self.names, self.parents, self.mapping = survey, names, parents, mapping
        self.known: dict[int, Type | None] = {}

    def of(self, node: tree.Node) -> Type | None:
        key = id(node)
        if key not in self.known:
            self.known[key] = None  # a variable that is worked out from itself
            look = LOOKS.get(type(node))
            self.known[key] = look(self, node) if look is not None else None
        return self.known[key]

    # ------------------------------------------------------------------------ literals and operators

    def literal(self, node: tree.Literal) -> Type:
        return LITERALS.get(node.kind, NUMBER)

    def text(self, node: tree.GString) -> Type:
        return TEXT

    def items(self, node: tree.ListLiteral) -> Type:
        kinds = {self.of(item) for item in node.items}
        return listed(kind) if len(kinds) == 1 and (kind := kinds.pop()) is not None else LIST

    def entries(self, node: tree.MapLiteral) -> Type:
        return MAP

    def closure(self, node: tree.Closure) -> Type:
        return CLOSURE

    def binary(self, node: tree.Binary) -> Type | None:
        if node.operator in COMPARING:
            return BOOLEAN
        left = self.of(node.left)
        if node.operator == "+" and left is not None and left.name in ("text", "list"):
            return TEXT if left.name == "text" else LIST
        if node.operator == "-" and left is not None and left.name == "list":
            return left.surely()
        return None

    def elvis(self, node: tree.Elvis) -> Type | None:
        value, otherwise = self.of(node.value), self.of(node.otherwise)
        if value is None or otherwise is None:
            return None
        return joined(value.surely(), otherwise)

    def ternary(self, node: tree.Ternary) -> Type | None:
        then, otherwise = self.of(node.then), self.of(node.otherwise)
        return None if then is None or otherwise is None else joined(then, otherwise)

    def negation(self, node: tree.Unary) -> Type | None:
        return BOOLEAN if node.operator == "!" else self.of(node.operand) if node.operator == "-" else None

    def test(self, node: tree.TypeTest) -> Type:
        return BOOLEAN

    def cast(self, node: tree.Cast) -> Type | None:
        found, value = DECLARED.get(short_name(node.type)), self.of(node.value)
        may_be_null = value is None or value.nullable
        return None if found is None else found.or_null() if may_be_null else found

    # ------------------------------------------------------------------------ names

    def name(self, node: tree.Name) -> Type | None:
        variable = self.names.meant.get(id(node))
        if variable is None:
            if node.name in ("issue", "replica") and self.survey.roots.get(node.name) == node.name:
                return ISSUE
            return self.implicit(node) if node.name == "it" else None
        if self.survey.roots.get(node.name, MIXED) in ("issue", "replica"):
            return ISSUE
        if variable.writes:
            return None
        if variable.sort == "declared":
            declared = getattr(variable.declaration, "type", None)
            if declared not in (None, "def"):
                return DECLARED.get(short_name(declared))
            return None if variable.value is None else self.of(variable.value)
        if variable.sort == "loop":
            above = self.parents.get(id(variable.node))
            return self.item_of(above.iterable) if isinstance(above, tree.ForIn) else None
        if isinstance(variable.function, tree.Closure) and variable.sort == "parameter":
            parameters = variable.function.parameters or []
            return self.given(variable.function) if parameters and parameters[0] is variable.node else None
        return None

    def implicit(self, node: tree.Name) -> Type | None:
        """`it`: what the nearest closure without parameters of its own is given."""
        above = self.parents.get(id(node))
        while above is not None and not (isinstance(above, tree.Closure) and above.parameters is None):
            above = self.parents.get(id(above))
        return self.given(above) if isinstance(above, tree.Closure) else None

    def given(self, closure: tree.Closure) -> Type | None:
        """The first thing that a closure is called with: an item of the list that is gone through."""
        argument = self.parents.get(id(closure))
        call = self.parents.get(id(argument)) if isinstance(argument, tree.Argument) else None
        if not isinstance(call, tree.Call) or call.target is None or call.name not in BY_ITEM:
            return None
        several = len(closure.parameters or ()) > 1
        return None if several and call.name != "eachWithIndex" else self.item_of(call.target)

    def item_of(self, node: tree.Node) -> Type | None:
        found = self.of(node)
        return found.item if found is not None and found.name == "list" else None

    # ------------------------------------------------------------------------ paths and calls

    def path(self, node: tree.Property) -> Type | None:
        if self.mapping and node.name == "issue" and type(node.target) is tree.Name:
            return None if id(node.target) in self.names.meant else ISSUE
        target = self.of(node.target)
        if target is None or not isinstance(node.name, str):
            return None
        found = self.field(target, node.name)
        if found is None or node.spread:
            return None
        return found.or_null() if node.safe and target.nullable else found

    def field(self, target: Type, name: str) -> Type | None:
        if target.name == BAG.name:
            return CUSTOM
        if target.name == KEYS.name:
            return ANY.or_null()
        if target.name == "list":
            inner = self.field(target.item, name) if target.item is not None else None
            return listed(inner.surely()) if inner is not None else None
        return MODEL.get(target.name, {}).get(name)

    def element(self, node: tree.Index) -> Type | None:
        target = self.of(node.target)
        if target is None or len(node.keys) != 1:
            return None
        if target.name == BAG.name:
            return CUSTOM
        return None

    def call(self, node: tree.Call) -> Type | None:
        if node.target is None or not isinstance(node.name, str) or node.spread:
            return None
        if isinstance(node.target, tree.Name) and node.target.name in FOUND_BY:
            return FOUND_BY[node.target.name].get(node.name)
        target = self.of(node.target)
        found = None if target is None else self.result(target, node.name, node)
        return found.or_null() if found is not None and node.safe and target and target.nullable else found

    def result(self, target: Type, name: str, node: tree.Call) -> Type | None:
        if target.name == "list":
            if name in FOUND and any(isinstance(a.value, tree.Closure) for a in node.arguments):
                return (target.item or ANY).or_null() if name == "find" else ANY.or_null()
            if name in ONE_OF_THEM:
                return target.item
            if name in SAME_ITEMS:
                return target
        if name == "toString":
            return TEXT
        kind = KINDS.get(target.name)
        method = method_of(kind, name) if kind is not None else None
        return None if method is None else RETURNED.get(str(method.__annotations__.get("return")))


def joined(one: Type, other: Type) -> Type | None:
    """The type of what is one or the other."""
    if one.name == "null" or other.name == "null":
        return (other if one.name == "null" else one).or_null()
    if one.name != other.name:
        return None
    return one.or_null() if other.nullable else one


def value_types(kind: Type) -> tuple[type, ...]:
    """The types of the values that are of this type; none where they answer to more than their methods."""
    if kind.name == "date":
        from syncscript.language.interpreter.values import BOXES

        return BOXES.get("Date", ())
    found = KINDS.get(kind.name)
    return () if found is None or found in (dict, int) else (found,)


def methods_of(kind: type) -> set[str]:
    return {name for step in kind.__mro__ for name in METHODS.get(step, ())}


LOOKS: dict[type[tree.Node], Callable[[Types, Any], Type | None]] = {
    tree.Literal: Types.literal,
    tree.GString: Types.text,
    tree.ListLiteral: Types.items,
    tree.MapLiteral: Types.entries,
    tree.Closure: Types.closure,
    tree.Binary: Types.binary,
    tree.Elvis: Types.elvis,
    tree.Ternary: Types.ternary,
    tree.Unary: Types.negation,
    tree.TypeTest: Types.test,
    tree.Cast: Types.cast,
    tree.Name: Types.name,
    tree.Property: Types.path,
    tree.Index: Types.element,
    tree.Call: Types.call,
}
