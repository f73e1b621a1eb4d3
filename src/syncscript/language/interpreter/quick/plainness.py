"""What of a rule's values is plain data by its text alone, so that nobody need look at the result.

A `leaf` is a part of the inputs, a constant, or a text or number that was charged when it was made; a
`tree` is built of leaves, each new. What is neither is converted when the run is over, so erring costs
time only. Refuses variables that hold made texts: a loop could hand out one text many times.
"""

from __future__ import annotations

from collections import Counter

from syncscript.language.interpreter.absence import BAGS
from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.origins import Origins
from syncscript.language.interpreter.quick.edited_comments import edits_plainly
from syncscript.language.syntax import tree

INPUTS = ("issue", "replica")
MERGES = {("commentHelper", "mergeComments"), ("attachmentHelper", "mergeAttachments")}
TEXTS = ("toLowerCase", "toUpperCase", "trim", "replace", "join")
TESTS = ("==", "!=", "<", "<=", ">", ">=", "in", "!in", "&&", "||", "==~")


class Plainness:
    """What is known while one rule is emitted.

    assigned: how often the rule assigns a field of each name; overwritten: on which object; whole: variables
    of whole numbers; free: variables that hold parts of inputs or constants; lists: those that hold lists of
    parts; tables: maps of constants; collected: calls of `collect` that make trees; trees and own: how many
    writes of a field are trees, and hold no entry that belongs to the other side; writing: the field that is
    now written.
    """

    def __init__(
        self, e: Emitter, assigned: Counter[str], overwritten: set[tuple[str, str]], whole: frozenset[str]
    ) -> None:
        self.e, self.assigned, self.overwritten, self.whole = e, assigned, overwritten, whole
        self.origins: Origins | None = None
        self.free: set[str] = set()
        self.lists: set[str] = set()
        self.tables: set[str] = set()
        self.collected: set[int] = set()
        self.writing = ""
        self.trees: Counter[str] = Counter()
        self.own: Counter[str] = Counter()

    def write(self, field: str, value: tree.Node, adds: bool = False) -> None:
        """A field is assigned. adds: to what it holds, which is a list."""
        self.writing = field
        if self.is_tree(value) and (not adds or self.makes_list(value)):
            self.trees[field] += 1
        if self.is_own(value):
            self.own[field] += 1

    def always(self, kind: Counter[str]) -> frozenset[str]:
        """The fields of which each write is of this kind."""
        return frozenset(field for field, count in kind.items() if count == self.assigned[field])

    # variables

    def declare(self, python: str, value: tree.Node) -> None:
        """A variable that is never assigned again."""
        if self.is_free(value):
            self.free.add(python)
        if self.holds_parts(value):
            self.lists.add(python)
        if isinstance(value, tree.MapLiteral) and all(
            isinstance(entry, tree.MapEntry) and self.is_free(entry.value) for entry in value.entries
        ):
            self.tables.add(python)

    def item(self, python: str, items: tree.Node | None) -> None:
        """The variable of a round over these items."""
        if self.holds_parts(items):
            self.free.add(python)

    def python_of(self, node: tree.Node | None) -> str:
        variable = self.e.lookup(node.name) if isinstance(node, tree.Name) else None
        return variable.python if variable is not None else ""

    # values

    def is_free(self, node: tree.Node | None) -> bool:
        """A part of the inputs or a constant: as often as it is handed out, it is nobody's growth."""
        match node:
            case tree.Literal(value=value):
                return value is None or isinstance(value, str | bool | int)
            case tree.Property(target=target, name=str(), spread=False):
                root = self.e.root_of(target)
                return self.is_given(root, str(node.name)) if root is not None else self.is_free(target)
            case tree.Name():
                return self.python_of(node) in self.free
            case tree.Index(target=target):
                return self.python_of(target) in self.tables
            case tree.Call(target=target, name="get", arguments=[_]):
                return self.python_of(target) in self.tables
            case tree.Elvis(value=one, otherwise=other) | tree.Ternary(then=one, otherwise=other):
                return self.is_free(one) and self.is_free(other)
            case tree.Call(target=None, name=str(name), arguments=arguments):
                return self.gives_free(name) and all(self.is_free(a.value) for a in arguments)
        return False

    def is_given(self, root: str, name: str) -> bool:
        """Whether the field holds what came with the inputs: no assignment to that object names it."""
        return root in INPUTS and name not in BAGS and (root, name) not in self.overwritten

    def gives_free(self, name: str) -> bool:
        """Whether the script's method of this name gives back free values for free arguments."""
        match self.e.methods.get(name):
            case [(tree.Method(parameters=parameters, body=tree.Block(body=[last])), _)]:
                pass
            case _:
                return False
        value = last.value if isinstance(last, tree.Return) else getattr(last, "expression", last)
        return free_of({p.name for p in parameters}, value)

    def is_leaf(self, node: tree.Node | None) -> bool:
        match node:
            case tree.GString(parts=parts):
                return not any(isinstance(part, tree.Closure) for part in parts)
            case tree.Name(name=name) if name in self.whole:
                return True
            case tree.Call(target=tree.Node(), name=name) if name in TEXTS or name == "size":
                return True
            case tree.Binary(operator=operator):
                return operator in TESTS
            case tree.Elvis(value=one, otherwise=other) | tree.Ternary(then=one, otherwise=other):
                return self.is_leaf(one) and self.is_leaf(other)
        return self.is_free(node)

    def is_tree(self, node: tree.Node | None) -> bool:
        match node:
            case tree.MapLiteral(entries=entries):
                return all(
                    isinstance(e, tree.MapEntry) and isinstance(e.key, str) and self.is_tree(e.value)
                    for e in entries
                )
            case tree.ListLiteral(items=items):
                return all(self.is_tree(item) for item in items)
            case tree.Binary(operator="+", left=left, right=right):
                grows = self.is_tree(left) or self.is_itself(left)
                return grows and self.makes_list(right) and self.is_tree(right)
            case tree.Call(target=tree.Name(name=owner), name=name, arguments=[_, _, *rest]):
                return (owner, name) in MERGES and all(self.edits_plainly(a.value) for a in rest)
            case tree.Call(name="collect"):
                return id(node) in self.collected
            case tree.Call(name="findAll"):
                return self.holds_parts(node)
        return self.is_leaf(node)

    def edits_plainly(self, node: tree.Node) -> bool:
        if self.origins is None or not isinstance(node, tree.Closure):
            return False
        return edits_plainly(node, self.origins, self.is_leaf)

    def is_own(self, node: tree.Node) -> bool:
        """Whether no entry of a comment list is the other side's own, which would have to become a copy."""
        match node:
            case tree.Call(target=tree.Name(name=owner), name=name) if (owner, name) in MERGES:
                return True
            case tree.Property(target=target, name=str()):
                return self.e.root_of(target) == "issue"
            case tree.Binary(operator="+", left=left, right=right):
                return self.is_own(left) and self.is_own(right)
            case tree.ListLiteral(items=items):
                return all(isinstance(item, tree.MapLiteral) for item in items)
            case tree.Call(name="collect", arguments=[tree.Argument(value=tree.Closure(body=[last]))]):
                return isinstance(getattr(last, "expression", last), tree.MapLiteral)
        return False

    def is_itself(self, node: tree.Node) -> bool:
        """What the field now written held before, of which all writes are judged."""
        if not isinstance(node, tree.Property) or node.name != self.writing or node.spread:
            return False
        return self.e.root_of(node.target) in INPUTS

    def makes_list(self, node: tree.Node) -> bool:
        """Something new that is added to a list."""
        if isinstance(node, tree.ListLiteral | tree.MapLiteral):
            return True
        return isinstance(node, tree.Call) and node.name == "collect"

    def holds_parts(self, node: tree.Node | None) -> bool:
        """A list of parts of the inputs."""
        match node:
            case tree.Property(name=str()):
                return self.is_free(node)
            case tree.Name():
                return self.python_of(node) in self.lists
            case tree.Call(target=target, name="findAll"):
                return self.holds_parts(target)
        return False


def free_of(names: set[str], node: tree.Node | None) -> bool:
    """Whether the value is a part of what these names hold, or a constant."""
    match node:
        case tree.Literal(value=value):
            return value is None or isinstance(value, str | bool | int)
        case tree.Name(name=name):
            return name in names
        case tree.Property(target=target, name=str(), spread=False):
            return free_of(names, target)
        case tree.Elvis(value=one, otherwise=other) | tree.Ternary(then=one, otherwise=other):
            return free_of(names, one) and free_of(names, other)
    return False
