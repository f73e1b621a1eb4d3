"""Names that are declared where a variable of that name is visible already: an error in Groovy.

Closures, loops and blocks see what is declared around them; methods and classes start anew. Refuses to
know what a variable holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

Names = set[str]
Found = Iterator[tuple[tree.Node, str]]


def declared_twice(script: tree.Script, nodes: Iterable[tree.Node]) -> Found:
    """The nodes that declare a name again. nodes: all of the script's; a look at them is cheap."""
    amounts = Counter(name for node in nodes for name in names_of(node))
    return inside(script, set()) if any(amount > 1 for amount in amounts.values()) else iter(())


def names_of(node: tree.Node) -> list[str]:
    """What the node itself declares."""
    match node:
        case tree.Parameter(name=name) | tree.Catch(name=name):
            return [name]
        case tree.Declaration(declarators=made) | tree.MultipleDeclaration(names=made):
            return [declarator.name for declarator in made]
    return []


def inside(node: tree.Node, seen: Names) -> Found:
    """seen: the names visible in front of this node; what it declares for those behind it comes in."""
    match node:
        case tree.Method():
            yield from opened([*node.parameters, node.body], set())
        case tree.ClassDefinition():
            for member in node.members:
                yield from inside(member, set())
        case tree.Closure():
            yield from opened([*(node.parameters or []), *node.body], set(seen))
        case tree.Block() | tree.Case() | tree.If() | tree.While() | tree.Catch():
            own = set(seen)
            yield from again(node, own)
            yield from opened(children(node), own)
        case tree.ForIn():
            yield from inside(node.iterable, seen)
            yield from opened([node.parameter, node.body], set(seen))
        case tree.ForLoop():
            yield from opened(children(node), set(seen))
        case _:
            yield from opened(children(node), seen)
            yield from again(node, seen)


def opened(parts: Iterable[tree.Node], seen: Names) -> Found:
    for part in parts:
        yield from inside(part, seen)


def again(node: tree.Node, seen: Names) -> Found:
    for name in names_of(node):
        if name in seen and name != "_":
            yield node, name
        seen.add(name)
