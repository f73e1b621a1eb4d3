"""What conditions say about null: the paths that surely have a value where a piece of code runs.

Knows `if (x)`, `x != null`, `&&`, `||`, `? :`, `x?.y`, an early return, and what was assigned before.
A path is a tuple of names, without regard to `?.`. Refuses to know types.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.analysis.jumps import leaves
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import tree

Path = tuple[str, ...]
Paths = frozenset[Path]
NONE: Paths = frozenset()
BODIES = tree.Script | tree.Block | tree.Closure | tree.Case


def path_of(node: tree.Node) -> Path | None:
    """`("replica", "assignee", "email")`; None for what is no plain path."""
    steps: list[str] = []
    while not isinstance(node, tree.Name):
        if isinstance(node, tree.Property) and isinstance(node.name, str):
            steps.append(node.name)
        elif isinstance(node, tree.Index) and len(node.keys) == 1 and isinstance(node.keys[0], tree.Literal):
            steps.append(str(node.keys[0].value))
        else:
            return None
        node = node.target
    return (node.name, *reversed(steps))


def present(node: tree.Node) -> Paths:
    """What has a value when this has one: the path itself and all in front of it."""
    if isinstance(node, tree.Call):
        return NONE if node.target is None else present(node.target)
    if isinstance(node, tree.Cast):
        return present(node.value)
    path = path_of(node)
    if path is None:
        return present(node.target) if isinstance(node, tree.Property | tree.Index) else NONE
    return frozenset(path[:count] for count in range(1, len(path) + 1))


def implied(condition: tree.Node, truth: bool) -> Paths:
    """What surely has a value when the condition came out like this. A call may ask that of what it is given:
    nobody can know, so it counts."""
    match condition:
        case tree.Unary(operator="!", operand=operand):
            return implied(operand, not truth)
        case tree.Binary(operator="&&" | "||" as operator, left=left, right=right):
            one, other = implied(left, truth), implied(right, truth)
            return one | other if (operator == "&&") == truth else one & other
        case tree.Binary(operator=operator, left=left, right=right):
            return compared(operator, left, right, truth)
        case tree.TypeTest(value=value, negated=negated):
            return present(value) if truth != negated else NONE
        case tree.Assignment(target=target, operator="="):
            return present(target) if truth else NONE
        case tree.Call(arguments=arguments) if arguments:
            told = present(condition) if truth else NONE
            return told.union(*(present(argument.value) for argument in arguments))
    return present(condition) if truth else NONE


def compared(operator: str, left: tree.Node, right: tree.Node, truth: bool) -> Paths:
    if operator in ("==", "!="):
        equal = (operator == "==") == truth
        found = NONE
        for one, other in ((left, right), (right, left)):
            if is_null(other):
                found |= NONE if equal else present(one)
            elif isinstance(other, tree.Literal) and isinstance(other.value, bool):
                found |= implied(one, True) if other.value == equal else NONE
            elif equal and isinstance(other, tree.Literal | tree.GString | tree.ListLiteral):
                found |= present(one)
        return found
    if operator in (">", ">=", "=~", "==~", "in") and truth:
        return present(left)
    return NONE


def is_null(node: tree.Node) -> bool:
    return isinstance(node, tree.Literal) and node.value is None


@dataclass(frozen=True, slots=True)
class Settled:
    """Where the paths of a body get settled first, as offsets. ruled_out: who has none there has left, or
    failed; assigned: they, or what begins with them, get a value."""

    ruled_out: dict[Path, int]
    assigned: dict[Path, int]

    def before(self, wanted: Path, offset: int) -> bool:
        firsts = [self.assigned.get(wanted[:count]) for count in range(1, len(wanted) + 1)]
        return any(first is not None and first < offset for first in (self.ruled_out.get(wanted), *firsts))


class Guards:
    """The conditions in one tree. parents: what each node stands directly in, by the node's identity."""

    def __init__(self, parents: dict[int, tree.Node]) -> None:
        self.parents = parents
        self.settled: dict[int, Settled] = {}

    def hold(self, node: tree.Node, wanted: Path) -> bool:
        """Whether the path surely has a value where this node is evaluated, or somebody waits for its
        failure."""
        child, above = node, self.parents.get(id(node))
        while above is not None:
            if wanted in known_inside(above, child) or self.settled_before(above, child, wanted):
                return True
            child, above = above, self.parents.get(id(above))
        return False

    def settled_before(self, above: tree.Node, child: tree.Node, wanted: Path) -> bool:
        """Whether a statement in front of this one left the block without the path, or gave it a value."""
        if isinstance(above, tree.Try):
            return child is above.body and bool(above.catches)
        if not isinstance(above, BODIES):
            return False
        if id(above) not in self.settled:
            self.settled[id(above)] = settled_in(above.body)
        return self.settled[id(above)].before(wanted, child.start)


def settled_in(body: list[tree.Node]) -> Settled:
    found = Settled({}, {})
    for statement in body:
        for path in ruled_out_after(statement):
            found.ruled_out.setdefault(path, statement.start)
        for each in walk(statement):
            if isinstance(each, tree.Assignment) and (assigned := path_of(each.target)) is not None:
                found.assigned.setdefault(assigned, statement.start)
    return found


def known_inside(above: tree.Node, child: tree.Node) -> Paths:
    """What has a value in this part of the node around it."""
    match above:
        case tree.If(condition=condition, then=then, otherwise=otherwise):
            return implied(condition, child is then) if child in (then, otherwise) else NONE
        case tree.Ternary(condition=condition, then=then, otherwise=otherwise):
            return implied(condition, child is then) if child in (then, otherwise) else NONE
        case tree.Binary(operator="&&" | "||" as operator, left=left, right=right) if child is right:
            return implied(left, operator == "&&")
        case tree.While(condition=condition, body=body) if child is body:
            return implied(condition, True)
        case tree.ForIn(iterable=iterable, body=body) if child is body:
            return present(iterable)
        case tree.Elvis(value=value, otherwise=otherwise) if child is otherwise:
            return implied(value, False)
        case tree.Call(target=target) if target is not None and child is not target:
            return present(target)
    return NONE


def ruled_out_after(statement: tree.Node) -> Paths:
    """What surely has a value behind a statement: who has none there has left, or failed."""
    if not isinstance(statement, tree.If):
        return asserted(statement)
    found = implied(statement.condition, False) if leaves(statement.then) else NONE
    if statement.otherwise is not None and leaves(statement.otherwise):
        found |= implied(statement.condition, True)
    return found


def asserted(statement: tree.Node) -> Paths:
    call = statement.expression if isinstance(statement, tree.ExpressionStatement) else None
    if isinstance(call, tree.Call) and call.target is None and call.name == "assert" and call.arguments:
        return implied(call.arguments[0].value, True)
    return NONE
