"""What a rule may change in place, as far as its text tells: nothing, entries of bags, or anything.

What a rule builds itself it may change freely: a fresh list, or a variable that only ever holds fresh ones.
Errs on the side of change: inputs of a rule that may change them are copied first. Refuses to look at
values.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from syncscript.language.builtins.registry import CHANGING, METHODS
from syncscript.language.interpreter.absence import BAGS
from syncscript.language.interpreter.custom_fields import may_be_identifier
from syncscript.language.interpreter.kept_closures import FRESH, closures_are_only_called
from syncscript.language.interpreter.origins import NOWHERE, Origins, Places
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.syntax import tree

BINDING_NAMES = ("with", "tap", "use", "delegate", "setDelegate", "rehydrate")
"""Calls and properties by which in some closures a bare name is a property of something."""
WRITTEN_ROOTS = tuple(name for name, root in ROOTS.items() if root != "previous")
@dataclass(frozen=True, slots=True)
class Own:
    """What a rule builds itself: variables that only hold such values, and methods that make them."""

    names: set[str]
    makers: set[str]

TELLING = {
    tree.Assignment, tree.Step, tree.Binary, tree.Call, tree.MethodPointer, tree.MultipleAssignment,
    tree.MultipleDeclaration, tree.Declarator, tree.Parameter, tree.Catch, tree.Closure, tree.Method,
    tree.Name, tree.ClassDefinition,
}  # fmt: skip
"""The kinds of nodes that tell anything here."""


@dataclass(frozen=True, slots=True)
class Changes:
    """anything: the inputs must be copied whole; bags and customs: these, of these roots, at their first
    level; numbered: those of the customs that may be ids; fields: object and name of each field that must be
    copied whole."""

    anything: bool
    roots: frozenset[str] = frozenset()
    bags: frozenset[str] = frozenset()
    customs: frozenset[str] = frozenset()
    fields: frozenset[tuple[str, str]] = frozenset()
    numbered: frozenset[str] = frozenset()


ANYTHING = Changes(True)


def changes_of(nodes: list[tree.Node]) -> Changes:
    """nodes: all of the rule."""
    telling = [node for node in nodes if type(node) in TELLING]
    if declared_names(telling) & ROOTS.keys():
        return ANYTHING
    own = Own(set(), FRESH if closures_are_only_called(telling) else FRESH & METHODS[dict].keys())
    own = replace(own, names=fresh_names(telling, own.makers))
    entries: list[tuple[str, str, str]] = []
    deeper: list[tree.Node] = []
    for node in telling:
        if changes_value(node, own):
            entry = bag_entry(node.target) if isinstance(node, tree.Assignment) else None
            entries += [entry] if entry is not None else []
            deeper += [node] if entry is None else []
    roots, bags, customs = (frozenset(entry[part] for entry in entries) for part in range(3))
    places: Places = NOWHERE
    if changes_what_it_took(telling, own):
        places = frozenset((root, bag) for root in roots for bag in bags)
    fields = changed_fields(nodes, deeper, places) if deeper or places else NOWHERE
    if fields is None:
        return ANYTHING
    return Changes(False, roots, bags, customs, fields, frozenset(filter(may_be_identifier, customs)))


def changed_fields(nodes: list[tree.Node], changing: list[tree.Node], places: Places) -> Places | None:
    """The fields that these nodes may change inside, and these places; None when there is no telling."""
    if any(isinstance(node, tree.Call | tree.Property) and node.name in BINDING_NAMES for node in nodes):
        return None
    if any(isinstance(node, tree.Assignment) and is_unnamed(node.target) for node in nodes):
        return None
    origins = Origins(nodes)
    for node in changing:
        changed = changed_by(node)
        if changed is None:
            return None
        places = places.union(*[origins.of(part) for part in changed if not origins.is_copy(part)])
    return origins.fields(places)


def changed_by(node: tree.Node) -> list[tree.Node] | None:
    """What a node may change; None when there is no telling."""
    match node:
        case tree.Assignment(target=tree.Name() as target):
            return [target]
        case (
            tree.Assignment(target=tree.Property(target=owner) | tree.Index(target=owner))
            | tree.Step(target=tree.Property(target=owner) | tree.Index(target=owner))
            | tree.Binary(left=owner)
        ):
            return [owner]
        case tree.Call(target=tree.Node() as owner, name=str(), arguments=arguments):
            return [owner, *(argument.value for argument in arguments)]
        case tree.Call(name=str(), arguments=arguments):
            return [argument.value for argument in arguments]
        case tree.MultipleAssignment(targets=targets):
            owners = [t.target for t in targets if isinstance(t, tree.Property | tree.Index)]
            return [*targets, *owners]
    return None


def bag_entry(target: tree.Node) -> tuple[str, str, str] | None:
    """The object, the bag and the name in it, for `issue.customFields."X"` and its `.value`."""
    match target:
        case tree.Property(target=tree.Property(target=tree.Name(name=root), name=bag), name=str(name)) if (
            root in WRITTEN_ROOTS and bag in BAGS
        ):
            return ROOTS[root], str(bag), name
        case tree.Property(target=tree.Property() as inner, name="value"):
            entry = bag_entry(inner)
            return entry if entry is not None and entry[1] == BAGS[0] else None
    return None


def changes_what_it_took(nodes: list[tree.Node], own: Own) -> bool:
    """Whether a bag or custom field may be the other object's own when something in it is assigned."""
    assigned = [node for node in nodes if isinstance(node, tree.Assignment)]
    entries = [node for node in assigned if bag_entry(node.target)]
    inside = [node for node in entries if not is_whole(node.target)]
    taken = {is_whole(n.target) for n in assigned if is_taken(n.target) and not is_fresh(n.value, own)}
    return bool((True in taken and inside) or (False in taken and entries))


def is_taken(target: tree.Node) -> bool:
    return is_bag(target) or is_whole(target)


def is_whole(target: tree.Node) -> bool:
    """`issue.customFields."X"`"""
    return isinstance(target, tree.Property) and is_bag(target.target) and isinstance(target.name, str)


def is_bag(node: tree.Node) -> bool:
    """`issue.customFields`, and `issue."${x}"`, which may be that."""
    match node:
        case tree.Property(target=tree.Name(name=root), name=name):
            return root in WRITTEN_ROOTS and (name in BAGS or not isinstance(name, str))
    return False


def is_unnamed(target: tree.Node) -> bool:
    """`issue."${x}"`, which may be any field."""
    return is_bag(target) and isinstance(target, tree.Property) and not isinstance(target.name, str)


def changes_value(node: tree.Node, own: Own) -> bool:
    match node:
        case tree.Assignment(target=tree.Name() as target):
            return node.operator == "<<=" and not is_fresh(target, own)
        case tree.Assignment(target=tree.Property(target=tree.Name(name=name))) if name in WRITTEN_ROOTS:
            return node.operator == "<<="
        case tree.Assignment(target=tree.Property(target=owner) | tree.Index(target=owner)):
            return not is_fresh(owner, own)
        case tree.Step(target=tree.Property(target=owner) | tree.Index(target=owner)):
            return not is_fresh(owner, own)
        case tree.Binary(operator="<<", left=left):
            return not is_fresh(left, own)
        case tree.Call(name=str(name), target=owner):
            changing = (name in CHANGING and not means_text(node)) or name.startswith("set")
            return changing and not (owner is not None and is_fresh(owner, own)) and not is_status(node)
        case tree.Call():
            return True
    return isinstance(node, tree.Assignment | tree.MethodPointer | tree.MultipleAssignment)


def means_text(node: tree.Call) -> bool:
    """`text.replace("a", "b")`: a map that came with the inputs refuses this when it runs."""
    return node.name in ("replace", "replaceAll") and len(node.arguments) == 2


def is_status(node: tree.Call) -> bool:
    """`issue.setStatus(x)` assigns a field of the issue."""
    owner = node.target
    return node.name == "setStatus" and isinstance(owner, tree.Name) and owner.name in WRITTEN_ROOTS


# ---------------------------------------------------------------------------- fresh values


def is_fresh(node: tree.Node | None, own: Own) -> bool:
    """Whether the value is certainly one that the rule built itself, or no list and no map."""
    match node:
        case None | tree.ListLiteral() | tree.MapLiteral() | tree.Range() | tree.New():
            return True
        case tree.Literal() | tree.GString():
            return True
        case tree.Binary(operator="<<", left=left):
            return is_fresh(left, own)
        case tree.Binary(operator=operator):
            return operator not in ("&&", "||")
        case tree.Name(name=name):
            return name in own.names
        case tree.Call(target=tree.Node() as target, name=str(name)) if name in own.makers:
            return name not in CHANGING or is_fresh(target, own)
        case tree.Elvis(value=one, otherwise=other) | tree.Ternary(then=one, otherwise=other):
            return is_fresh(one, own) and is_fresh(other, own)
    return False


def fresh_names(nodes: list[tree.Node], makers: set[str]) -> set[str]:
    """Variables that are only ever given fresh values, wherever they are declared.

    Fields of classes are not among them: `new Box(items: issue.labels)` gives them anything.
    """
    given: dict[str, list[tree.Node | None]] = {}
    foreign: set[str] = set()
    for node in nodes:
        match node:
            case tree.Declarator(name=name, value=value):
                given.setdefault(name, []).append(value)
            case tree.Assignment(target=tree.Name(name=name), operator=operator, value=value):
                given.setdefault(name, []).append(value if operator in ("=", "?=") else None)
            case tree.Parameter(name=name) | tree.Catch(name=name):
                foreign.add(name)
            case tree.MultipleDeclaration(names=names):
                foreign.update(n.name for n in names)
            case tree.MultipleAssignment(targets=targets):
                foreign.update(t.name for t in targets if isinstance(t, tree.Name))
            case tree.ClassDefinition(members=members):
                fields = [m for m in members if isinstance(m, tree.Declaration)]
                foreign.update(d.name for each in fields for d in each.declarators)
    own = Own(given.keys() - foreign - {"it"}, makers)
    while stale := {name for name in own.names if not all(is_fresh(value, own) for value in given[name])}:
        own = replace(own, names=own.names - stale)
    return own.names


def declared_names(nodes: list[tree.Node]) -> set[str]:
    return {node.name for node in nodes if isinstance(node, tree.Declarator | tree.Parameter | tree.Catch)}
