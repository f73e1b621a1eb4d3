"""The walker itself: a run of its own, the script's methods and classes, and the outcome of a walk."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from types import CodeType
from typing import Any

from syncscript.language import Limits, Outcome, builtins
from syncscript.language.inputs import ANSWERS, checked_inputs, unread
from syncscript.language.interpreter.aliases import put_own_names
from syncscript.language.interpreter.annotated import add_annotated_members
from syncscript.language.interpreter.changes import Changes
from syncscript.language.interpreter.compiler import Program
from syncscript.language.interpreter.imports import static_names
from syncscript.language.interpreter.metering import METER
from syncscript.language.interpreter.needs import needs_of
from syncscript.language.interpreter.outcome import outcome_of
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.transfer import normalise_copies
from syncscript.language.interpreter.values import Box, Closure
from syncscript.language.preparing import drop_unused_bags, drop_unused_lists, prepare
from syncscript.language.syntax import parse, tree
from tests.oracle.classes import Classes
from tests.oracle.faults import METHOD, NULL, Leave, failure
from tests.oracle.scopes import Scope


class WalkersRun(Run):
    """A run that knows by itself which arguments a closure takes."""

    def invoke(self, closure: Any, *given: Any) -> Any:
        if not isinstance(closure, Closure):
            raise failure("R103", NULL if closure is None else METHOD, "This cannot be called.")
        self.enter()
        try:
            return closure.function(*fitted(closure, given))
        finally:
            self.depth -= 1


def fitted(closure: Closure, given: tuple[Any, ...]) -> tuple[Any, ...]:
    """One list for several parameters is spread; a single parameter that is left out is null."""
    if closure.least <= len(given) <= closure.most:
        return given
    if not given and closure.most == 1:
        return (None,)
    spread = tuple(given[0]) if len(given) == 1 and isinstance(given[0], list) else ()
    if closure.most > 1 and spread and closure.least <= len(spread) <= closure.most:
        return spread
    raise failure("R104", METHOD, f"This closure does not take {len(given)} arguments.")


class Oracle(Classes):
    """One walk of a rule. Faults carry the node where they were met as `at`. script: if parsed already."""

    def __init__(
        self,
        source: str,
        kind: str,
        inputs: Mapping[str, Any],
        limits: Limits,
        answers: Any = None,
        name: str = "oracle",
        script: tree.Script | None = None,
    ) -> None:
        builtins.discover()
        answers = inputs.get(ANSWERS) if answers is None else answers
        self.inputs = checked_inputs(inputs, limits, answers)
        self.run = WalkersRun(name, kind, self.inputs, limits, answers)
        self.script, self.source = script or parse(source, name).script, source
        self.lines = [0, *(at + 1 for at, letter in enumerate(source) if letter == "\n")]
        self.scope = Scope(Scope())
        assert self.scope.outer is not None
        self.globals: Scope = self.scope.outer
        self.labels, self.seen, self.classes, self.around = {}, {}, {}, {}
        self.static_names = static_names(self.script)
        nodes = list(walk(self.script))
        put_own_names(self.script, nodes)
        add_annotated_members(nodes)
        self.reassigned = {name for node in nodes for name in assigned_names(node)}
        self.methods = {}
        for node in self.script.body:
            if isinstance(node, tree.Method):
                self.methods.setdefault(node.name, []).append(self.script_method(node))
        self.program = Program(lambda run: None, name, Changes(True), needs_of(nodes), (), no_code(), {})

    def here(self, node: tree.Node | None) -> tuple[int, int]:
        if node is None:
            return self.run.position
        line = bisect_right(self.lines, node.start)
        return line, node.start - self.lines[line - 1] + 1

    def outcome(self) -> Outcome:
        """What the rule comes to. Raises Fault, OverBudget or whatever Python makes of odd values."""
        for note in unread(self.inputs):
            self.run.tell("note", note)
        metered = METER.set(self.run)
        try:
            return self.walked(prepare(self.run, self.run.inputs, self.program))
        finally:
            METER.reset(metered)

    def returned(self, leave: Leave) -> Any:
        self.run.returned = True
        if isinstance(leave.value, Box):
            leave.value.returned(self.run)
        return leave.value

    def walked(self, original: Mapping[str, Any]) -> Outcome:
        self.make_classes(self.script.body)
        try:
            value = self.body([node for node in self.script.body if not isinstance(node, tree.Method)])
        except Leave as leave:
            value = self.placed(self.returned, leave)
        self.run.confirm()
        normalise_copies(self.run)
        drop_unused_bags(self.run)
        outcome = outcome_of(self.run, value, original)
        if self.run.filled:
            drop_unused_lists(outcome.issue, self.run)
        return outcome


def assigned_names(node: tree.Node) -> list[str]:
    """Variables that this node assigns again."""
    targets: list[tree.Node] = []
    if isinstance(node, tree.Assignment | tree.Step):
        targets = [node.target]
    elif isinstance(node, tree.MultipleAssignment):
        targets = list(node.targets)
    return [each.name for each in targets if isinstance(each, tree.Name)]



def no_code() -> CodeType:
    return compile("", "oracle", "exec")
