"""Expressions but for calls and assignments: one method for each kind of node."""

from __future__ import annotations

from functools import partial
from typing import Any

from syncscript.language.builtins.registry import CONSTANTS, HELPERS, STATICS
from syncscript.language.builtins.regular_expressions import make_pattern
from syncscript.language.interpreter.class_names import ANCESTORS, PACKAGE_OF
from syncscript.language.interpreter.delegation import NOTHING, SCRIPT, Home
from syncscript.language.interpreter.text import in_gstring, text
from syncscript.language.interpreter.values import BOXES, UNSET, ClassName, Closure, Helper
from syncscript.language.syntax import tree
from tests.oracle import absence, operators, places, types
from tests.oracle.arithmetic import is_number, is_whole, negated
from tests.oracle.delegates import searched, unless_missing
from tests.oracle.faults import CAST, METHOD, PROPERTY, Leave, failure, no_property
from tests.oracle.methods import least, most, takes_array, takes_rest
from tests.oracle.objects import OracleClass, OracleObject
from tests.oracle.order import truth
from tests.oracle.scopes import Scope
from tests.oracle.statements import Statements

INPUTS = (
    "firstSync", "issueKey", "connection", "entityType", "relation", "sprint", "issueUrl", "syncRequest",
    "remoteIssueUrl", "traces", "epic", "issueBeforeScript",
)  # fmt: skip


class Expressions(Statements):
    classes: dict[str, OracleClass]
    methods: dict[str, Any]
    static_names: dict[str, tuple[str, str]]
    globals: Scope
    is_member: Any
    member: Any
    call_on: Any
    call_static: Any
    method_closure: Any
    own_method: Any
    here: Any
    custom_field: Any
    bag: Any
    filled: Any

    def value(self, node: tree.Node) -> Any:
        return self.placed(getattr(self, "of_" + type(node).__name__), node)

    def text(self, value: Any) -> str:
        return text(value)

    def is_instance(self, value: Any, name: str) -> bool:
        return types.is_instance(value, name)

    def of_Literal(self, node: tree.Literal) -> Any:
        return node.value

    def of_GString(self, node: tree.GString) -> str:
        pieces = []
        for part in node.parts:
            value = part if isinstance(part, str) else self.value(part)
            called = isinstance(part, tree.Closure)
            pieces.append(in_gstring(self.run.invoke(value) if called else value))
        made = "".join(pieces)
        self.run.charge_text(len(made))
        return made

    # names

    def knows(self, name: str) -> bool:
        return self.scope.find(name) is not None or self.is_member(name)

    def home_for(self, name: str) -> Any:
        """Where the closure around asks for this name, unless a declaration settles it."""
        fixed = {*absence.ROOTS, *INPUTS, *HELPERS, "it", "this", "super"}
        home, cell = self.scope.closure_home(), self.scope.find(name)
        declared = cell is not None and cell is not self.globals.cells.get(name)
        return None if name in fixed or declared or self.is_member(name) else home

    def of_Name(self, node: tree.Name) -> Any:
        name, home = node.name, self.home_for(node.name)
        if home is None:
            return self.settled(node)
        if name == "delegate":
            return home.owner() if home.delegate is NOTHING else home.delegate
        if name in ("owner", "thisObject"):
            return home.owner() if name == "owner" else SCRIPT

        def ask(owner: Any) -> Any:
            return unless_missing(PROPERTY, name, lambda: places.read(self.run, owner, name))

        found = searched(home, ask, lambda: unless_missing(PROPERTY, name, lambda: self.settled(node)))
        if found is NOTHING:
            raise no_property(SCRIPT, name)
        return found

    def settled(self, node: tree.Name) -> Any:
        """What the text alone says that the name is."""
        name = node.name
        cell = self.scope.find(name)
        if cell is not None:
            return cell.value
        if name == "this" and self.scope.with_this() is None:
            return SCRIPT
        if self.is_member(name):
            return self.member(name)
        if name in self.classes:
            return self.classes[name]
        if name in absence.ROOTS:
            return getattr(self.run, absence.ROOTS[name])
        if name in INPUTS:
            return self.input(name)
        if name in HELPERS:
            return Helper(name)
        if types.is_known(name) or name in {*ANCESTORS, *BOXES, "Object"}:
            return ClassName(name)
        getter = "get" + name[:1].upper() + name[1:]
        if getter in self.methods and self.scope.sees_script():
            return self.own_method(getter, [])
        if name in self.methods and self.scope.sees_script():
            return self.method_closure(name)
        if name in STATICS:
            return ClassName(name)
        if name in self.static_names:
            owner, constant = self.static_names[name]
            return CONSTANTS[owner][constant]
        inside = self.scope.with_this()
        if inside is None:
            raise no_property(SCRIPT, name)
        return places.read(self.run, inside.this, name)

    def input(self, name: str) -> Any:
        given = self.run.inputs
        match name:
            case "firstSync":
                return bool(given.get("firstSync", False))
            case "issueKey" if name not in given:
                identifier, key = (self.run.issue.get(part) for part in ("id", "key"))
                known = identifier is not None or key is not None
                return {"id": identifier, "urn": key, "key": key, "URN": key} if known else None
            case "issueBeforeScript":
                return given.get("issue")
            case "traces":
                return self.seen.setdefault(name, list(given.get("traces") or []))
            case "entityType":
                return given.get(name, "issue")
        return given.get(name)

    seen: dict[str, Any]

    # properties and elements

    def name_of(self, node: tree.Property) -> Any:
        return node.name if isinstance(node.name, str) else in_gstring(self.value(node.name))

    def is_bag(self, node: tree.Node) -> bool:
        """`issue.customFields` and the like; a map of any other origin is told apart where it is read."""
        if not isinstance(node, tree.Property) or node.name not in absence.BAGS or node.spread:
            return False
        return not node.safe or absence.root_of(self, node.target) is not None

    def dotted(self, node: tree.Node | None) -> str | None:
        """`java.net.URLEncoder` when the path is no variable's."""
        if isinstance(node, tree.Name):
            taken = {*absence.ROOTS, *INPUTS, *self.classes, *HELPERS, "super"}
            return None if self.knows(node.name) or node.name in taken else node.name
        if isinstance(node, tree.Property) and isinstance(node.name, str) and not node.safe | node.spread:
            front = self.dotted(node.target)
            return None if front is None else f"{front}.{node.name}"
        return None

    def is_this(self, node: tree.Node | None) -> bool:
        return isinstance(node, tree.Name) and node.name == "this" and self.scope.with_this() is not None

    def is_script(self, node: tree.Node | None) -> bool:
        return isinstance(node, tree.Name) and node.name == "this" and self.scope.with_this() is None

    def of_Property(self, node: tree.Property) -> Any:
        dotted = self.dotted(node.target)
        if dotted is not None and isinstance(node.name, str):
            owner = dotted.split(".")[-1]
            if node.name in CONSTANTS.get(owner, {}):
                return CONSTANTS[owner][node.name]
            getter = "get" + node.name[:1].upper() + node.name[1:]
            if getter in STATICS.get(owner, {}):
                return self.call_static(node, owner, getter, [])
        if dotted is not None and PACKAGE_OF.get(str(node.name)) == dotted:
            return ClassName(str(node.name))
        if self.is_bag(node):
            return self.bag(self.value(node.target), node.name)
        if self.is_this(node.target) and isinstance(node.name, str):
            return self.member(node.name)
        if self.is_script(node.target) and isinstance(node.name, str):
            return self.settled(tree.Name(node.start, node.end, node.name))
        outer = node.target.name if isinstance(node.target, tree.Name) else ""
        if outer in HELPERS and not self.knows(outer) and node.name != "class":
            getter = f"get{str(node.name)[:1].upper()}{str(node.name)[1:]}"
            return self.value(tree.Call(node.start, node.end, node.target, getter, []))
        if outer in self.classes and node.name in self.classes:
            return self.classes[str(node.name)]
        owner, name = self.value(node.target), self.name_of(node)
        if owner is None and (node.safe or node.spread or self.is_own_field(node)):
            return None
        if node.spread:
            items = places.items(self.run, owner)
            return [None if each is None else places.read(self.run, each, name) for each in items]
        if self.is_bag(node.target) and node.target.name == "customFields":  # type: ignore[attr-defined]
            return self.custom_field(owner, name)
        return places.read(self.run, owner, name)

    def is_own_field(self, node: tree.Property) -> bool:
        """`issue.customFields."X".value` of an incoming rule, where the issue has no such field yet."""
        match node:
            case tree.Property(
                name="value", target=tree.Property(target=tree.Property(target=root, name="customFields"))
            ):
                return self.run.kind == "incoming" and absence.root_of(self, root) == "issue"
        return False

    def index_of(self, node: tree.Index) -> Any:
        keys = [self.value(key) for key in node.keys]
        return keys[0] if len(keys) == 1 else keys

    def of_Index(self, node: tree.Index) -> Any:
        owner, index = self.value(node.target), None
        if owner is None and node.safe:
            self.index_of(node)
            return None
        index = self.index_of(node)
        if self.is_bag(node.target) and node.target.name == "customFields" and len(node.keys) == 1:  # type: ignore[attr-defined]
            return self.custom_field(owner, index)
        return places.element(self.run, owner, index)

    # operators

    def of_Binary(self, node: tree.Binary) -> Any:
        left = self.filled(node.left) if node.operator == "<<" else self.value(node.left)
        if node.operator == "&&":
            return truth(left) and truth(self.value(node.right))
        if node.operator == "||":
            return truth(left) or truth(self.value(node.right))
        right = self.value(node.right)
        self.appends(node, node.operator, left)
        return operators.operate(self, node.operator, left, right)

    def appends(self, node: tree.Node, operator: str, left: Any) -> None:
        """A change of a list or map is made where its `<<` stands."""
        if operator == "<<" and not isinstance(left, OracleObject):
            self.run.position = self.here(node)

    def own_operator(self, left: Any, method: str, *right: Any) -> Any:
        return left.own(method, *right) if isinstance(left, OracleObject) else NotImplemented

    def of_Unary(self, node: tree.Unary) -> Any:
        value = self.value(node.operand)
        method = {"-": "negative", "+": "positive", "~": "bitwiseNegate"}.get(node.operator, "")
        told = self.own_operator(value, method)
        if told is not NotImplemented:
            return told
        match node.operator:
            case "!":
                return not truth(value)
            case "-":
                return negated(value)
            case "~":
                return -value - 1 if is_whole(value) else make_pattern(self.run, value)
        if not is_number(value):
            raise failure("R105", METHOD, "Cannot use + on this: a number is needed.")
        return value

    def of_Ternary(self, node: tree.Ternary) -> Any:
        return self.value(node.then if truth(self.value(node.condition)) else node.otherwise)

    def of_Elvis(self, node: tree.Elvis) -> Any:
        value = self.value(node.value)
        return value if truth(value) else self.value(node.otherwise)

    def of_TypeTest(self, node: tree.TypeTest) -> Any:
        return types.is_instance(self.value(node.value), node.type) is not node.negated

    def of_Cast(self, node: tree.Cast) -> Any:
        value, of = self.value(node.value), self.classes.get(types.bare(node.type))
        if of is not None:
            return self.as_object(value, of)
        return types.declared(value, node.type) if node.java else types.cast(self.run, value, node.type)

    def as_object(self, value: Any, of: OracleClass) -> Any:
        if value is None or (isinstance(value, OracleObject) and value.is_a(of.name)):
            return value
        if of.kind == "enum":
            return of.named(text(value))
        if isinstance(value, dict | list):
            return of.new(self.run, [value] if isinstance(value, dict) else value)
        raise failure("R112", CAST, f"Cannot make a {of.name} of this.")

    def of_Range(self, node: tree.Range) -> Any:
        low = self.value(node.low)
        return operators.interval(self, low, self.value(node.high), node.exclusive, node.after)

    def of_ListLiteral(self, node: tree.ListLiteral) -> list[Any]:
        made: list[Any] = []
        for item in node.items:
            spread = isinstance(item, tree.Spread)
            made += places.spread(self.value(item.value)) if spread else [self.value(item)]  # type: ignore[attr-defined]
        return made

    def of_MapLiteral(self, node: tree.MapLiteral) -> dict[Any, Any]:
        made: dict[Any, Any] = {}
        for entry in node.entries:
            if isinstance(entry, tree.Spread):
                made.update(types.cast(self.run, self.value(entry.value), "Map") or {})
            elif isinstance(entry, tree.MapEntry):
                name = entry.key if isinstance(entry.key, str) else places.key(self.value(entry.key))
                made[name] = self.value(entry.value)
        return made

    # closures

    def of_Closure(self, node: tree.Closure) -> Closure:
        implicit = node.parameters is None
        parameters = [tree.Parameter(0, 0, "it")] if node.parameters is None else node.parameters
        home = Home(self.scope.closure_home(), "home")
        function = partial(self.function(node, parameters, node.body, self.scope), home=home)
        last = getattr(node.body[-1], "expression", node.body[-1]) if node.body else None
        fewest = 0 if implicit else least(parameters)
        assigns = isinstance(last, tree.Assignment)
        home.closure = Closure(function, fewest, most(parameters), implicit, assigns, home=home)
        return home.closure

    def of_Block(self, node: tree.Block) -> Closure:
        return self.of_Closure(tree.Closure(node.start, node.end, None, node.body))

    def function(
        self,
        node: tree.Node,
        parameters: list[tree.Parameter],
        body: list[tree.Node],
        scope: Scope,
    ) -> Any:
        """What a call of a closure or method does, with a value or UNSET for each parameter."""

        def called(*given: Any, home: Any = None) -> Any:
            outer, self.scope = self.scope, Scope(scope, nest=home)
            try:
                self.placed(lambda node: self.take(parameters, given), node)
                return self.body(body)
            except Leave as leave:
                if leave.kind != "return":
                    raise
                return leave.value
            finally:
                self.scope = outer

        return called

    def take(self, parameters: list[tree.Parameter], given: tuple[Any, ...]) -> None:
        """Parameters get their values from the left, so a default sees those in front of it."""
        rest = takes_rest(parameters)
        for number, each in enumerate(parameters):
            if rest and number == len(parameters) - 1:
                more = list(given[number:])
                whole = takes_array(each) and len(more) == 1 and isinstance(more[0], list)
                self.declare(each.name, more[0] if whole else more)
                return
            value = given[number] if number < len(given) else UNSET
            if value is UNSET:
                value = self.value(each.default) if each.default is not None else None
            self.declare(each.name, value, each.type)
        for each in parameters:
            if each.type and types.is_known(each.type):
                cell = self.scope.cells[each.name]
                cell.value = types.argument(cell.value, each.type)
