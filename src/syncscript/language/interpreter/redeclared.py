"""Names that are declared where a variable of that name is visible already: an error in Groovy.

Closures, loops and blocks see what is declared around them; methods and classes start anew. Refuses to
know what a variable holds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

Names = set[str]


@dataclass(frozen=True, slots=True)
class Found:
    """starts: where the nodes stand that declare a name which is declared more than once, in order; again:
    the nodes that declare a name again."""

    starts: list[int]
    again: list[tuple[tree.Node, str]] = field(default_factory=list)

    def matters(self, node: tree.Node) -> bool:
        """Whether one of those nodes stands in this one."""
        return bisect_left(self.starts, node.start) < bisect_left(self.starts, node.end)


DECLARING = frozenset({tree.Parameter, tree.Catch, tree.Declaration, tree.MultipleDeclaration})
WITHOUT_PARTS = frozenset({tree.Literal, tree.Name})


def declared_twice(script: tree.Script, nodes: Iterable[tree.Node]) -> list[tuple[tree.Node, str]]:
    """The nodes that declare a name again. nodes: all of the script's; a look at them is cheap."""
    declaring = [node for node in nodes if type(node) in DECLARING]
    amounts = Counter(name for node in declaring for name in names_of(node))
    twice = {name for name, amount in amounts.items() if amount > 1}
    starts = sorted(node.start for node in declaring if not twice.isdisjoint(names_of(node)))
    found = Found(starts)
    if starts:
        look(script, set(), found)
    return found.again


def names_of(node: tree.Node) -> list[str]:
    """What the node itself declares."""
    match node:
        case tree.Parameter(name=name) | tree.Catch(name=name):
            return [name]
        case tree.Declaration(declarators=made) | tree.MultipleDeclaration(names=made):
            return [declarator.name for declarator in made]
    return []


def look(node: tree.Node, seen: Names, found: Found) -> None:
    """seen: the names visible in front of this node; what it declares for those behind it comes in."""
    special = SCOPES.get(type(node))
    if special is not None:
        special(node, seen, found)
        return
    look_at(children(node), seen, found)
    if type(node) in DECLARING:
        again(node, seen, found)


def look_at(parts: Iterable[tree.Node], seen: Names, found: Found) -> None:
    for part in parts:
        if type(part) not in WITHOUT_PARTS and found.matters(part):
            look(part, seen, found)


def again(node: tree.Node, seen: Names, found: Found) -> None:
    for name in names_of(node):
        if name in seen and name != "_":
            found.again.append((node, name))
        seen.add(name)


# ---------------------------------------------------------------------------- what opens a scope


def in_method(node: tree.Method, seen: Names, found: Found) -> None:
    look_at([*node.parameters, node.body], set(), found)


def in_class(node: tree.ClassDefinition, seen: Names, found: Found) -> None:
    for member in node.members:
        look(member, set(), found)


def in_closure(node: tree.Closure, seen: Names, found: Found) -> None:
    look_at([*(node.parameters or []), *node.body], set(seen), found)


def in_loop(node: tree.ForIn, seen: Names, found: Found) -> None:
    look(node.iterable, seen, found)
    look_at([node.parameter, node.body], set(seen), found)


def in_block(node: tree.Node, seen: Names, found: Found) -> None:
    own = set(seen)
    again(node, own, found)
    look_at(children(node), own, found)


SCOPES: dict[type, Callable[[Any, Names, Found], None]] = {
    tree.Method: in_method,
    tree.ClassDefinition: in_class,
    tree.Closure: in_closure,
    tree.ForIn: in_loop,
    **dict.fromkeys((tree.Block, tree.Case, tree.If, tree.While, tree.Catch, tree.ForLoop), in_block),
}
