"""The places of each name in a script: where it is declared, and everywhere it is used.

Variables are as `names` tells them; methods, classes and their members are added, and what nobody declares.
Members of classes may be meant behind any dot, so they are *open*: their uses are not all known. Refuses to
know types and values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from syncscript.language.analysis.names import Names, Variable
from syncscript.language.colouring.kinds import COMPOSITE
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import tree
from syncscript.language.syntax.parsing import tokens_of

Spot = tuple[int, int]
"""Start and end of a name in the text."""
SCOPES = (
    tree.Block, tree.Closure, tree.ForIn, tree.ForLoop, tree.Case, tree.Catch, tree.Method,
    tree.ClassDefinition,
)  # fmt: skip
PARAMETERS = frozenset({"parameter", "loop", "caught"})


@dataclass(slots=True)
class Binding:
    """kind: variable, parameter, method, class, or free (used, never declared); around: the stretch in which
    the name is known; open: it may be used where nobody can tell."""

    name: str
    kind: str
    around: Spot
    declared: list[Spot] = field(default_factory=list)
    uses: list[Spot] = field(default_factory=list)
    open: bool = False

    @property
    def spots(self) -> list[Spot]:
        return sorted({*self.declared, *self.uses})


def bindings(script: tree.Script, text: str) -> tuple[Binding, ...]:
    """All names of a script, in the order of their first place."""
    found = [binding for binding in Places(script, text).bindings() if binding.spots]
    return tuple(sorted(found, key=lambda binding: binding.spots[0]))


def binding_at(found: Iterable[Binding], offset: int) -> Binding | None:
    """The name that stands at an offset, the end of the name included."""
    return next((b for b in found if any(start <= offset <= end for start, end in b.spots)), None)


def visible_at(found: Iterable[Binding], offset: int) -> Iterator[Binding]:
    """What can be named at an offset: declared before it, or known everywhere in reach."""
    for binding in found:
        start, end = binding.around
        is_early = binding.kind in ("method", "class", "free")
        if start <= offset <= end and (is_early or any(spot[0] < offset for spot in binding.declared)):
            yield binding


class Places:
    """of: the binding of each variable; everywhere: what is known in the whole script, by name."""

    def __init__(self, script: tree.Script, text: str) -> None:
        self.script, self.text = script, text
        self.nodes = list(walk(script))
        self.names = Names(script)
        self.scopes = [node for node in self.nodes if isinstance(node, SCOPES)]
        self.members: list[Binding] = []
        self.everywhere: dict[str, Binding] = {}

    def bindings(self) -> Iterator[Binding]:
        of = {id(variable): self.variable(variable) for variable in self.names.variables}
        for variable in self.names.variables:
            if variable.sort == "assigned":
                self.everywhere.setdefault(variable.name, of[id(variable)])
        for node in self.nodes:
            if isinstance(node, tree.ClassDefinition):
                self.add_class(node)
        for node in self.script.body:
            if isinstance(node, tree.Method):
                self.known(node.name, "method").declared += self.heads(node)
        for node in self.nodes:
            self.add_use(node, of)
        assigned = {id(binding) for binding in of.values()}
        others = [each for each in self.everywhere.values() if id(each) not in assigned]
        yield from (*of.values(), *others, *self.members)

    # ------------------------------------------------------------------------ declared

    def variable(self, variable: Variable) -> Binding:
        node = variable.node
        kind = "parameter" if variable.sort in PARAMETERS else "variable"
        start, end = node.start, node.end
        value = node.default if isinstance(node, tree.Parameter) else getattr(node, "value", None)
        if isinstance(node, tree.Catch):
            end = node.body.start
        elif isinstance(value, tree.Node):
            end = value.start
        spot = self.spot(variable.name, start, end, last=True)
        is_whole = variable.sort == "assigned"
        return Binding(variable.name, kind, self.whole if is_whole else self.reach(node), spot)

    def add_class(self, node: tree.ClassDefinition) -> None:
        made = self.known(node.name, "class")
        made.declared += self.spot(node.name, node.start, node.end)
        made.uses += self.as_type(node.name)
        around = (node.start, node.end)
        for member in node.members:
            if isinstance(member, tree.Method):
                spots = self.heads(member)
                self.members.append(Binding(member.name, "method", around, spots, open=True))
            elif isinstance(member, tree.Declaration):
                for each in member.declarators:
                    spot = self.spot(each.name, each.start, each.end)
                    self.members.append(Binding(each.name, "variable", around, spot, open=True))

    def as_type(self, name: str) -> list[Spot]:
        """Where it is written as a type: `Name x = ...`, `as Name`, `catch (Name e)`, `extends Name`."""
        whole_word = re.compile(rf"(?<![\w$.]){re.escape(name)}(?![\w$])")
        heads = [(start, end) for kind, start, end, _ in tokens_of(self.text).tokens if kind in COMPOSITE]
        return [found.span() for start, end in heads for found in whole_word.finditer(self.text, start, end)]

    def heads(self, node: tree.Method) -> list[Spot]:
        """Where a method is named: in front of its parameters."""
        head = re.compile(rf"(?<![\w$]){re.escape(node.name)}(?=\s*\()")
        found = head.search(self.text, node.start, node.body.start)
        return [found.span()] if found else []

    def known(self, name: str, kind: str) -> Binding:
        return self.everywhere.setdefault(name, Binding(name, kind, self.whole))

    @property
    def whole(self) -> Spot:
        return 0, len(self.text)

    def reach(self, node: tree.Node) -> Spot:
        """The innermost scope that a declaration stands in."""
        around = [s for s in self.scopes if s.start <= node.start and node.end <= s.end]
        inner = min(around, key=lambda scope: scope.end - scope.start, default=None)
        return (inner.start, inner.end) if inner is not None else self.whole

    # ------------------------------------------------------------------------ used

    def add_use(self, node: tree.Node, of: dict[int, Binding]) -> None:
        name = name_used(node)
        if not name:  # nobody calls it by name, or half of a text stands in its place
            return
        spot = self.spot(name, node.start, node.end)
        variable = self.names.meant.get(id(node))
        if variable is not None:
            of[id(variable)].uses += spot
            return
        member = next((m for m in self.members if m.name == name and is_within(node, m.around)), None)
        if member is not None:
            member.uses += spot
        elif name != "this":
            self.known(name, "free").uses += spot

    def spot(self, name: str, start: int, end: int, *, last: bool = False) -> list[Spot]:
        """Where a name stands in a stretch that holds other words too; empty where it does not."""
        whole_word = re.compile(rf"(?<![\w$]){re.escape(name)}(?![\w$])|(?<=\$){re.escape(name)}(?![\w$])")
        places = [found.span() for found in whole_word.finditer(self.text, start, end)]
        return places[-1:] if last else places[:1]


def name_used(node: tree.Node) -> str | None:
    """The bare name that a node uses."""
    match node:
        case tree.Name(name=name):
            return name
        case tree.Call(target=None | tree.Name(name="this"), name=str() as name):
            return name
        case tree.MethodPointer(target=tree.Name(name="this"), name=name):
            return name
        case tree.New(type=name):
            return name.partition("[")[0]
    return None


def is_within(node: tree.Node, around: Spot) -> bool:
    return around[0] <= node.start and node.end <= around[1]
