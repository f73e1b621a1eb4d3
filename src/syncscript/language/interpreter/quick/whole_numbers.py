"""Variables that never hold anything but whole numbers, by the text of the rule alone.

Refuses names that are told in more than one way: a parameter, a loop's variable, a method.
"""

from __future__ import annotations

from syncscript.language.syntax import tree

KEEPING = ("=", "+=", "-=", "*=")
TYPES = (None, "int", "Integer", "long", "Long")


def whole_names(nodes: list[tree.Node]) -> frozenset[str]:
    """Declared once, and only ever given whole numbers."""
    given = declared(nodes)
    for node in nodes:
        match node:
            case tree.Assignment(target=tree.Name(name=name), operator=how, value=value) if name in given:
                given[name].append(value if how in KEEPING else None)
            case tree.MultipleAssignment(targets=targets):
                for target in targets:
                    given.pop(str(getattr(target, "name", "")), None)
    names = frozenset(given)
    while stale := {name for name in names if not all(is_whole(value, names) for value in given[name])}:
        names -= stale
    return names


def declared(nodes: list[tree.Node]) -> dict[str, list[tree.Node | None]]:
    given: dict[str, list[tree.Node | None]] = {}
    foreign: list[str] = []
    for node in nodes:
        match node:
            case tree.Declaration(type=kind, declarators=declarators):
                for declarator in declarators:
                    foreign += [declarator.name] if declarator.name in given or kind not in TYPES else []
                    given[declarator.name] = [declarator.value]
            case tree.Parameter(name=name) | tree.Catch(name=name) | tree.Method(name=name):
                foreign.append(name)
            case tree.MultipleDeclaration(names=names):
                foreign += [declarator.name for declarator in names]
    return {name: values for name, values in given.items() if name not in foreign}


def is_whole(node: tree.Node | None, names: frozenset[str]) -> bool:
    """Whether the value is a whole number, or the rule does not come this far."""
    match node:
        case tree.Literal(value=value):
            return type(value) is int
        case tree.Name(name=name):
            return name in names
        case tree.Call(target=tree.Node(), name="size", arguments=[], safe=False, spread=False):
            return True
        case tree.Binary(operator="+" | "-" | "*", left=left, right=right):
            return is_whole(left, names) and is_whole(right, names)
    return False
