"""The types of a script's expressions, as far as its text tells them.

Asked node by node, and worked out once. What operators, calls, paths and closures make of types stands
beside; names stand here. None where it cannot know. Null is part of a type; what conditions rule out stands
in `guards`, and which assignments a variable has its value from in `assignments`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from syncscript.language.analysis import call_types, operation_types, path_types
from syncscript.language.analysis.assignments import Assignments, Reaching
from syncscript.language.analysis.given_types import held_by, of_implicit, of_parameter
from syncscript.language.analysis.guards import Guards, path_of
from syncscript.language.analysis.issue_model import (
    BOOLEAN,
    ISSUE,
    LIST,
    NULL,
    NUMBER,
    TEXT,
    Type,
)
from syncscript.language.analysis.names import Names, Variable
from syncscript.language.analysis.operation_types import all_joined
from syncscript.language.analysis.survey import MIXED, Survey
from syncscript.language.analysis.tested_types import tested_as
from syncscript.language.syntax import tree

ADDING = frozenset({
    "add", "addAll", "push", "leftShift", "put", "putAll", "putAt", "set", "addFirst", "addLast",
})  # fmt: skip
INPUT_TYPES = {"firstSync": BOOLEAN}
WALKS = 2000
"""As many reads of variables are followed in one script; the types of the rest are not known."""
DEEPEST = 60
"""A value that is made of others in more steps than these is not followed to its end."""
PENDING, UNASKED = Type("pending"), Type("unasked")
"""Stand for what is being worked out, and for what nobody asked for yet."""
DEEPEST = 80
"""Values that rest on each other's types, followed one into the next: what lies behind is not known."""


class Types:
    """The types in one script. mapping: `BlueJira.issue` is an issue in it."""

    def __init__(
        self, survey: Survey, names: Names, parents: dict[int, tree.Node], mapping: bool = False
    ) -> None:
        self.survey, self.names, self.parents, self.mapping = survey, names, parents, mapping
        self.guards = Guards(parents)
        self.assignments = Assignments(parents)
        self.known: dict[int, Type | None] = {}
        self.skipped: set[int] = set()
        self.walks = self.depth = 0
        self.has_tests = bool(survey.of(tree.TypeTest))

    def of(self, node: tree.Node) -> Type | None:
        key = id(node)
        known = self.known.get(key, UNASKED)
        if known is not UNASKED:
            return None if known is PENDING else known
        look = LOOKS.get(type(node))
        if look is None or self.depth > DEEPEST:
            return None
        self.known[key] = PENDING
        self.depth += 1
        found = look(self, node)
        self.depth -= 1
        if self.has_tests and (found is None or found.name == "any"):
            found = tested_as(node, self.names, self.parents) or found
        self.known[key] = found
        if self.skipped:
            self.forget_unless_settled(key)
        return found

    def forget_unless_settled(self, key: int) -> None:
        """What rests on something that is being worked out still may come out otherwise later."""
        self.skipped.discard(key)
        if self.skipped:
            del self.known[key]

    def worth(self, node: tree.Node) -> Type | None:
        """The type of a value where it stands: a condition around it may rule null out."""
        found = self.of(node)
        if found is None or not found.nullable or found == NULL:
            return found
        path = path_of(node)
        return found.surely() if path is not None and self.guards.hold(node, path) else found

    # ------------------------------------------------------------------------ names

    def name(self, node: tree.Name) -> Type | None:
        variable = self.names.meant.get(id(node))
        root = self.survey.roots.get(node.name)
        if root is not None:
            return None if root == MIXED else ISSUE
        if variable is None:
            return of_implicit(self, node) if node.name == "it" else INPUT_TYPES.get(node.name)
        found = self.assigned(node, variable) if variable.writes else self.first_value(variable)
        if found is not None and found.item is not None and self.is_added_to(variable):
            return replace(found, item=None)
        return found

    def first_value(self, variable: Variable) -> Type | None:
        """What a variable holds before anything else is assigned."""
        if variable.sort != "declared":
            return of_parameter(self, variable)
        value = None if variable.value is None else self.worth(variable.value)
        return held_by(written_type(variable), value)

    def assigned(self, node: tree.Name, variable: Variable) -> Type | None:
        """What it may hold at this place, by what is assigned on the ways to it."""
        self.walks += 1
        reaching = self.assignments.reaching(node, variable) if self.walks < WALKS else None
        found = [] if reaching is None else self.given_in(reaching, variable)
        joined = all_joined(found)
        if reaching is not None and joined is not None and joined.nullable and not reaching.certain:
            joined = joined if all(kind.nullable for kind in found if kind) else joined.surely()
        return held_by(written_type(variable), self.counted(variable, joined))

    def given_in(self, reaching: Reaching, variable: Variable) -> list[Type | None]:
        found: list[Type | None] = []
        for each in reaching.given:
            if self.known.get(id(each.node)) is PENDING:
                self.skipped.add(id(each.node))
                continue
            kind = self.value_given(each.node, variable)
            if kind is None:
                return [None]
            if not each.sure or kind.name != "null":
                found.append(kind.surely() if each.sure else kind)
        return found

    def value_given(self, node: tree.Node, variable: Variable) -> Type | None:
        if node is not variable.node:
            return self.worth(node)
        is_empty = isinstance(node, tree.Declarator) and node.value is None
        return NULL if is_empty else self.first_value(variable)

    def counted(self, variable: Variable, kind: Type | None) -> Type | None:
        """With `+=`, `++` and their like: a text and a list stay one, numbers stay with numbers only."""
        added = [each for each in variable.writes if getattr(each, "operator", "") not in ("=", "?=")]
        if kind is None or not added:
            return kind
        if kind.name == "text":
            return TEXT
        if kind.name == "list":
            return LIST
        values = [self.of(each.value) for each in added if isinstance(each, tree.Assignment)]
        return NUMBER if all(each == NUMBER for each in (kind, *values)) else None

    def is_added_to(self, variable: Variable) -> bool:
        """Whether other things are put into the list or map that it holds."""
        return any(self.is_put_into(read) for read in variable.reads)

    def is_put_into(self, read: tree.Node) -> bool:
        match self.parents.get(id(read)):
            case tree.Call(target=target, name=name):
                return target is read and name in ADDING
            case tree.Binary(operator="<<", left=left):
                return left is read
            case tree.Index() | tree.Property() as step:
                above = self.parents.get(id(step))
                return isinstance(above, tree.Assignment | tree.Binary) and is_written(step, above)
        return False


def written_type(variable: Variable) -> str | None:
    """The type in front of its declaration; None for `def`."""
    written = getattr(variable.declaration, "type", None) if variable.sort == "declared" else None
    return None if written == "def" else written


def is_written(step: tree.Node, above: tree.Assignment | tree.Binary) -> bool:
    if isinstance(above, tree.Binary):
        return above.operator == "<<" and above.left is step
    return above.target is step


LOOKS: dict[type[tree.Node], Callable[[Types, Any], Type | None]] = {
    tree.Literal: operation_types.of_literal,
    tree.GString: operation_types.of_text,
    tree.ListLiteral: operation_types.of_list,
    tree.MapLiteral: operation_types.of_map,
    tree.Closure: operation_types.of_closure,
    tree.Range: operation_types.of_range,
    tree.Binary: operation_types.of_binary,
    tree.Elvis: operation_types.of_elvis,
    tree.Ternary: operation_types.of_ternary,
    tree.Unary: operation_types.of_unary,
    tree.TypeTest: operation_types.of_test,
    tree.Cast: operation_types.of_cast,
    tree.New: call_types.of_new,
    tree.Name: Types.name,
    tree.Property: path_types.of_path,
    tree.Index: path_types.of_element,
    tree.Call: call_types.of_call,
}
