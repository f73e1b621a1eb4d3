"""What a variable may hold behind statements, by what is assigned in them.

Works on the statements alone: branches, loops, `switch`, `try`. Refuses to know where the variable is read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from syncscript.language.analysis.guards import Path, implied, ruled_out_after
from syncscript.language.analysis.jumps import leaves, own_jumps
from syncscript.language.analysis.names import Variable
from syncscript.language.syntax import tree


@dataclass(frozen=True, slots=True)
class Given:
    """node: the value, or what declares the variable; sure: null was ruled out since."""

    node: tree.Node
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """given: what may have been assigned; passing: what was there before may be there still; sure: it is
    not null then; branches: how many statements assigned something on some of their ways only."""

    given: tuple[Given, ...] = ()
    passing: bool = True
    sure: bool = False
    branches: int = 0


UNTOUCHED, GONE = Outcome(), Outcome((), False)


def narrowed(given: Iterable[Given], sure: bool) -> list[Given]:
    return [Given(each.node, True) for each in given] if sure else list(given)


class Outcomes:
    """Of one variable. writes: the assignments that replace its value, in the order of the text."""

    def __init__(self, variable: Variable, writes: list[tree.Assignment]) -> None:
        self.variable, self.writes = variable, writes
        self.starts = [each.start for each in writes]
        self.path: Path = (variable.name,)

    def after(self, statements: Sequence[tree.Node]) -> Outcome:
        """Behind statements that run one after the other."""
        given: list[Given] = []
        sure, branches = False, 0
        for statement in reversed(statements):
            outcome = self.of(statement)
            given += narrowed(outcome.given, sure)
            branches += outcome.branches + (outcome.passing and bool(outcome.given))
            if not outcome.passing:
                return Outcome(tuple(given), False, False, branches)
            sure |= outcome.sure
        return Outcome(tuple(given), True, sure, branches)

    def of(self, statement: tree.Node) -> Outcome:
        if statement is self.variable.declaration:
            return Outcome((Given(self.variable.node),), False)
        inside = self.inside(statement)
        if not inside:
            return Outcome((), True, self.path in ruled_out_after(statement))
        match statement:
            case tree.ExpressionStatement(expression=tree.Assignment() as own) if inside == [own]:
                return Outcome((Given(own.value),), own.operator == "?=", True)
            case tree.Block(body=body):
                return self.after(body)
            case tree.If():
                return self.of_branches(statement)
            case tree.While(condition=condition, body=body) if not breaks(body):
                return perhaps(inside, self.path in implied(condition, False))
            case tree.Switch():
                return perhaps(inside, passing=not self.is_settled_by(statement))
            case tree.Try() if statement.final is None or not self.inside(statement.final):
                return self.of_try(statement)
        return perhaps(inside)

    def inside(self, node: tree.Node) -> list[tree.Assignment]:
        return self.writes[bisect_left(self.starts, node.start) : bisect_left(self.starts, node.end)]

    def of_branches(self, node: tree.If) -> Outcome:
        branches = [self.of_branch(node.then, node.condition, True),
                    self.of_branch(node.otherwise, node.condition, False)]  # fmt: skip
        passing = [each for each in branches if each.passing]
        sure = all(each.sure for each in passing)
        return Outcome(tuple(given for each in branches for given in each.given), bool(passing), sure)

    def of_branch(self, body: tree.Node | None, condition: tree.Node, truth: bool) -> Outcome:
        if body is not None and leaves(body):
            return GONE
        outcome = UNTOUCHED if body is None else self.of(body)
        return Outcome(outcome.given, outcome.passing, outcome.sure or self.path in implied(condition, truth))

    def is_settled_by(self, node: tree.Switch) -> bool:
        """Whether every way through the cases assigns it."""
        if not any(not case.values for case in node.cases) or not node.cases[-1].body:
            return False
        return all(not case.body or self.is_settled_in(case) for case in node.cases)

    def is_settled_in(self, case: tree.Case) -> bool:
        *body, last = case.body
        if not isinstance(last, tree.Break):
            body.append(last)
        if any(isinstance(jump, tree.Break) for each in body for jump in own_jumps(each)):
            return False
        return any(map(leaves, body)) or not self.after(body).passing

    def of_try(self, node: tree.Try) -> Outcome:
        """What was assigned before the failure may be there in a `catch`, and what was there before."""
        ways = [GONE if leaves(node.body) else self.after(node.body.body)]
        for each in node.catches:
            if not leaves(each.body):
                caught = self.after(each.body.body)
                ways += [caught, perhaps(self.inside(node.body))] if caught.passing else [caught]
        passing = [each for each in ways if each.passing]
        sure = all(each.sure for each in passing)
        return Outcome(tuple(given for each in ways for given in each.given), bool(passing), sure)


def perhaps(writes: list[tree.Assignment], sure: bool = False, passing: bool = True) -> Outcome:
    return Outcome(tuple(Given(each.value, sure) for each in writes), passing, sure)


def breaks(body: tree.Node) -> bool:
    return any(isinstance(each, tree.Break) for each in own_jumps(body))
