"""Which fields of the other side a value is made of, however it gets there.

Followed are variables, defaults, branches, texts put together, closures and methods of the script, and what
these are called with: everything that a value may be, not what it must be. What a helper answers is made of
nothing, and so is what nobody can tell. Refuses to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from syncscript.language.analysis.survey import Place, Survey, is_of_script, text_of
from syncscript.language.lint.script_results import results_of
from syncscript.language.syntax import tree

DEEPEST = 60
GIVING_RESULTS = ("collect", "collectEntries", "collectMany", "findResult", "with", "inject", "tap")
LOOKING_UP = ("get", "getOrDefault")
CUTTING = ("split", "tokenize", "substring", "take", "takeWhile", "takeBefore", "minus", "replace",
           "replaceAll", "replaceFirst")  # fmt: skip
CUT = "(cut)"
"""A step of what was taken out of a text."""
Owner = tree.Closure | tree.Method | tree.ForIn


@dataclass(frozen=True, slots=True)
class Part:
    """node: where it is read; keyed: it only says which value of a table is meant."""

    node: tree.Node
    place: Place
    side: str | None = None
    keyed: bool = False


class ReceivedParts:
    """read: the field of the other side that a plain path leads to, as a part, and None for all else."""

    def __init__(
        self, survey: Survey, parents: Mapping[int, tree.Node], read: Callable[[tree.Node], Part | None]
    ) -> None:
        self._survey, self._parents, self._read = survey, parents, read
        self._known: dict[int, tuple[Part, ...]] = {}
        self._variables: dict[str, tuple[Part, ...]] = {}
        self._depth = 0

    def of(self, node: tree.Node) -> tuple[Part, ...]:
        if isinstance(node, tree.Name) and self._read(node) is None and self._parameter(node) is None:
            return self._of_variable(node.name)
        if id(node) not in self._known:
            if self._depth > DEEPEST:
                return ()
            self._known[id(node)] = ()
            self._depth += 1
            self._known[id(node)] = tuple(dict.fromkeys(self._found(node)))
            self._depth -= 1
        return self._known[id(node)]

    def named(self, node: tree.Node) -> set[str]:
        """Names that a bare name may stand for, its own if it is given nothing."""
        if not isinstance(node, tree.Name):
            return set()
        seen, waiting = {node.name}, [node]
        while waiting:
            for value in self._given_to(waiting.pop()):
                if isinstance(value, tree.Name) and value.name not in seen:
                    seen.add(value.name)
                    waiting.append(value)
        return seen

    def _found(self, node: tree.Node) -> Iterable[Part]:
        read = self._read(node)
        if read is not None:
            return (read,)
        match node:
            case tree.Name():
                return self._all(self._given_to(node))
            case tree.Property(target=target, name=name):
                return self._inside(target, node, name if isinstance(name, str) else None)
            case tree.Index(target=target, keys=keys):
                return (*self._inside(target, node, text_of(keys[0])), *self._looked_up(target, keys))
            case tree.Call():
                return self._of_call(node)
        return self._all(made_of(node))

    def _of_variable(self, name: str) -> tuple[Part, ...]:
        """The same wherever it is read."""
        if name not in self._variables:
            self._variables[name] = ()
            self._variables[name] = tuple(dict.fromkeys(self._all(self._bound.get(name, ()))))
        return self._variables[name]

    def _all(self, nodes: Iterable[tree.Node]) -> Iterator[Part]:
        for node in nodes:
            yield from self.of(node)

    def _inside(self, target: tree.Node, node: tree.Node, step: str | None) -> Iterator[Part]:
        for part in self.of(target):
            place = Place(part.place.root, part.place.field, (*part.place.inside, step))
            yield Part(node, place, part.side, part.keyed)

    def _looked_up(self, table: tree.Node, keys: Iterable[tree.Node]) -> Iterator[Part]:
        """A table of addresses gives addresses, whatever it is asked with."""
        if not any(gives_addresses(one) for one in (table, *self._given_to(table))):
            yield from (Part(one.node, one.place, one.side, keyed=True) for one in self._all(keys))

    # ------------------------------------------------------------------------ names and calls

    def _given_to(self, node: tree.Node) -> Iterator[tree.Node]:
        if not isinstance(node, tree.Name):
            return
        found = self._parameter(node)
        if found is None:
            yield from self._bound.get(node.name, ())
            return
        owner, number = found
        if isinstance(owner, tree.ForIn):
            yield owner.iterable
        elif isinstance(owner, tree.Method):
            yield from handed(self._survey.calls_of(owner.name), number)
        else:
            yield from self._given_to_closure(owner, number)

    def _parameter(self, node: tree.Name) -> tuple[Owner, int] | None:
        above = self._parents.get(id(node))
        while above is not None:
            if isinstance(above, tree.Closure | tree.Method | tree.ForIn):
                names = parameters_of(above)
                if node.name in names:
                    return above, names.index(node.name)
            above = self._parents.get(id(above))
        return None

    def _given_to_closure(self, closure: tree.Closure, number: int) -> Iterator[tree.Node]:
        above = self._parents.get(id(closure))
        call = self._parents.get(id(above)) if isinstance(above, tree.Argument) else None
        if isinstance(call, tree.Call) and call.target is not None:
            yield call.target
        if isinstance(above, tree.Declarator):
            yield from handed(self._calls.get(above.name, ()), number)
        if isinstance(above, tree.Assignment) and isinstance(above.target, tree.Name):
            yield from handed(self._calls.get(above.target.name, ()), number)

    def _of_call(self, call: tree.Call) -> Iterable[Part]:
        own = [*self._called(call)]
        if own:
            return self._all(result for one in own for result in results_of(one))
        values = [argument.value for argument in call.arguments]
        closures = [value for value in values if isinstance(value, tree.Closure)]
        if call.target is None:
            return ()
        if call.name in GIVING_RESULTS and closures:
            return self._all(result for one in closures for result in results_of(one))
        if call.name in LOOKING_UP:
            return self._looked_up(call.target, values[:1])
        return self._inside(call.target, call, CUT) if call.name in CUTTING else self.of(call.target)

    def _called(self, call: tree.Call) -> Iterator[tree.Closure | tree.Method]:
        """The script's own code that a call runs."""
        name = variable_called(call)
        if name is None:
            return
        yield from (one for one in self._survey.of(tree.Method) if one.name == name)
        yield from (one for one in self._bound.get(name, ()) if isinstance(one, tree.Closure))

    @cached_property
    def _bound(self) -> dict[str, list[tree.Node]]:
        found: dict[str, list[tree.Node]] = {}
        for declarator in self._survey.of(tree.Declarator):
            if declarator.value is not None:
                found.setdefault(declarator.name, []).append(declarator.value)
        for assignment in self._survey.of(tree.Assignment):
            if isinstance(assignment.target, tree.Name):
                found.setdefault(assignment.target.name, []).append(assignment.value)
        return found

    @cached_property
    def _calls(self) -> dict[str, list[tree.Call]]:
        found: dict[str, list[tree.Call]] = {}
        for call in self._survey.of(tree.Call):
            name = variable_called(call)
            if name is not None:
                found.setdefault(name, []).append(call)
        return found


def made_of(node: tree.Node) -> Iterator[tree.Node]:
    """The nodes below whose values are in a node's own, of those kinds that need no names."""
    match node:
        case tree.Elvis(value=first, otherwise=second) | tree.Ternary(then=first, otherwise=second):
            yield from (first, second)
        case tree.Binary(operator="+", left=first, right=second):
            yield from (first, second)
        case tree.Cast(value=value) | tree.Assignment(value=value) | tree.Spread(value=value):
            yield value
        case tree.GString(parts=parts):
            yield from (part for part in parts if isinstance(part, tree.Node))
        case tree.ListLiteral(items=items):
            yield from items
        case tree.MapLiteral(entries=entries):
            yield from (entry.value for entry in entries if isinstance(entry, tree.MapEntry))


def variable_called(call: tree.Call) -> str | None:
    """`find` of `find(x)` and of `find.call(x)`."""
    if is_of_script(call) and isinstance(call.name, str):
        return call.name
    return call.target.name if call.name == "call" and isinstance(call.target, tree.Name) else None


def handed(calls: Iterable[tree.Call], number: int) -> Iterator[tree.Node]:
    yield from (call.arguments[number].value for call in calls if len(call.arguments) > number)


def parameters_of(owner: Owner) -> list[str]:
    if isinstance(owner, tree.ForIn):
        return [owner.parameter.name]
    if owner.parameters is None:
        return ["it"]
    return [parameter.name for parameter in owner.parameters]


def gives_addresses(table: tree.Node) -> bool:
    values = list(made_of(table)) if isinstance(table, tree.MapLiteral) else []
    return bool(values) and all("@" in (text_of(value) or "") for value in values)
