"""A script seen from above: its nodes by kind, what each stands in, and which names are issue and replica.

Names are followed as far as the text tells: aliases (`def r = replica`) and parameters of the script's own
methods. A name that means one thing here and another there is *mixed*: nothing is said of it.
Refuses to judge, and to know values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

AnyNode = TypeVar("AnyNode", bound=tree.Node)
BAGS = ("customFields", "customKeys")
MIXED = "mixed"
UNTOLD = ""
"""What a name gets when the text does not tell."""


@dataclass(frozen=True, slots=True)
class Place:
    """A field of an object. root: issue, replica or previous; field: `summary`, `customFields.Severity`,
    empty for the object itself, None when its name is worked out; inside: what is taken of the field."""

    root: str
    field: str | None
    inside: tuple[str | None, ...] = ()


class Survey:
    """nodes: of the whole script, the script first."""

    def __init__(self, script: tree.Script, nodes: list[tree.Node] | None = None) -> None:
        self.script = script
        self.nodes = list(walk(script)) if nodes is None else nodes

    @cached_property
    def kinds(self) -> dict[type[tree.Node], list[tree.Node]]:
        found: dict[type[tree.Node], list[tree.Node]] = {}
        for node in self.nodes:
            kind = type(node)
            if kind in found:
                found[kind].append(node)
            else:
                found[kind] = [node]
        return found

    def of(self, kind: type[AnyNode]) -> list[AnyNode]:
        """All nodes of exactly this kind."""
        return self.kinds.get(kind, [])  # type: ignore[return-value]

    def above(self, node: tree.Node) -> list[tree.Node]:
        """What a node stands in, the nearest first, the script last."""
        here: tree.Node = self.script
        found: list[tree.Node] = []
        while here is not node:
            found.append(here)
            around = [c for c in children(here) if c.start <= node.start and node.end <= c.end]
            inner = around[0] if len(around) == 1 else next((c for c in around if holds(c, node)), None)
            if inner is None:
                break
            here = inner
        return found[::-1]

    @cached_property
    def at_top(self) -> set[int]:
        """The identities of expressions that are statements of the script itself."""
        return {id(each.expression) for each in self.script.body if type(each) is tree.ExpressionStatement}

    # ------------------------------------------------------------------------ names

    @cached_property
    def roots(self) -> dict[str, str]:
        """What each name stands for: issue, replica, previous, or MIXED."""
        meant: dict[str, set[str]] = {}
        for name, value in self.bound():
            given = value.name if type(value) is tree.Name else UNTOLD
            meant.setdefault(name, {name} if name in ROOTS else set()).add(given)
        return followed(meant) if meant else ROOTS

    def bound(self) -> Iterator[tuple[str, tree.Node | None]]:
        """Each name that is declared or assigned, with what it gets; None where that is not told."""
        for declarator in self.of(tree.Declarator):
            if declarator.value is not None:
                yield declarator.name, declarator.value
        for assignment in self.of(tree.Assignment):
            if type(assignment.target) is tree.Name:
                yield assignment.target.name, assignment.value
        for closure in self.of(tree.Closure):
            for parameter in closure.parameters or ():
                yield parameter.name, None
        for loop in self.of(tree.ForIn):
            yield loop.parameter.name, None
        for method in self.of(tree.Method):
            yield from self.given(method)

    @cached_property
    def only_values(self) -> dict[str, tree.Node]:
        """What each name is declared with that is declared once and never assigned."""
        bound = [*self.bound()]
        names = [name for name, _ in bound]
        return {name: value for name, value in bound if value is not None and names.count(name) == 1}

    def given(self, method: tree.Method) -> Iterator[tuple[str, tree.Node | None]]:
        """The parameters of a method with what each call of it hands over."""
        for number, parameter in enumerate(method.parameters):
            for call in self.calls_of(method.name):
                known = len(call.arguments) > number and not any(a.spread or a.name for a in call.arguments)
                yield parameter.name, call.arguments[number].value if known else None

    def calls_of(self, name: str) -> list[tree.Call]:
        return self.own_calls.get(name, [])

    @cached_property
    def own_calls(self) -> dict[str, list[tree.Call]]:
        """The calls of the script's own methods."""
        own = {method.name for method in self.of(tree.Method)}
        found: dict[str, list[tree.Call]] = {}
        for call in self.of(tree.Call) if own else ():
            if isinstance(call.name, str) and call.name in own and is_of_script(call):
                found.setdefault(call.name, []).append(call)
        return found

    def root_of(self, node: tree.Node) -> str | None:
        """The object that a bare name stands for."""
        return self.roots.get(node.name) if type(node) is tree.Name else None

    def place_of(self, node: tree.Node) -> Place | None:
        """The field that a plain path leads to; None for all else, and for names of mixed meaning."""
        kind = type(node)
        if kind is not tree.Property and kind is not tree.Name and kind is not tree.Index:
            return None
        if id(node) not in self.places:
            self.places[id(node)] = self.found_place(node)
        return self.places[id(node)]

    @cached_property
    def places(self) -> dict[int, Place | None]:
        """Those that were asked for, by the identity of their nodes."""
        return {}

    def found_place(self, node: tree.Node) -> Place | None:
        steps: list[str | None] = []
        while type(node) is not tree.Name:
            if type(node) is tree.Property:
                steps.append(node.name if isinstance(node.name, str) else None)
                node = node.target
            elif type(node) is tree.Index and len(node.keys) == 1:
                steps.append(text_of(node.keys[0]))
                node = node.target
            else:
                return None
        root = self.roots.get(node.name)
        return None if root is None or root == MIXED else place(root, steps[::-1])


def place(root: str, steps: list[str | None]) -> Place:
    if not steps:
        return Place(root, "")
    first, *inside = steps
    if first not in BAGS or not inside:
        return Place(root, first, tuple(inside))
    entry, *inside = inside
    return Place(root, None if entry is None else f"{first}.{entry}", tuple(inside))


def text_of(node: tree.Node) -> str | None:
    """What a text without values in it says."""
    return node.value if type(node) is tree.Literal and isinstance(node.value, str) else None


def holds(outer: tree.Node, node: tree.Node) -> bool:
    return any(each is node for each in walk(outer))


def is_of_script(call: tree.Call) -> bool:
    return call.target is None or (isinstance(call.target, tree.Name) and call.target.name == "this")


def followed(meant: dict[str, set[str]]) -> dict[str, str]:
    """What the names come to, those that get another one's value after it."""
    found: dict[str, str] = dict(ROOTS)
    for name in meant:
        root = root_behind(name, meant, ())
        if root is not None:
            found[name] = root
    return found


def root_behind(name: str, meant: dict[str, set[str]], seen: tuple[str, ...]) -> str | None:
    """The one object that a name stands for; MIXED for several, None for none."""
    own = {ROOTS[name]} if name in ROOTS else set()
    if name not in meant or name in seen:
        return ROOTS.get(name)
    behind = own | {root_behind(other, meant, (*seen, name)) for other in meant[name] - {name}}
    if len(behind) == 1:
        return behind.pop()
    return MIXED if behind - {None} else None
