"""The variables of a script: where each is declared, read and written, and which function it belongs to.

Blocks, closures, loops and methods open scopes, as in the language; a name that is assigned without `def` is
one variable of the whole script. Refuses to know values, and the members of classes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from syncscript.language.interpreter.scopes import INPUTS, ROOTS
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

GIVEN = frozenset({*ROOTS, *INPUTS})


@dataclass(slots=True, eq=False)
class Variable:
    """sort: declared, parameter, loop, caught, or assigned (without a declaration); node: what declares it,
    or its first assignment; declaration: the statement around a declarator; function: the script, closure or
    method it belongs to; captured: another function reads or writes it too."""

    name: str
    sort: str
    node: tree.Node
    function: tree.Node
    declaration: tree.Node | None = None
    reads: list[tree.Node] = field(default_factory=list)
    writes: list[tree.Node] = field(default_factory=list)
    captured: bool = False

    @property
    def value(self) -> tree.Node | None:
        """What it is declared with."""
        return self.node.value if isinstance(self.node, tree.Declarator) else None


class Names:
    """meant: the variable behind each bare name that is one, by the name's identity; unknown: names that are
    read where no variable is called so."""

    def __init__(self, script: tree.Script) -> None:
        self.variables: list[Variable] = []
        self.meant: dict[int, Variable] = {}
        self.unknown: set[str] = set()
        self.function: tree.Node = script
        self.script = script
        self.scopes: list[dict[str, Variable]] = [{}]
        self.assigned: dict[str, Variable] = {}
        self.look_at(sorted(script.body, key=is_method))

    # ------------------------------------------------------------------------ scopes

    def declare(self, name: str, sort: str, node: tree.Node, declaration: tree.Node | None = None) -> None:
        made = Variable(name, sort, node, self.function, declaration)
        self.variables.append(made)
        self.scopes[-1][name] = made

    def lookup(self, name: str) -> Variable | None:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return self.assigned.get(name)

    def read(self, name: str, node: tree.Node) -> None:
        found = self.lookup(name)
        if found is None:
            self.unknown.add(name)
            return
        found.reads.append(node)
        self.note(found, node)

    def write(self, name: str, node: tree.Node, where: tree.Node) -> None:
        """node: the assignment; where: the name in it. What a closure assigns may be its delegate's."""
        found = self.lookup(name)
        if found is None:
            if name in GIVEN or isinstance(self.function, tree.Closure):
                return
            found = self.assigned[name] = Variable(name, "assigned", where, self.script)
            self.variables.append(found)
        found.writes.append(node)
        self.note(found, where)

    def note(self, found: Variable, where: tree.Node) -> None:
        self.meant[id(where)] = found
        if found.function is not self.function:
            found.captured = True

    def within(self, nodes: Iterable[tree.Node]) -> None:
        self.scopes.append({})
        self.look_at(nodes)
        self.scopes.pop()

    def in_function(
        self, node: tree.Node, parameters: Iterable[tree.Parameter], body: list[tree.Node]
    ) -> None:
        outside, self.function = self.function, node
        self.scopes.append({})
        for parameter in parameters:
            self.look(parameter)
        self.look_at(body)
        self.scopes.pop()
        self.function = outside

    # ------------------------------------------------------------------------ the tree

    def look_at(self, nodes: Iterable[tree.Node]) -> None:
        for node in nodes:
            self.look(node)

    def look(self, node: tree.Node) -> None:
        special = LOOKS.get(type(node))
        if special is None:
            self.look_at(children(node))
        else:
            special(self, node)

    def name(self, node: tree.Name) -> None:
        self.read(node.name, node)

    def literal(self, node: tree.Node) -> None:
        pass

    def expression(self, node: tree.ExpressionStatement) -> None:
        self.look(node.expression)

    def argument(self, node: tree.Argument | tree.MapEntry) -> None:
        named = node.name if isinstance(node, tree.Argument) else node.key
        if isinstance(named, tree.Node):
            self.look(named)
        self.look(node.value)

    def binary(self, node: tree.Binary) -> None:
        self.look(node.left)
        self.look(node.right)

    def call(self, node: tree.Call) -> None:
        if node.target is not None:
            self.look(node.target)
        if not isinstance(node.name, str):
            self.look(node.name)
        elif node.target is None:
            self.read(node.name, node)
        for argument in node.arguments:
            self.argument(argument)

    def property(self, node: tree.Property) -> None:
        self.look(node.target)
        if not isinstance(node.name, str):
            self.look(node.name)

    def declaration(self, node: tree.Declaration) -> None:
        for each in node.declarators:
            if each.value is not None:
                self.look(each.value)
            self.declare(each.name, "declared", each, node)

    def several(self, node: tree.MultipleDeclaration) -> None:
        self.look(node.value)
        for each in node.names:
            self.declare(each.name, "part", each, node)

    def parameter(self, node: tree.Parameter) -> None:
        if node.default is not None:
            self.look(node.default)
        self.declare(node.name, "parameter", node)

    def assignment(self, node: tree.Assignment) -> None:
        self.look(node.value)
        if type(node.target) is tree.Name:
            self.write(node.target.name, node, node.target)
        else:
            self.look(node.target)

    def step(self, node: tree.Step) -> None:
        if type(node.target) is tree.Name:
            self.write(node.target.name, node, node.target)
        else:
            self.look(node.target)

    def several_assigned(self, node: tree.MultipleAssignment) -> None:
        self.look(node.value)
        for target in node.targets:
            if type(target) is tree.Name:
                self.write(target.name, node, target)
            else:
                self.look(target)

    def closure(self, node: tree.Closure) -> None:
        self.in_function(node, node.parameters or (), node.body)

    def method(self, node: tree.Method) -> None:
        outside, self.scopes = self.scopes, [{}, self.shared()]
        self.in_function(node, node.parameters, node.body.body)
        self.scopes = outside

    def shared(self) -> dict[str, Variable]:
        """What a method sees of the script: here more than in Groovy. It is called when all is declared, so
        methods are looked at last."""
        return self.scopes[0]

    def definition(self, node: tree.ClassDefinition) -> None:
        outside, self.scopes = self.scopes, [{}]
        kept, self.assigned = self.assigned, {}
        for member in node.members:
            if isinstance(member, tree.Declaration):
                self.look_at(each.value for each in member.declarators if each.value is not None)
            elif isinstance(member, tree.Method):
                self.own_method(node, member)
            else:
                self.look(member)
        self.scopes, self.assigned = outside, kept

    def own_method(self, definition: tree.ClassDefinition, node: tree.Method) -> None:
        """The names of the class's own fields are hidden from the script's variables."""
        count = len(self.variables)
        self.in_function(node, node.parameters, node.body.body)
        kept = [each for each in self.variables[count:] if each.sort != "assigned"]
        self.variables[count:] = kept

    def loop(self, node: tree.ForIn) -> None:
        self.look(node.iterable)
        self.scopes.append({})
        self.declare(node.parameter.name, "loop", node.parameter)
        self.look(node.body)
        self.scopes.pop()

    def catch(self, node: tree.Catch) -> None:
        self.scopes.append({})
        self.declare(node.name, "caught", node)
        self.look(node.body)
        self.scopes.pop()

    def block(self, node: tree.Node) -> None:
        self.within(children(node))


def is_method(node: tree.Node) -> bool:
    return isinstance(node, tree.Method)


LOOKS: dict[type[tree.Node], Callable[[Names, Any], None]] = {
    tree.Name: Names.name,
    tree.Literal: Names.literal,
    tree.Import: Names.literal,
    tree.ExpressionStatement: Names.expression,
    tree.Argument: Names.argument,
    tree.MapEntry: Names.argument,
    tree.Binary: Names.binary,
    tree.Call: Names.call,
    tree.Property: Names.property,
    tree.Declaration: Names.declaration,
    tree.MultipleDeclaration: Names.several,
    tree.Parameter: Names.parameter,
    tree.Assignment: Names.assignment,
    tree.Step: Names.step,
    tree.MultipleAssignment: Names.several_assigned,
    tree.Closure: Names.closure,
    tree.Method: Names.method,
    tree.ClassDefinition: Names.definition,
    tree.ForIn: Names.loop,
    tree.Catch: Names.catch,
    **dict.fromkeys((tree.Block, tree.Case, tree.ForLoop), Names.block),
}
