"""A tree walker: slow, and obvious. The compiler must agree with it on every conformance case.

It evaluates the tree directly, with scopes as chained dictionaries and control flow as exceptions. What a
single operator or builtin does is shared with the compiler; how a script is put together is not.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import Any

from syncscript.language import builtins
from syncscript.language.builtins.registry import CONSTANTS, FUNCTIONS, HELPERS, STATICS
from syncscript.language.builtins.regular_expressions import find_in, match_whole
from syncscript.language.interpreter import (
    absence,
    access,
    calls,
    case_matching,
    casts,
    closures,
    comparing,
    custom_fields,
    first_items,
    numbers,
    operators,
    places,
    runtime,
    script_classes,
    script_methods,
    script_objects,
    value_ranges,
    writes,
)
from syncscript.language.interpreter.changes import Changes
from syncscript.language.interpreter.compiler import Program
from syncscript.language.interpreter.faults import CATCHABLE, Fault
from syncscript.language.interpreter.imports import static_names
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.needs import needs_of
from syncscript.language.interpreter.operations import OPERATOR_METHODS
from syncscript.language.interpreter.outcome import Outcome, outcome_of
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.scopes import INPUTS, ROOTS, Variable
from syncscript.language.interpreter.script_classes import ScriptClass
from syncscript.language.interpreter.transfer import normalise_copies
from syncscript.language.interpreter.values import UNSET, ClassName, Closure, Helper
from syncscript.language.preparing import prepare
from syncscript.language.syntax import parse, tree
from tests.language.oracle_classes import ClassWalker

MISSING: Any = object()


class Leave(Exception):
    """A jump: break, continue or return. label: of the loop that it leaves."""

    def __init__(self, kind: str, value: Any = None, label: str | None = None) -> None:
        self.kind, self.value, self.label = kind, value, label


class Scope:
    """Names of a block, above those of the blocks around it."""

    def __init__(self, outer: Scope | None = None) -> None:
        self.names: ChainMap[str, Any] = outer.names.new_child() if outer else ChainMap()
        self.sent: ChainMap[str, Any] = outer.sent.new_child() if outer else ChainMap()
        self.types: ChainMap[str, Any] = outer.types.new_child() if outer else ChainMap()


class Oracle(ClassWalker):
    def __init__(
        self, source: str, kind: str, inputs: Mapping[str, Any], limits: Limits, answers: Any
    ) -> None:
        builtins.discover()
        self.run = Run("oracle", kind, inputs, limits, answers)
        self.script = parse(source, "oracle").script
        self.source = source
        needs = needs_of(list(walk(self.script)))
        program = Program(lambda run: None, "oracle", Changes(True), needs, (), None, {})  # type: ignore[arg-type]
        self.original = prepare(self.run, inputs, program)
        self.methods: dict[str, list[tree.Method]] = {}
        for node in self.script.body:
            if isinstance(node, tree.Method):
                self.methods.setdefault(node.name, []).append(node)
        self.scope = self.top = Scope()
        self.context: dict[str, Any] = {}
        self.labels: dict[int, str] = {}
        self.delegating: set[int] = set()
        self.classes: dict[str, ScriptClass] = {}
        self.static_names = static_names(self.script)
        self.make_classes()

    def outcome(self) -> Outcome:
        try:
            value = self.body([n for n in self.script.body if not isinstance(n, tree.Method)])
        except Leave as leave:
            value = runtime.finish(self.run, leave.value)
        normalise_copies(self.run)
        return outcome_of(self.run, value, self.original)

    # what the absence rules ask of the compiler

    kind = property(lambda self: self.run.kind)

    def lookup(self, name: str) -> Variable | None:
        if name in self.scope.names:
            return Variable("", None, False, self.scope.sent.get(name) or ())  # type: ignore[arg-type]
        return None

    def root_of(self, node: tree.Node) -> str | None:
        if isinstance(node, tree.Name) and node.name not in self.scope.names:
            return ROOTS.get(node.name)
        return None

    # statements

    def body(self, nodes: list[tree.Node]) -> Any:
        value = None
        for node in nodes:
            value = self.statement(node)
        return value

    def block(self, node: tree.Node | list[tree.Node], scope: Scope | None = None) -> Any:
        outer, self.scope = self.scope, scope or Scope(self.scope)
        try:
            nodes = node if isinstance(node, list) else node.body if isinstance(node, tree.Block) else [node]
            return self.body(nodes)
        finally:
            self.scope = outer

    def declare(self, name: str, value: Any, sent: Any = (), type_text: str | None = None) -> None:
        self.scope.names.maps[0][name] = value
        self.scope.sent.maps[0][name] = sent
        self.scope.types.maps[0][name] = type_text

    def statement(self, node: tree.Node) -> Any:
        method = getattr(self, "do_" + type(node).__name__, None)
        return method(node) if method else self.value(node)

    def do_ExpressionStatement(self, node: tree.ExpressionStatement) -> Any:
        return self.value(node.expression)

    def do_Declaration(self, node: tree.Declaration) -> Any:
        value = None
        for d in node.declarators:
            sent = absence.soft_paths(self, d.value) if d.value else ()  # type: ignore[arg-type]
            value = self.value(d.value) if d.value else None
            value = casts.declared(self.run, value, node.type) if node.type and d.value else value
            self.declare(d.name, value, sent, node.type)
        return value

    def do_MultipleDeclaration(self, node: tree.MultipleDeclaration) -> None:
        value = self.value(node.value)
        for number, d in enumerate(node.names):
            self.declare(d.name, places.at_safe(self.run, value, number))

    def do_MultipleAssignment(self, node: tree.MultipleAssignment) -> None:
        value = self.value(node.value)
        for number, target in enumerate(node.targets):
            self.assign(target, places.at_safe(self.run, value, number))

    def do_ClassDefinition(self, node: tree.ClassDefinition) -> None:
        return None

    def do_Import(self, node: tree.Import) -> None:
        return None

    def do_Block(self, node: tree.Block) -> Any:
        return self.block(node)

    def do_If(self, node: tree.If) -> Any:
        if self.value(node.condition):
            return self.block(node.then)
        return self.block(node.otherwise) if node.otherwise is not None else None

    def do_Switch(self, node: tree.Switch) -> Any:
        subject = self.value(node.subject)
        places = [
            n
            for n, c in enumerate(node.cases)
            for v in c.values
            if case_matching.matches_case(self.run, subject, self.value(v))
        ]
        defaults = [n for n, c in enumerate(node.cases) if not c.values]
        start = min(places) if places else defaults[0] if defaults else len(node.cases)
        value = None
        try:
            for case in node.cases[start:]:
                for part in case.body:
                    value = self.statement(part)
        except Leave as leave:
            if leave.kind != "break" or leave.label:
                raise
        return value

    def do_Labelled(self, node: tree.Labelled) -> Any:
        self.labels[id(node.statement)] = node.label
        return self.statement(node.statement)

    def rounds(self, loop: Any, scope: Scope | None = None) -> bool:
        """One round of a loop; False to leave it."""
        try:
            self.block(loop.body, scope)
        except Leave as leave:
            if leave.kind == "return" or (leave.label and leave.label != self.labels.get(id(loop))):
                raise
            return leave.kind == "continue"
        return True

    def do_ForIn(self, node: tree.ForIn) -> None:
        loop = Scope(self.scope)
        for item in access.snapshot(self.run, self.value(node.iterable)):
            loop.names.maps[0][node.parameter.name] = item
            loop.sent.maps[0][node.parameter.name] = ()
            if not self.rounds(node, Scope(loop)):
                return

    def do_While(self, node: tree.While) -> None:
        first = node.first
        while True:
            self.run.tick()
            if not first and not self.value(node.condition):
                return
            first = False
            if not self.rounds(node):
                return

    def do_ForLoop(self, node: tree.ForLoop) -> None:
        outer, self.scope = self.scope, Scope(self.scope)
        try:
            self.body(node.initial)
            while True:
                self.run.tick()
                if node.condition is not None and not self.value(node.condition):
                    return
                if not self.rounds(node):
                    return
                self.body(node.step)
        finally:
            self.scope = outer

    def do_Break(self, node: tree.Break) -> None:
        raise Leave("break", None, node.label)

    def do_Continue(self, node: tree.Continue) -> None:
        raise Leave("continue", None, node.label)

    def do_Return(self, node: tree.Return) -> None:
        raise Leave("return", self.value(node.value) if node.value else None)

    def do_Throw(self, node: tree.Throw) -> None:
        calls.throw(self.run, self.value(node.value))

    def do_Try(self, node: tree.Try) -> Any:
        try:
            return self.block(node.body)
        except CATCHABLE as error:
            failure = calls.caught(error)
            for clause in node.catches:
                if calls.is_caught(failure, *(clause.types or ["Exception"])):
                    scope = Scope(self.scope)
                    scope.names.maps[0][clause.name] = failure
                    return self.block(clause.body, scope)
            raise
        finally:
            if node.final is not None:
                self.block(node.final)

    # expressions

    def value(self, node: tree.Node) -> Any:
        return getattr(self, "of_" + type(node).__name__)(node)

    def of_Literal(self, node: tree.Literal) -> Any:
        return node.value

    def of_GString(self, node: tree.GString) -> Any:
        parts = [
            p
            if isinstance(p, str)
            else self.run.invoke(self.value(p))
            if isinstance(p, tree.Closure)
            else self.value(p)
            for p in node.parts
        ]
        return operators.join_text(self.run, *parts)

    def of_Name(self, node: tree.Name) -> Any:
        if node.name in self.scope.names:
            return self.scope.names[node.name]
        if self.is_member(node.name):
            return self.member(node.name)
        if node.name in self.classes:
            return self.classes[node.name]
        if node.name in ROOTS:
            return runtime.read_input(self.run, ROOTS[node.name])
        if node.name in INPUTS:
            if node.name not in self.context:
                self.context[node.name] = runtime.read_input(self.run, node.name)
            return self.context[node.name]
        if node.name in HELPERS:
            return Helper(node.name)
        if node.name in self.static_names:
            return calls.constant(self.run, *self.static_names[node.name])
        if "delegate" in self.scope.names and not node.name[:1].isupper():
            return access.get(self.run, self.scope.names["delegate"], node.name)
        return ClassName(node.name)

    def name_of(self, node: tree.Property) -> Any:
        return (
            node.name if isinstance(node.name, str) else operators.join_text(self.run, self.value(node.name))
        )

    def is_bag(self, node: tree.Node) -> bool:
        return (
            isinstance(node, tree.Property) and node.name in absence.BAGS and bool(self.root_of(node.target))
        )

    def of_Property(self, node: tree.Property) -> Any:
        owner = node.target.name if isinstance(node.target, tree.Name | tree.Property) else ""
        if node.name in CONSTANTS.get(str(owner), {}):
            return CONSTANTS[str(owner)][node.name]
        if self.is_bag(node):
            return custom_fields.bag(self.run, self.value(node.target), str(node.name))
        if getattr(node.target, "name", None) == "this" and isinstance(node.name, str):
            return self.member(node.name)
        target, name = self.value(node.target), self.name_of(node)
        if isinstance(target, ScriptClass) and name in self.classes:
            return self.classes[name]
        if node.spread:
            return access.get_spread(self.run, target, name)
        if self.is_bag(node.target) and node.target.name == "customFields":  # type: ignore[attr-defined]
            return custom_fields.custom_field(self.run, target, name)
        return (access.get_safe if node.safe else access.get)(self.run, target, name)

    def key_of(self, node: tree.Index) -> Any:
        keys = [self.value(key) for key in node.keys]
        return keys[0] if len(keys) == 1 else keys

    def of_Index(self, node: tree.Index) -> Any:
        return (places.at_safe if node.safe else places.at)(
            self.run, self.value(node.target), self.key_of(node)
        )

    def of_Binary(self, node: tree.Binary) -> Any:
        if node.operator == "&&":
            return bool(self.value(node.left)) and bool(self.value(node.right))
        if node.operator == "||":
            return bool(self.value(node.left)) or bool(self.value(node.right))
        return self.operate(node.operator, self.value(node.left), self.value(node.right))

    def operate(self, operator: str, left: Any, right: Any) -> Any:
        run = self.run
        if isinstance(left, script_classes.ScriptObject) and operator in OPERATOR_METHODS:
            told = left.own(OPERATOR_METHODS[operator], right)
            if told is not NotImplemented:
                return told
        table: dict[str, Any] = {
            "+": lambda: operators.plus(run, left, right),
            "-": lambda: operators.minus(run, left, right),
            "*": lambda: operators.times(run, left, right),
            "/": lambda: numbers.divide(left, right),
            "%": lambda: numbers.remainder(left, right),
            "**": lambda: numbers.power(left, right),
            "==": lambda: comparing.equal(left, right),
            "!=": lambda: not comparing.equal(left, right),
            "<": lambda: comparing.compare(left, right) < 0,
            "<=": lambda: comparing.compare(left, right) <= 0,
            ">": lambda: comparing.compare(left, right) > 0,
            ">=": lambda: comparing.compare(left, right) >= 0,
            "<=>": lambda: comparing.compare(left, right),
            "in": lambda: case_matching.found_in(self.run, left, right),
            "!in": lambda: not case_matching.found_in(self.run, left, right),
            "===": lambda: comparing.identical(run, left, right),
            "!==": lambda: not comparing.identical(run, left, right),
            "<<": lambda: operators.shift_left(run, left, right),
            "=~": lambda: find_in(run, left, right),
            "==~": lambda: match_whole(run, left, right),
        }
        return table[operator]() if operator in table else operators.bits(run, operator, left, right)

    def of_Unary(self, node: tree.Unary) -> Any:
        value = self.value(node.operand)
        if node.operator == "!":
            return not value
        if node.operator == "~":
            return runtime.complement(self.run, value)
        return numbers.negate(value) if node.operator == "-" else runtime.positive(value)

    def of_Ternary(self, node: tree.Ternary) -> Any:
        return self.value(node.then) if self.value(node.condition) else self.value(node.otherwise)

    def of_Elvis(self, node: tree.Elvis) -> Any:
        return self.value(node.value) or self.value(node.otherwise)

    def of_TypeTest(self, node: tree.TypeTest) -> Any:
        return casts.is_instance(self.value(node.value), node.type) is not node.negated

    def of_Cast(self, node: tree.Cast) -> Any:
        if casts.short_name(node.type) in self.classes:
            return script_objects.as_object(
                self.run, self.value(node.value), self.classes[casts.short_name(node.type)]
            )
        convert = casts.declared if node.java else casts.cast
        return convert(self.run, self.value(node.value), node.type)

    def of_Range(self, node: tree.Range) -> Any:
        low, high = self.value(node.low), self.value(node.high)
        return value_ranges.value_range(self.run, low, high, node.exclusive, node.after)

    def of_ListLiteral(self, node: tree.ListLiteral) -> Any:
        made: list[Any] = []
        for item in node.items:
            if isinstance(item, tree.Spread):
                made += access.elements(self.run, self.value(item.value))
            else:
                made.append(self.value(item))
        return made

    def of_MapLiteral(self, node: tree.MapLiteral) -> Any:
        made: dict[Any, Any] = {}
        for entry in node.entries:
            if isinstance(entry, tree.Spread):
                made.update(self.value(entry.value))
            elif isinstance(entry, tree.MapEntry):
                key = entry.key if isinstance(entry.key, str) else access.key_of(self.value(entry.key))
                made[key] = self.value(entry.value)
        return made

    # calls

    def arguments(self, given: list[tree.Argument]) -> list[Any]:
        named = {
            a.name if isinstance(a.name, str) else self.value(a.name): self.value(a.value)
            for a in given
            if a.name is not None
        }
        plain: list[Any] = [named] if named else []
        for a in given:
            if a.name is None:
                plain += access.elements(self.run, self.value(a.value)) if a.spread else [self.value(a.value)]
        return plain

    def place(self, node: tree.Node) -> tuple[int, int]:
        before = self.source[: node.start]
        return before.count("\n") + 1, node.start - (before.rfind("\n") + 1) + 1

    def of_Call(self, node: tree.Call) -> Any:
        run, here = self.run, self.place(node)
        name = node.name if isinstance(node.name, str) else operators.join_text(run, self.value(node.name))
        is_own = getattr(node.target, "name", None) == "this" and "this" not in self.scope.names
        if node.target is None or (is_own and isinstance(node.target, tree.Name)):
            return self.bare_call(node, name)
        if getattr(node.target, "name", None) == "super":
            this, of = self.scope.names["this"], self.scope.names["class of this"]
            return script_objects.call_super(run, here, this, of, name, *self.arguments(node.arguments))
        if isinstance(node.target, tree.Name) and node.target.name not in self.scope.names:
            owner = node.target.name
            if owner in HELPERS:
                return calls.call_helper(run, here, owner, name, *self.arguments(node.arguments))
            if owner in STATICS and owner not in self.classes:
                return calls.call_static(run, here, owner, name, *self.arguments(node.arguments))
        last = getattr(node.target, "name", None)
        if isinstance(node.target, tree.Property) and last in STATICS and last[:1].isupper():
            return calls.call_static(run, here, str(last), name, *self.arguments(node.arguments))
        if name in ("with", "tap") and node.arguments:
            self.delegating.add(id(node.arguments[-1].value))
        target = self.value(node.target)
        if node.safe and target is None:
            return None
        arguments = self.arguments(node.arguments)
        if (
            name == "setStatus"
            and self.root_of(node.target) == "issue"
            and arguments[0] is None
            and any(writes.is_absent(run, *p) for p in absence.soft_paths(self, node.arguments[0].value))
        ):  # type: ignore[arg-type]
            return writes.leave_absent(run, "status")
        return (calls.call_spread if node.spread else calls.call)(run, here, target, name, *arguments)

    def bare_call(self, node: tree.Call, name: str) -> Any:
        arguments = self.arguments(node.arguments)
        if name in self.scope.names and name != "this":
            return self.run.invoke(self.scope.names[name], *arguments)
        if "this" in self.scope.names:
            this, of = self.scope.names["this"], self.scope.names["class of this"]
            if name in ("this", "super"):
                again = name == "this"
                construct = script_objects.construct_again if again else script_objects.construct_above
                return construct(self.run, this, of, *arguments)
            if name not in FUNCTIONS:
                return calls.call(self.run, self.place(node), this, name, *arguments)
        if name in self.methods:
            return self.call_method(self.methods[name], arguments)
        if name in self.static_names:
            return calls.call_static(self.run, self.place(node), *self.static_names[name], *arguments)
        if name not in FUNCTIONS and "delegate" in self.scope.names:
            return calls.call(self.run, self.place(node), self.scope.names["delegate"], name, *arguments)
        assert name in FUNCTIONS
        return calls.call_function(self.run, self.place(node), name, *arguments)

    def call_method(self, methods: list[tree.Method], arguments: list[Any]) -> Any:
        """Of several methods of one name, the one whose parameters are nearest."""
        made = [(node, self.closure(node.parameters, node.body.body, self.top, False)) for node in methods]
        fitting = [each for each in made if each[1].least <= len(arguments) <= each[1].most] or made

        def misfit(each: tuple[tree.Method, Closure]) -> int:
            types = [p.type for p in each[0].parameters]
            return sum(casts.misfit(value, wanted) for value, wanted in zip(arguments, types, strict=False))

        node, closure = min(fitting, key=misfit)
        function = closure.function
        if node.type == "void" or (node.type and casts.is_known(node.type)):
            function = runtime.with_result(self.run, function, node.type)
        defaults = tuple(p.default is not None for p in node.parameters)
        rest = bool(node.parameters) and closures.takes_rest(node.parameters[-1], node.parameters)
        shape = script_methods.ScriptMethod(function, (None,) * len(defaults), defaults, rest)
        return runtime.invoke_method(self.run, function, *shape.placed(arguments))

    def of_New(self, node: tree.New) -> Any:
        if node.sizes:
            start = first_items.first_item(node.type)
            return runtime.new_array(self.run, start, *[self.value(size) for size in node.sizes])
        if casts.short_name(node.type) in self.classes:
            of = self.classes[casts.short_name(node.type)]
            return script_objects.new_object(self.run, self.place(node), of, *self.arguments(node.arguments))
        return calls.construct(self.run, self.place(node), node.type, *self.arguments(node.arguments))

    def of_MethodPointer(self, node: tree.MethodPointer) -> Any:
        if getattr(node.target, "name", "") == "this" and "this" not in self.scope.names:
            return Closure(lambda *given: self.call_method(self.methods[node.name], list(given)), 0, 50)
        return calls.method_pointer(self.run, self.value(node.target), node.name)

    def of_Closure(self, node: tree.Closure) -> Closure:
        implicit = node.parameters is None
        parameters = node.parameters if node.parameters is not None else [tree.Parameter(0, 0, "it")]
        return self.closure(parameters, node.body, self.scope, implicit, id(node) in self.delegating)

    def closure(
        self,
        parameters: list[tree.Parameter],
        body: list[tree.Node],
        scope: Scope,
        implicit: bool,
        delegates: bool = False,
    ) -> Closure:
        def function(*given: Any) -> Any:
            inside = Scope(scope)
            outer, self.scope = self.scope, inside
            if delegates:
                inside.names.maps[0]["delegate"] = given[0]
            try:
                for number, p in enumerate(parameters):
                    left_out = number >= len(given) or given[number] is UNSET
                    default = self.value(p.default) if p.default is not None and left_out else None
                    value = list(given[number:]) if p.varargs else given[number] if not left_out else default
                    if p.type and not p.varargs:
                        value = casts.taken(self.run, value, p.type, p.name)
                    self.declare(p.name, value, (), p.type)
                return self.body(body)
            except Leave as leave:
                if leave.kind != "return":
                    raise
                return leave.value
            finally:
                self.scope = outer

        least = 0 if implicit else sum(p.default is None and not p.varargs for p in parameters)
        most = 50 if any(p.varargs for p in parameters) else len(parameters)
        last = getattr(body[-1], "expression", body[-1]) if body else None
        return Closure(function, least, most, implicit, isinstance(last, tree.Assignment))

    # assignments

    def of_Assignment(self, node: tree.Assignment) -> Any:
        if node.operator == "?=":
            return self.assign(node.target, self.value(node.target) or self.value(node.value))
        if node.operator != "=":
            return self.assign(
                node.target, self.operate(node.operator[:-1], self.value(node.target), self.value(node.value))
            )
        from syncscript.language.interpreter.assignments import written_field

        field = written_field(self, node.target)  # type: ignore[arg-type]
        if field is None or self.run.kind != "incoming":
            return self.assign(node.target, self.value(node.value))
        path = absence.strict_path(self, node.value)  # type: ignore[arg-type]
        if path is not None and writes.is_absent(self.run, *path):
            return writes.leave_absent(self.run, field)
        value = self.value(node.value)
        paths = absence.soft_paths(self, node.value)  # type: ignore[arg-type]
        if value is None and any(writes.is_absent(self.run, *p) for p in paths):
            return writes.leave_absent(self.run, field)
        return self.assign(node.target, value)

    def assign(self, target: tree.Node, value: Any) -> Any:
        run, here = self.run, self.place(target)
        match target:
            case tree.Name(name=name):
                if self.is_member(name):
                    return self.put_member(name, value, here)
                if name not in self.scope.names and "delegate" in self.scope.names:
                    return writes.put(run, self.scope.names["delegate"], name, value, here)
                home = next((m for m in self.scope.names.maps if name in m), self.top.names.maps[0])
                if self.scope.types.get(name):
                    value = casts.declared(run, value, self.scope.types[name])
                home[name] = value
                self.scope.sent[name] = ()
                return value
            case tree.Index():
                made = places.put_at(run, self.opened(target.target), self.key_of(target), value, here)
            case tree.Property(target=tree.Name(name="this"), name=str(name)):
                return self.put_member(name, value, here)
            case tree.Property() if self.is_bag(target.target):
                bag: Any = target.target
                root = self.value(bag.target)
                if bag.name == "customFields":
                    return custom_fields.set_custom_field(run, root, self.name_of(target), value, here)
                return writes.put(
                    run, custom_fields.open_bag(run, root, bag.name, here), self.name_of(target), value, here
                )
            case tree.Property():
                put = writes.put_safe if target.safe else writes.put
                made = put(run, self.opened(target.target), self.name_of(target), value, here)
            case _:
                raise Fault("nothing can be assigned to this")
        self.touch(target.target)
        return made

    def opened(self, node: tree.Node) -> Any:
        here = self.place(node)
        if isinstance(node, tree.Property) and self.is_bag(node.target):
            bag: Any = node.target
            if bag.name == "customFields":
                root = self.value(bag.target)
                return custom_fields.open_custom_field(self.run, root, self.name_of(node), here)
        if isinstance(node, tree.Property) and self.is_bag(node):
            return custom_fields.open_bag(self.run, self.value(node.target), str(node.name), here)
        return self.value(node)

    def touch(self, below: tree.Node) -> None:
        while isinstance(below, tree.Property | tree.Index):
            if (
                isinstance(below, tree.Property)
                and self.root_of(below.target)
                and below.name != "customFields"
            ):
                writes.touch(self.run, self.value(below.target), str(below.name), self.place(below))
            below = below.target

    def of_Step(self, node: tree.Step) -> Any:
        old = self.value(node.target)
        new = numbers.add(old, 1) if node.operator == "++" else numbers.subtract(old, 1)
        self.assign(node.target, new)
        return new if node.prefix else old
