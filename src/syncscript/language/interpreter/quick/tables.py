"""Tables of words: maps and lists of constants that a rule only looks into are made once, not in each run.

Refuses a table that anything else is done with: it could be changed, or handed out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from syncscript.language.syntax import tree

LOOKING = ("get", "containsKey", "contains")
Table = dict[str, Any] | list[Any]


def constant_tables(nodes: list[tree.Node]) -> dict[str, Table]:
    """The tables by the name of their only variable."""
    told = Counter(name for node in nodes for name in names_told(node))
    looked = Counter(looked_into(nodes))
    found: dict[str, Table] = {}
    for node in nodes:
        match node:
            case tree.Declaration(type=None, declarators=declarators):
                for declarator in declarators:
                    table = table_of(declarator.value)
                    if table is not None and told[declarator.name] == 1 + looked[declarator.name]:
                        found[declarator.name] = table
    return found


def names_told(node: tree.Node) -> Iterator[str]:
    match node:
        case tree.Name(name=name) | tree.Declarator(name=name) | tree.Parameter(name=name):
            yield name
        case tree.Catch(name=name) | tree.Method(name=name):
            yield name
        case tree.Call(target=None, name=str(name)):
            yield name


def looked_into(nodes: list[tree.Node]) -> Iterator[str]:
    """Names, once for each time that something is looked up in what they hold."""
    written = {id(n.target) for n in nodes if isinstance(n, tree.Assignment | tree.Step)}
    for node in nodes:
        match node:
            case tree.Index(target=tree.Name(name=name), keys=[_]) if id(node) not in written:
                yield name
            case tree.Call(target=tree.Name(name=name), name=method, arguments=[_]) if method in LOOKING:
                yield name
            case tree.Binary(operator="in" | "!in", right=tree.Name(name=name)):
                yield name


def table_of(node: tree.Node | None) -> Table | None:
    match node:
        case tree.MapLiteral(entries=entries) if all(map(is_constant_entry, entries)):
            return {key_of(entry): entry.value.value for entry in entries}  # type: ignore[attr-defined]
        case tree.ListLiteral(items=items) if items and all(map(is_word, items)):
            return [item.value for item in items]  # type: ignore[attr-defined]
    return None


def is_constant_entry(node: tree.Node) -> bool:
    return isinstance(node, tree.MapEntry) and isinstance(key_of(node), str) and is_word(node.value)


def key_of(node: tree.Node) -> Any:
    """A bare word, or a text."""
    key = getattr(node, "key", None)
    return key.value if isinstance(key, tree.Literal) else key


def is_word(node: tree.Node) -> bool:
    return isinstance(node, tree.Literal) and isinstance(node.value, str)
