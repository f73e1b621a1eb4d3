"""One function gone through from its end to its start, with what is surely written again before it is read.

Branches meet in what both write, loops are gone through until nothing changes. Code in closures and methods
may run at any time: variables that they share are left out. Refuses to choose the functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from syncscript.language.analysis.dead_values import (
    NOTHING,
    Dead,
    Key,
    is_certain,
    meet,
    without_field,
    without_fields,
)
from syncscript.language.analysis.jumps import leaves
from syncscript.language.analysis.names import Names, Variable
from syncscript.language.analysis.survey import MIXED, Survey
from syncscript.language.builtins.registry import FUNCTIONS
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children


class Backwards:
    """One function. own: its variables; fields: whether fields of issue and replica are looked at too."""

    def __init__(self, survey: Survey, names: Names, own: frozenset[Key], fields: bool, kind: str) -> None:
        self.survey, self.names, self.own, self.fields = survey, names, own, fields
        self.may_be_absent = kind == "incoming"
        self.found: dict[int, tuple[tree.Node, Key]] = {}
        self.telling = True
        self.exit: Dead = own
        self.caught: Dead = None
        self.loops: list[tuple[Dead, Dead]] = []

    def stores(self, body: list[tree.Node]) -> list[tuple[tree.Node, Key]]:
        self.run_of(body if self.fields else self.concerned(body), self.exit)
        return list(self.found.values())

    def concerned(self, body: list[tree.Node]) -> list[tree.Node]:
        """The statements in which any of the variables stands. From all others, however they are left, a run
        comes to a place where no more of them is read than behind."""
        variables = [each for each in self.own if isinstance(each, Variable)]
        places = [node.start for v in variables for node in (v.node, *v.reads, *v.writes)]
        return [each for each in reached(body) if any(each.start <= place < each.end for place in places)]

    def run_of(self, body: Iterable[tree.Node], dead: Dead) -> Dead:
        for statement in reversed(list(reached(body))):
            dead = self.before(statement, dead)
        return dead

    def before(self, node: tree.Node, dead: Dead) -> Dead:
        """What is dead in front of this statement or expression, from what is dead behind it."""
        special = STEPS.get(type(node))
        result = special(self, node, dead) if special is not None else self.parts(node, dead)
        if self.caught is None:
            return result
        return meet(result, self.caught) if isinstance(node, FAILING) else result

    def parts(self, node: tree.Node, dead: Dead) -> Dead:
        for child in reversed(children(node)):
            dead = self.before(child, dead)
        return dead

    # ------------------------------------------------------------------------ names and fields

    def literal(self, node: tree.Literal, dead: Dead) -> Dead:
        return dead

    def name(self, node: tree.Name, dead: Dead) -> Dead:
        if not dead:
            return dead
        variable = self.names.meant.get(id(node))
        if variable is not None and variable in dead:
            dead = dead - {variable}
        if self.survey.roots.get(node.name) is not None:
            dead = without_fields(dead)
        return dead

    def path(self, node: tree.Property | tree.Index, dead: Dead) -> Dead:
        place = self.survey.place_of(node)
        if place is None or place.root == MIXED or place.field is None:
            return self.parts(node, dead)
        return without_field(dead, place.root, place.field)

    def stored(self, target: tree.Node, node: tree.Node, dead: Dead, replaces: bool, sure: bool) -> Dead:
        """In front of the store, behind its value. replaces: not by adding to what was there; sure: it is
        done whatever the value is."""
        key = self.key_of(target)
        if key is None:
            return self.before(target, dead)
        if dead is None:
            return None
        if key in dead and self.telling:
            self.found[id(node)] = (node, key)
        elif self.telling:
            self.found.pop(id(node), None)
        if not replaces:
            return dead - {key}
        if not sure:
            return dead
        return without_field(dead, *key.split(".", 1)) | {key} if isinstance(key, str) else dead | {key}

    def key_of(self, target: tree.Node) -> Key | None:
        if type(target) is tree.Name:
            variable = self.names.meant.get(id(target))
            return variable if variable in self.own else None
        place = self.survey.place_of(target) if self.fields else None
        if place is None or place.root not in ("issue", "replica") or not place.field:
            return None
        custom = "." in place.field
        if place.inside != (("value",) if custom and place.field.startswith("customFields.") else ()):
            return None
        return f"{place.root}.{place.field}"

    def assignment(self, node: tree.Assignment, dead: Dead) -> Dead:
        sure = type(node.target) is tree.Name or not self.may_be_absent or is_certain(node.value)
        dead = self.stored(node.target, node, dead, node.operator == "=", sure)
        return self.before(node.value, dead)

    def step(self, node: tree.Step, dead: Dead) -> Dead:
        return self.before(node.target, dead)

    def several(self, node: tree.MultipleAssignment, dead: Dead) -> Dead:
        return self.before(node.value, dead)

    def declaration(self, node: tree.Declaration, dead: Dead) -> Dead:
        for each in reversed(node.declarators):
            variable = next((v for v in self.own if isinstance(v, Variable) and v.node is each), None)
            if each.value is None:
                continue
            if variable is not None and dead is not None:
                if variable in dead and self.telling:
                    self.found[id(each)] = (each, variable)
                dead = dead | {variable}
            dead = self.before(each.value, dead)
        return dead

    # ------------------------------------------------------------------------ expressions

    def call(self, node: tree.Call, dead: Dead) -> Dead:
        own = node.target is None and not (isinstance(node.name, str) and node.name in FUNCTIONS)
        later = dead
        if own or node.name in ("call", "run"):
            dead = without_fields(dead)
        dead = self.parts(node, dead)
        return meet(later, dead) if node.safe else dead

    def shared(self, node: tree.Node, dead: Dead) -> Dead:
        """What is in a closure may run now, later or never."""
        return without_fields(dead) if isinstance(node, tree.Closure) else dead

    def binary(self, node: tree.Binary, dead: Dead) -> Dead:
        behind = self.before(node.right, dead)
        return self.before(node.left, meet(dead, behind) if node.operator in ("&&", "||") else behind)

    def elvis(self, node: tree.Elvis, dead: Dead) -> Dead:
        return self.before(node.value, meet(dead, self.before(node.otherwise, dead)))

    def ternary(self, node: tree.Ternary, dead: Dead) -> Dead:
        both = meet(self.before(node.then, dead), self.before(node.otherwise, dead))
        return self.before(node.condition, both)

    # ------------------------------------------------------------------------ statements

    def block(self, node: tree.Block, dead: Dead) -> Dead:
        return self.run_of(node.body, dead)

    def branch(self, node: tree.If, dead: Dead) -> Dead:
        otherwise = dead if node.otherwise is None else self.before(node.otherwise, dead)
        return self.before(node.condition, meet(self.before(node.then, dead), otherwise))

    def looped(self, parts: list[tree.Node], dead: Dead) -> Dead:
        """parts: in the order of a round; after any of the loop's rounds may come another."""
        if len(self.loops) >= DEEPEST:
            return meet(dead, self.round(parts, dead, NOTHING))
        telling, self.telling = self.telling, False
        head: Dead = dead
        for _ in range(20):
            again = meet(dead, self.round(parts, dead, head))
            if again == head:
                break
            head = again
        else:
            head = NOTHING
        self.telling = telling
        return meet(dead, self.round(parts, dead, head))

    def round(self, parts: list[tree.Node], behind: Dead, head: Dead) -> Dead:
        self.loops.append((behind, head))
        result = self.run_of(parts, head)
        self.loops.pop()
        return result

    def for_in(self, node: tree.ForIn, dead: Dead) -> Dead:
        return self.before(node.iterable, self.looped([node.body], dead))

    def for_loop(self, node: tree.ForLoop, dead: Dead) -> Dead:
        condition = [node.condition] if node.condition is not None else []
        inside = self.looped([*condition, node.body, *node.step], dead)
        return self.run_of(node.initial, self.run_of(condition, meet(inside, dead)))

    def while_loop(self, node: tree.While, dead: Dead) -> Dead:
        return self.before(node.condition, self.looped([node.condition, node.body], dead))

    def switch(self, node: tree.Switch, dead: Dead) -> Dead:
        self.loops.append((dead, self.loops[-1][1] if self.loops else NOTHING))
        following, entry = dead, dead if all(case.values for case in node.cases) else None
        for case in reversed(node.cases):
            following = self.run_of(case.body, dead if case.arrow else following)
            entry = meet(entry, following)
            for value in case.values:
                entry = self.before(value, entry)
        self.loops.pop()
        return self.before(node.subject, entry)

    def jump(self, node: tree.Break | tree.Continue, dead: Dead) -> Dead:
        if node.label is not None or not self.loops:
            return NOTHING
        behind, head = self.loops[-1]
        return behind if isinstance(node, tree.Break) else head

    def ended(self, node: tree.Return, dead: Dead) -> Dead:
        return self.exit if node.value is None else self.before(node.value, self.exit)

    def thrown(self, node: tree.Throw, dead: Dead) -> Dead:
        return self.before(node.value, meet(self.exit, self.caught))

    def tried(self, node: tree.Try, dead: Dead) -> Dead:
        outside = self.exit, self.caught
        if node.final is not None:
            left = self.before(node.final, meet(self.exit, self.caught))
            dead, self.exit = self.before(node.final, dead), left
            self.caught = left
        for each in node.catches:
            self.caught = meet(self.caught, self.before(each.body, dead))
        result = self.before(node.body, dead)
        result = meet(result, self.caught)
        self.exit, self.caught = outside
        return result


def reached(body: Iterable[tree.Node]) -> Iterator[tree.Node]:
    """The statements up to the first that leaves for good: what stands behind it is told as unreachable."""
    for statement in body:
        yield statement
        if leaves(statement):
            return


DEEPEST = 4
"""Loops in each other that are gone through until nothing changes, each as often as those around it together;
further in nothing is taken for dead when a round begins."""
FAILING = (tree.ExpressionStatement, tree.Declaration, tree.Call)
"""What may end in an exception, as far as a `catch` around it is concerned."""
STEPS: dict[type[tree.Node], Callable[[Backwards, Any, Dead], Dead]] = {
    tree.Literal: Backwards.literal,
    tree.Name: Backwards.name,
    tree.Property: Backwards.path,
    tree.Index: Backwards.path,
    tree.Assignment: Backwards.assignment,
    tree.Step: Backwards.step,
    tree.MultipleAssignment: Backwards.several,
    tree.Declaration: Backwards.declaration,
    tree.Call: Backwards.call,
    tree.Closure: Backwards.shared,
    tree.Method: Backwards.shared,
    tree.ClassDefinition: Backwards.shared,
    tree.Binary: Backwards.binary,
    tree.Elvis: Backwards.elvis,
    tree.Ternary: Backwards.ternary,
    tree.Block: Backwards.block,
    tree.If: Backwards.branch,
    tree.ForIn: Backwards.for_in,
    tree.ForLoop: Backwards.for_loop,
    tree.While: Backwards.while_loop,
    tree.Switch: Backwards.switch,
    tree.Break: Backwards.jump,
    tree.Continue: Backwards.jump,
    tree.Return: Backwards.ended,
    tree.Throw: Backwards.thrown,
    tree.Try: Backwards.tried,
}
