"""Which lines and which ways of a rule ran: an emitter that writes notes between the statements.

A way is one of several that a place can go: a condition true or false, `&&` and `||` decided by their left or
only by their right side, `?:` and `?=` with the value or the default, `?.` on null or not, each case of a
switch, each row of a value table, a mapping line into each side. What the rule does stays the same, to the
step. Used by tests only. Refuses to judge how much is enough.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass

from syncscript.language.interpreter.emitter import Emitter
from syncscript.language.interpreter.python_tree import call, choose, constant, first_of, load, named, negated
from syncscript.language.interpreter.values import Value
from syncscript.language.syntax import tree

LINE = "line"


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place that can be reached. what: `line` for a statement, else what decides there; way: which one."""

    line: int
    column: int
    what: str = LINE
    way: str = ""


class Ledger:
    """The spots of a rule file and how often each was reached. Runs of several rules may share one."""

    def __init__(self) -> None:
        self.numbers: dict[Spot, int] = {}
        self.counts: list[int] = []

    def number(self, spot: Spot) -> int:
        if spot not in self.numbers:
            self.numbers[spot] = len(self.counts)
            self.counts.append(0)
        return self.numbers[spot]

    def ran(self, number: int) -> None:
        self.counts[number] += 1

    def truth(self, yes: int, no: int, value: Value) -> bool:
        is_true = bool(value)
        self.counts[yes if is_true else no] += 1
        return is_true

    def when(self, decisive: bool, number: int, value: Value) -> bool:
        """Notes a truth that decides by itself."""
        is_true = bool(value)
        self.counts[number] += is_true is decisive
        return is_true

    def instead(self, number: int, other: int) -> None:
        """What was noted as the one was the other."""
        self.counts[number] -= 1
        self.counts[other] += 1

    def null(self, yes: int, no: int, value: Value) -> Value:
        self.counts[yes if value is None else no] += 1
        return value

    def reached(self) -> dict[Spot, int]:
        return {spot: self.counts[number] for spot, number in sorted(self.numbers.items())}


NOTED = {"note_ran": "ran", "note_truth": "truth", "note_null": "null", "note_when": "when",
         "note_instead": "instead"}  # fmt: skip
"""Names in the rule's own name space -> methods of the ledger."""
DECISIVE = {"&&": False, "||": True}
"""What the left side must be to decide alone."""
WITHOUT = (tree.Block, tree.Import, tree.Method, tree.ClassDefinition, tree.Labelled)
"""Statements that do nothing themselves; what stands in them is noted."""


class MeasuringEmitter(Emitter):
    """side: of a mapping file, the side that is written."""

    def __init__(
        self, ledger: Ledger, side: str, script: tree.Script, source: str, name: str, kind: str,
        nodes: list[tree.Node],
    ) -> None:  # fmt: skip
        super().__init__(script, source, name, kind, nodes)
        self.ledger, self.side = ledger, side
        self.constants |= {noted: getattr(ledger, method) for noted, method in NOTED.items()}
        self.conditions: dict[int, tuple[tree.Node, str]] = {}
        self.guarded: dict[int, tree.Node] = {}
        self.defaults: dict[int, tree.Assignment] = {}
        for node in nodes:
            self.look_at(node)

    def look_at(self, node: tree.Node) -> None:
        """Remembers the parts that decide which way a node goes."""
        match node:
            case tree.If(condition=part) | tree.While(condition=part):
                self.conditions[id(part)] = (part, type(node).__name__.lower())
            case tree.ForLoop(condition=tree.Node() as part):
                self.conditions[id(part)] = (part, "for")
            case tree.Ternary(condition=part):
                self.conditions[id(part)] = (part, "? :")
            case tree.Property(target=tree.Node() as part, safe=True, spread=False):
                self.guarded[id(part)] = part
            case tree.Call(target=tree.Node() as part, safe=True, spread=False):
                self.guarded[id(part)] = part
            case tree.Index(target=part, safe=True):
                self.guarded[id(part)] = part
            case tree.Assignment(operator="?=", value=part):
                self.defaults[id(part)] = node

    def spot(self, offset: int, what: str = LINE, way: str = "") -> ast.expr:
        return constant(self.ledger.number(Spot(*self.place(offset), what, way)))

    def statement(self, node: tree.Node, tail: bool = False) -> list[ast.stmt]:
        made = super().statement(node, tail)
        if isinstance(node, WITHOUT):
            return made
        noted = ast.Expr(call("note_ran", self.spot(node.start)))
        self.stand(node, noted)
        return [noted, *made]

    def expr(self, node: tree.Node) -> ast.expr:
        made = self.own_ways(node, super().expr(node))
        condition = self.conditions.get(id(node))
        if condition is not None and condition[0] is node:
            ways = [self.spot(node.start, condition[1], way) for way in ("true", "false")]
            return self.at(node, call("note_truth", *ways, made))
        defaulting = self.defaults.get(id(node))
        if defaulting is not None and defaulting.value is node:
            ways = self.kept_or_default(defaulting)
            return self.at(node, first_of(call("note_instead", *ways), made, which=1))
        if self.guarded.get(id(node)) is node and not is_root(made):
            ways = [self.spot(node.end, "?.", way) for way in ("null", "not null")]
            return self.at(node, call("note_null", *ways, made))
        return made

    def own_ways(self, node: tree.Node, made: ast.expr) -> ast.expr:
        """The expression with notes inside, where it has ways of its own."""
        if isinstance(node, tree.Elvis) and isinstance(made, ast.BoolOp):
            value, default = made.values
            temp = self.fresh("t")
            kept = first_of(self.noted(node, "value"), load(temp), which=1)
            other = first_of(self.noted(node, "default"), default, which=1)
            return self.at(node, choose(named(temp, value), kept, other))
        if isinstance(node, tree.Binary) and node.operator in DECISIVE:
            return self.at(node, negated(negated(self.joined(node, made))))
        if isinstance(node, tree.Assignment) and node.operator == "?=":
            return self.at(node, first_of(call("note_ran", self.kept_or_default(node)[0]), made, which=1))
        return made

    def joined(self, node: tree.Binary, made: ast.expr) -> ast.expr:
        """`&&` or `||` with a note where the left side decides, and where the right one is asked."""
        join = next(part for part in ast.walk(made) if isinstance(part, ast.BoolOp))
        left, right = join.values
        ways = [self.spot(node.left.end, node.operator, f"{side} decides") for side in ("left", "right")]
        noted = call("note_when", constant(DECISIVE[node.operator]), ways[0], left)
        return ast.BoolOp(join.op, [noted, first_of(call("note_ran", ways[1]), right, which=1)])

    def kept_or_default(self, node: tree.Assignment) -> list[ast.expr]:
        """`?=` is noted as keeping its value, until the default is asked for."""
        return [self.spot(node.target.end, "?=", way) for way in ("value", "default")]

    def noted(self, node: tree.Elvis, way: str) -> ast.expr:
        return call("note_ran", self.spot(node.value.end, "?:", way))

    def picked(self, case: tree.Case | tree.Switch, number: ast.expr) -> ast.expr:
        if isinstance(case, tree.Switch):
            noted = self.spot(case.start, "switch", "no case")
        else:
            noted = self.spot(case.start, "case", "default" if not case.values else "taken")
        return first_of(call("note_ran", noted), number, which=1)


def is_root(made: ast.expr) -> bool:
    """Whether this is `issue` or `replica`, which are never null."""
    return isinstance(made, ast.Name) and made.id in ("c_issue", "c_replica")


class NotedRows(dict[str, Value]):
    """Rows of a value table that note which of them is looked up, and when none is there."""

    def __init__(self, rows: dict[str, Value], ledger: Ledger, numbers: dict[str, int], missing: int) -> None:
        super().__init__(rows)
        self.ledger, self.numbers, self.missing = ledger, numbers, missing

    def __getitem__(self, name: str) -> Value:
        self.ledger.ran(self.numbers[name])
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        found = super().__contains__(name)
        if not found:
            self.ledger.ran(self.missing)
        return found
