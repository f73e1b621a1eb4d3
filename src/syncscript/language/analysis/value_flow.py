"""Which texts an issue's field may be given, and through which value maps.

From a write backwards: defaults, branches, look-up helpers, maps, and variables that get one value. What is
worked out otherwise is not followed. Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from syncscript.language.analysis.found_rows import search_in
from syncscript.language.analysis.survey import Place, Survey, text_of
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

NAMING = ("name", "value", "label")
LOOKUPS = frozenset(
    {"getPriority", "getIssueType", "getResolution", "getStatus", "getComponent", "getVersion", "getLabel"}
)
MOVES = {
    "setStatus": "status",
    "setPriority": "priority",
    "setResolution": "resolution",
    "setType": "type",
    "setTypeName": "typeName",
    "doTransition": "transition",
}
"""Methods of the issue that write a field. A transition has a name of its own, or its status's."""
PLAIN = (tree.Name, tree.Property)
READING = frozenset({"get", "containsKey", "getOrDefault", "getAt", "find", "any", "every", "size"})
"""Methods that leave a map or list as it is."""
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Write:
    """A field of the issue that is given a value."""

    field: str
    value: tree.Node
    node: tree.Node


@dataclass(frozen=True, slots=True)
class Lookup:
    """A map that is asked for a value. settled: the rule says what happens to one without an entry."""

    table: tree.MapLiteral
    key: tree.Node
    node: tree.Node
    settled: bool


class ValueFlow:
    """The writes of an incoming rule to the issue, and where their values come from."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey

    @cached_property
    def writes(self) -> list[Write]:
        found = []
        for each in self.survey.of(tree.Assignment):
            place = self.survey.place_of(each.target) if each.operator == "=" else None
            if place is None or place.root != "issue" or not place.field:
                continue
            if place.inside in ((), ("value",)):
                found.append(Write(place.field, each.value, each))
        for call in self.survey.of(tree.Call):
            found += self.written_by(call)
        return found

    def written_by(self, call: tree.Call) -> Iterator[Write]:
        """`issue.setStatus(x)`, `issue.doTransition(x)`, `workflowHelper.transition(issue, x)`."""
        if call.name in MOVES and call.target is not None and len(call.arguments) == 1:
            if self.survey.place_of(call.target) == Place("issue", ""):
                yield Write(MOVES[str(call.name)], call.arguments[0].value, call)
        elif call.name == "transition" and len(call.arguments) > 1:
            yield Write("transition", call.arguments[1].value, call)

    def texts(self, value: tree.Node) -> Iterator[tree.Literal]:
        """The texts as they are written somewhere, of which the value may be one."""
        for part in self.all_parts(value):
            if isinstance(part, tree.Literal):
                yield part
                continue
            for entry in part.table.entries:
                if isinstance(entry, tree.MapEntry) and isinstance(entry.value, tree.Literal):
                    yield entry.value

    def lookups(self, value: tree.Node) -> list[Lookup]:
        return [part for part in self.all_parts(value) if isinstance(part, Lookup)]

    def all_parts(self, value: tree.Node) -> list[tree.Literal | Lookup]:
        if type(value) is tree.Property and type(value.target) in PLAIN and not self.searches:
            return []
        if id(value) not in self.known:
            self.known[id(value)] = list(self.parts(value, settled=False, depth=0))
        return self.known[id(value)]

    @cached_property
    def known(self) -> dict[int, list[tree.Literal | Lookup]]:
        """The parts that were asked for, by the identity of their values."""
        return {}

    @cached_property
    def searches(self) -> bool:
        """Whether anything is searched: the row that is found may have a name."""
        return any(call.name == "find" for call in self.survey.of(tree.Call))

    # ------------------------------------------------------------------------ following a value back

    def parts(self, value: tree.Node, settled: bool, depth: int) -> Iterator[tree.Literal | Lookup]:
        """settled: what becomes of nothing is said further out."""
        if depth > DEEPEST:
            return
        table = self.table_asked(value, settled) or self.rows_searched(value, settled)
        if table is not None:
            yield table
            return
        for inner, is_settled in self.inner_values(value, settled):
            if isinstance(inner, tree.Literal):
                if isinstance(inner.value, str):
                    yield inner
            else:
                yield from self.parts(inner, is_settled, depth + 1)

    def inner_values(self, value: tree.Node, settled: bool) -> Iterator[tuple[tree.Node, bool]]:
        match value:
            case tree.Literal():
                yield value, settled
            case tree.Elvis(value=first, otherwise=second):
                yield first, True
                yield second, settled
            case tree.Ternary(then=first, otherwise=second):
                yield first, settled
                yield second, settled
            case tree.Cast(value=inner):
                yield inner, settled
            case tree.Property(target=tree.Call() as inner, name=str(name)) if name in NAMING:
                yield inner, settled
            case tree.Call(target=tree.Name(name="nodeHelper"), name=str(name), arguments=[first, *_]) if (
                name in LOOKUPS
            ):
                yield first.value, settled
            case tree.MapLiteral(entries=[tree.MapEntry(key=str(key), value=inner)]) if key in NAMING:
                yield inner, settled
            case tree.ListLiteral(items=items):
                yield from ((item, settled) for item in items)
            case tree.Call(target=None, name=str(name)):
                yield from ((given, settled) for given in self.given_by(name))
            case tree.Name(name=name) if name in self.once:
                yield self.once[name], settled or name in self.asked

    def given_by(self, name: str) -> list[tree.Node]:
        """What the script's own method or closure of this name may give back."""
        made = self.once.get(name)
        if isinstance(made, tree.Closure):
            return results_of(made.body)
        methods = [each for each in self.survey.of(tree.Method) if each.name == name]
        return results_of(methods[0].body.body) if len(methods) == 1 else []

    @cached_property
    def once(self) -> dict[str, tree.Node]:
        """The values of the variables that are given one, and no other."""
        values: dict[str, list[tree.Node | None]] = {}
        for name, value in self.survey.bound():
            values.setdefault(name, []).append(value)
        for step in self.survey.of(tree.Step):
            if isinstance(step.target, tree.Name):
                values.setdefault(step.target.name, []).append(None)
        return {name: given[0] for name, given in values.items() if len(given) == 1 and given[0] is not None}

    @cached_property
    def asked(self) -> set[str]:
        """Names that some condition asks about."""
        conditions: list[tree.Node] = [each.condition for each in self.survey.of(tree.If)]
        conditions += [each.condition for each in self.survey.of(tree.Ternary)]
        conditions += [each.condition for each in self.survey.of(tree.While)]
        conditions += [each.subject for each in self.survey.of(tree.Switch)]
        conditions += [each.left for each in self.survey.of(tree.Binary) if each.operator in ("&&", "||")]
        asserted = [call for call in self.survey.of(tree.Call) if call.name == "assert"]
        conditions += [argument.value for each in asserted for argument in each.arguments]
        return {part.name for each in conditions for part in walk(each) if isinstance(part, tree.Name)}

    # ------------------------------------------------------------------------ maps

    def table_asked(self, value: tree.Node, settled: bool) -> Lookup | None:
        """`map[x]`, `map.get(x)`, `map.getOrDefault(x, y)`, of a map whose entries are all written down."""
        match value:
            case tree.Index(target=target, keys=[key]):
                pass
            case tree.Call(target=tree.Node() as target, name="get", arguments=[tree.Argument(value=key)]):
                pass
            case tree.Call(target=tree.Node() as target, name="get" | "getOrDefault",
                           arguments=[tree.Argument(value=key), _]):  # fmt: skip
                settled = True
            case tree.Property(target=target, name=tree.Node() as key):
                pass
            case _:
                return None
        table = self.table_of(target)
        if table is None or isinstance(key, tree.Literal):
            return None
        named = isinstance(target, tree.Name) and target.name in self.asked
        return Lookup(table, key, value, settled or named)

    def rows_searched(self, value: tree.Node, settled: bool) -> Lookup | None:
        """`rows.find { it.from == x }?.to`"""
        search = search_in(value, self.held_by) if self.searches else None
        if search is None:
            return None
        is_settled = settled or search.fails or not self.asked.isdisjoint(search.names)
        return Lookup(search.table, search.key, value, is_settled)

    def held_by(self, node: tree.Node) -> tree.Node:
        """What is written down for a name that holds nothing else."""
        if not isinstance(node, tree.Name) or node.name in self.filled:
            return node
        return self.once.get(node.name, node)

    def table_of(self, node: tree.Node) -> tree.MapLiteral | None:
        if isinstance(node, tree.Name):
            if node.name in self.filled:
                return None
            made = self.once.get(node.name)
            return made if isinstance(made, tree.MapLiteral) and is_table(made) else None
        return node if isinstance(node, tree.MapLiteral) and is_table(node) else None

    @cached_property
    def filled(self) -> set[str]:
        """Names of maps that get entries later, or a default of their own."""
        targets = [each.target for each in self.survey.of(tree.Assignment)]
        inner = [each.target for each in targets if isinstance(each, tree.Index | tree.Property)]
        found = {each.name for each in inner if isinstance(each, tree.Name)}
        for call in self.survey.of(tree.Call):
            if isinstance(call.target, tree.Name) and call.name not in READING:
                found.add(call.target.name)
            found |= {each.value.name for each in call.arguments if isinstance(each.value, tree.Name)}
        added = [each.left for each in self.survey.of(tree.Binary) if each.operator == "<<"]
        return found | {each.name for each in added if isinstance(each, tree.Name)}

    def source_of(self, key: tree.Node) -> Place | None:
        """The field of the replica whose name or value is looked up; None where it was changed before."""
        if isinstance(key, tree.Name) and key.name in self.once and self.survey.root_of(key) is None:
            key = self.once[key.name]
        place = self.survey.place_of(key)
        if place is None or place.root != "replica" or not place.field:
            return None
        return place if set(place.inside) <= set(NAMING) else None


def results_of(body: list[tree.Node]) -> list[tree.Node]:
    """The values of each `return`, and of an expression at the end."""
    found: list[tree.Node] = []
    last = body[-1] if body else None
    if isinstance(last, tree.ExpressionStatement):
        found.append(last.expression)
    waiting: list[tree.Node] = list(body)
    while waiting:
        here = waiting.pop()
        if isinstance(here, tree.Return) and here.value is not None:
            found.append(here.value)
        elif not isinstance(here, tree.Closure | tree.Method | tree.ClassDefinition):
            waiting += children(here)
    return found


def is_table(made: tree.MapLiteral) -> bool:
    """Whether all its keys are texts that are written there."""
    return bool(made.entries) and all(key_of(entry) is not None for entry in made.entries)


def key_of(entry: tree.Node) -> str | None:
    if not isinstance(entry, tree.MapEntry):
        return None
    return entry.key if isinstance(entry.key, str) else text_of(entry.key)
