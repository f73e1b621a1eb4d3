"""Which of the values that a variable is given it may have where it is read.

Follows the run backwards: blocks, branches, loops, `switch`, `try`, closures that are run on the spot, and
ways out; and notes where a condition on the way rules null out. Gives up (None) where a variable is written
in a way that is not followed. Refuses to know types.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from syncscript.language.analysis.assigned_before import Given, Outcomes, narrowed
from syncscript.language.analysis.given_types import BY_ENTRY, BY_ITEM, WITH_ITSELF
from syncscript.language.analysis.guards import known_inside
from syncscript.language.analysis.jumps import leaves
from syncscript.language.analysis.names import Variable
from syncscript.language.syntax import tree

BODIES = tree.Script | tree.Block | tree.Closure | tree.Case
LOOPS = tree.While | tree.ForIn | tree.ForLoop
DECIDING = tree.If | tree.Ternary | tree.Elvis | tree.Switch | tree.While | tree.Catch
RUN_AT_ONCE = BY_ITEM | BY_ENTRY | WITH_ITSELF | {
    "inject", "times", "upto", "downto", "step", "eachLine", "eachMatch", "collectNested", "replaceAll",
    "eachPermutation", "mergeComments", "mergeAttachments", "mergeWorkLogs",
}  # fmt: skip


@dataclass(slots=True)
class Reaching:
    """certain: each of these values may really be there, as far as the text tells. Where a way out or a
    condition stands between, or several branches, they may know more of each other than the text shows."""

    given: list[Given]
    certain: bool


class Assignments:
    """parents: what each node of the script stands in."""

    def __init__(self, parents: dict[int, tree.Node]) -> None:
        self.parents = parents
        self.known: dict[int, list[tree.Assignment] | None] = {}

    def reaching(self, read: tree.Node, variable: Variable) -> Reaching | None:
        key = id(variable)
        if key not in self.known:
            self.known[key] = self.followed(variable)
        writes = self.known[key]
        return None if writes is None else Backwards(read, variable, writes, self.parents).walk()

    def followed(self, variable: Variable) -> list[tree.Assignment] | None:
        """The assignments that replace its value; None when one of them may run nobody knows when."""
        found = []
        for each in sorted(variable.writes, key=lambda write: write.start):
            if isinstance(each, tree.Step):
                continue
            if not isinstance(each, tree.Assignment) or not self.runs_in_place(each, variable.function):
                return None
            if each.operator in ("=", "?="):
                found.append(each)
        return found

    def runs_in_place(self, write: tree.Assignment, function: tree.Node) -> bool:
        """Whether it is a statement of its own, of the variable's function or of closures handed to calls."""
        above = self.parents.get(id(write))
        if not isinstance(above, tree.ExpressionStatement):
            return False
        while above is not None and above is not function:
            if isinstance(above, tree.Method | tree.Script):
                return False
            if isinstance(above, tree.Closure) and not is_run_at_once(above, self.parents):
                return False
            above = self.parents.get(id(above))
        return True


class Backwards:
    """One walk from a read to what surely gave the variable its value."""

    def __init__(
        self,
        read: tree.Node,
        variable: Variable,
        writes: list[tree.Assignment],
        parents: dict[int, tree.Node],
    ) -> None:
        self.read, self.variable, self.writes, self.parents = read, variable, writes, parents
        self.outcomes = Outcomes(variable, writes)
        self.path = (variable.name,)
        self.found: list[Given] = []
        self.sure = self.asked = False
        self.branches = 0

    def walk(self) -> Reaching | None:
        child, above = self.read, self.parents.get(id(self.read))
        while above is not None:
            if self.is_settled_in(above, child):
                break
            child, above = above, self.parents.get(id(above))
        certain = not self.asked and self.branches < 2 and self.variable.sort != "assigned"
        return Reaching(self.found, certain) if self.found else None

    def is_settled_in(self, above: tree.Node, child: tree.Node) -> bool:
        """Note what stands in front of this part of the node; whether nothing further out counts."""
        if self.is_parameter_of(above, child):
            self.add([Given(self.variable.node)])
            return True
        if isinstance(above, tree.Method):
            self.asked = True
            self.add([Given(each.value) for each in self.writes])
            self.add([Given(self.variable.node)] if self.variable.sort == "declared" else [])
            return True
        if isinstance(above, BODIES) and self.is_settled_by(above.body, child):
            return True
        if self.path in known_inside(above, child) or (isinstance(above, tree.Try) and child is above.body):
            self.sure = True
        self.asked |= isinstance(above, DECIDING) or is_either(above) or self.is_kept_for_later(above)
        self.add_branch(self.come_around(above, child))
        return isinstance(above, tree.ForLoop) and self.is_begun_by(above)

    def is_begun_by(self, loop: tree.ForLoop) -> bool:
        """`for (int x = 0; ...)`"""
        if self.variable.declaration not in loop.initial:
            return False
        self.add([Given(self.variable.node)])
        return True

    def is_settled_by(self, body: list[tree.Node], child: tree.Node) -> bool:
        before = []
        for each in body:
            if each is child:
                break
            before.append(each)
        outcome = self.outcomes.after(before)
        self.add(outcome.given)
        self.asked |= any(isinstance(each, tree.If) and may_leave(each) for each in before)
        self.branches += outcome.branches
        self.sure |= outcome.sure
        return not outcome.passing

    def is_kept_for_later(self, above: tree.Node) -> bool:
        return isinstance(above, tree.Closure) and not is_run_at_once(above, self.parents)

    def is_parameter_of(self, above: tree.Node, child: tree.Node) -> bool:
        if isinstance(above, tree.ForIn):
            return above.parameter is self.variable.node and child is above.body
        is_function = isinstance(above, tree.Closure | tree.Method)
        return is_function and self.variable.function is above and self.variable.sort == "parameter"

    def come_around(self, above: tree.Node, child: tree.Node) -> Iterable[tree.Assignment]:
        """What may have run before this part of the node although it does not stand in front of it."""
        if isinstance(above, LOOPS):
            return self.outcomes.inside(above)
        if isinstance(above, tree.Closure):
            if is_run_at_once(above, self.parents):
                return self.outcomes.inside(above)
            return [each for each in self.writes if each.end > above.start]
        if isinstance(above, tree.Try) and child is not above.body:
            return self.outcomes.inside(above.body)
        if isinstance(above, tree.Switch):
            return [each for each in self.outcomes.inside(above) if each.start < child.start]
        return ()

    def add_branch(self, writes: Iterable[tree.Assignment]) -> None:
        given = [Given(each.value) for each in writes]
        self.branches += bool(given)
        self.add(given)

    def add(self, given: Iterable[Given]) -> None:
        self.found += narrowed(given, self.sure)


def is_run_at_once(closure: tree.Closure, parents: dict[int, tree.Node]) -> bool:
    """Whether the call that it is handed to runs it there, and keeps it for no later use."""
    argument = parents.get(id(closure))
    call = parents.get(id(argument)) if isinstance(argument, tree.Argument) else None
    return isinstance(call, tree.Call) and call.name in RUN_AT_ONCE


def is_either(node: tree.Node) -> bool:
    return isinstance(node, tree.Binary) and node.operator in ("&&", "||")


def may_leave(node: tree.If) -> bool:
    return leaves(node.then) or (node.otherwise is not None and leaves(node.otherwise))
