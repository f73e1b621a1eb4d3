"""What each name in a script stands for: where it is declared and everywhere it is used.

Follows Groovy's scopes: blocks, closures and loops see what is around them; methods and classes see the
script's methods and classes, and names that were never declared. Fields and methods of a class may be meant
behind any dot, so they are *open*: their uses are not all known. Refuses to know types and values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

Spot = tuple[int, int]
"""Start and end of a name in the text."""


@dataclass(slots=True)
class Binding:
    """kind: variable, parameter, method, class, or free (used, never declared); around: the node in whose
    reach the name is known; open: it may be used where nobody can tell."""

    name: str
    kind: str
    around: Spot
    declared: list[Spot] = field(default_factory=list)
    uses: list[Spot] = field(default_factory=list)
    open: bool = False

    @property
    def spots(self) -> list[Spot]:
        return sorted({*self.declared, *self.uses})


@dataclass(slots=True)
class Scope:
    """outer: where a name is looked for that is not here; sealed: of the script around only what is there for
    every method is seen."""

    outer: Scope | None
    around: Spot
    names: dict[str, Binding] = field(default_factory=dict)
    sealed: bool = False


def bindings(script: tree.Script, text: str) -> tuple[Binding, ...]:
    """All names of a script, in the order of their first place."""
    reading = _Reading(script, text)
    reading.body(script.body, reading.top)
    return tuple(sorted(reading.found, key=lambda binding: binding.spots[0]))


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


class _Reading:
    def __init__(self, script: tree.Script, text: str) -> None:
        self.text = text
        self.found: list[Binding] = []
        self.everywhere = Scope(None, (0, len(text)))
        self.top = Scope(self.everywhere, (0, len(text)))

    # ------------------------------------------------------------------ names

    def declare(self, scope: Scope, name: str, kind: str, spot: Spot, *, open: bool = False) -> None:
        binding = scope.names.get(name)
        if binding is None or binding.kind != kind:
            binding = Binding(name, kind, scope.around, open=open)
            scope.names[name] = binding
            self.found.append(binding)
        binding.declared.append(spot)

    def use(self, scope: Scope, name: str, spot: Spot) -> None:
        here: Scope | None = scope
        while here is not None:
            binding = here.names.get(name)
            if binding is not None:
                binding.uses.append(spot)
                return
            here = self.everywhere if here.sealed else here.outer
        binding = Binding(name, "free", self.everywhere.around)
        self.everywhere.names[name] = binding
        self.found.append(binding)
        binding.uses.append(spot)

    def spot(self, name: str, start: int, end: int, *, last: bool = False) -> Spot | None:
        """Where a name stands in a stretch that holds other words too."""
        whole_word = rf"(?<![\w$]){re.escape(name)}(?![\w$])"
        places = [found.span() for found in re.finditer(whole_word, self.text[start:end])]
        if not places:
            return None
        first, behind = places[-1 if last else 0]
        return start + first, start + behind

    # ------------------------------------------------------------------ nodes

    def body(self, nodes: Iterable[tree.Node], scope: Scope) -> None:
        """Statements in their order; methods and classes are known before them."""
        nodes = list(nodes)
        for node in nodes:
            if isinstance(node, tree.Method | tree.ClassDefinition):
                self.announce(node, self.everywhere if scope is self.top else scope)
        for node in nodes:
            self.visit(node, scope)

    def announce(
        self, node: tree.Method | tree.ClassDefinition, scope: Scope, *, member: bool = False
    ) -> None:
        end = node.body.start if isinstance(node, tree.Method) else node.end
        spot = self.spot(node.name, node.start, end)
        if isinstance(node, tree.Method) and spot is not None:
            head_of_method = re.compile(rf"(?<![\w$]){re.escape(node.name)}(?=\s*\()")
            head = head_of_method.search(self.text, node.start, end)
            spot = head.span() if head else spot
        if spot is not None:
            kind = "method" if isinstance(node, tree.Method) else "class"
            self.declare(scope, node.name, kind, spot, open=member)

    def visit(self, node: tree.Node, scope: Scope) -> None:
        match node:
            case tree.Name():
                # The stretch of a name in round brackets includes them.
                spot = self.spot(node.name, node.start, node.end)
                if spot is not None:
                    self.use(scope, node.name, spot)
            case tree.Declarator():
                self.declarator(node, scope)
            case tree.Call(target=None, name=str() as name):
                spot = self.spot(name, node.start, node.end)
                if spot is not None:
                    self.use(scope, name, spot)
                self.below(node, scope)
            case tree.MethodPointer(target=tree.Name(name="this"), name=name):
                spot = self.spot(name, node.target.end, node.end)
                if spot is not None:
                    self.use(scope, name, spot)
            case tree.Parameter():
                self.parameter(node, scope)
            case tree.Method():
                self.method(node, scope)
            case tree.ClassDefinition():
                self.members(node, scope)
            case tree.Block() | tree.Closure() | tree.ForIn() | tree.ForLoop() | tree.Switch():
                self.inside(node, scope)
            case tree.Catch():
                self.caught(node, scope)
            case tree.New():
                self.made(node, scope)
            case tree.Mapping():
                return
            case _:
                self.below(node, scope)

    def below(self, node: tree.Node, scope: Scope) -> None:
        for child in children(node):
            self.visit(child, scope)

    def inside(self, node: tree.Node, scope: Scope) -> None:
        """What brings a scope of its own; the sequence of a loop is outside of its variable's reach."""
        inner = Scope(scope, (node.start, node.end))
        if isinstance(node, tree.ForIn):
            self.visit(node.iterable, scope)
            self.visit(node.parameter, inner)
            self.visit(node.body, inner)
        elif isinstance(node, tree.Block):
            self.body(node.body, inner)
        elif isinstance(node, tree.Closure):
            for parameter in node.parameters or ():
                self.visit(parameter, inner)
            self.body(node.body, inner)
        else:
            self.below(node, inner)

    def declarator(self, node: tree.Declarator, scope: Scope) -> None:
        if node.value is not None:
            self.visit(node.value, scope)
        end = node.value.start if node.value is not None else node.end
        spot = self.spot(node.name, node.start, end, last=node.type is not None)
        if spot is not None:
            self.declare(scope, node.name, "variable", spot)

    def parameter(self, node: tree.Parameter, scope: Scope) -> None:
        if node.default is not None:
            self.visit(node.default, scope)
        end = node.default.start if node.default is not None else node.end
        spot = self.spot(node.name, node.start, end, last=True)
        if spot is not None:
            self.declare(scope, node.name, "parameter", spot)

    def method(self, node: tree.Method, scope: Scope) -> None:
        inner = Scope(scope, (node.start, node.end), sealed=scope is self.top)
        for parameter in node.parameters:
            self.visit(parameter, inner)
        self.visit(node.body, inner)

    def members(self, node: tree.ClassDefinition, scope: Scope) -> None:
        """A class sees none of the script's variables."""
        inner = Scope(self.everywhere, (node.start, node.end))
        for member in node.members:
            if isinstance(member, tree.Method | tree.ClassDefinition):
                self.announce(member, inner, member=True)
            elif isinstance(member, tree.Declaration):
                for each in member.declarators:
                    spot = self.spot(each.name, each.start, each.end)
                    if spot is not None:
                        self.declare(inner, each.name, "variable", spot, open=True)
        for member in node.members:
            if isinstance(member, tree.Declaration):
                for each in member.declarators:
                    if each.value is not None:
                        self.visit(each.value, inner)
            else:
                self.visit(member, inner)

    def caught(self, node: tree.Catch, scope: Scope) -> None:
        inner = Scope(scope, (node.start, node.end))
        spot = self.spot(node.name, node.start, node.body.start, last=True)
        if spot is not None:
            self.declare(inner, node.name, "parameter", spot)
        self.visit(node.body, inner)

    def made(self, node: tree.New, scope: Scope) -> None:
        """`new Foo()` names a class; what follows in braces is one."""
        head = node.type.partition("[")[0]
        if head in self.everywhere.names:
            spot = self.spot(head, node.start, node.end)
            if spot is not None:
                self.use(scope, head, spot)
        self.below(node, scope)
