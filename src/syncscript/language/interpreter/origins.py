"""Which fields of the inputs a value may be a part of, as far as a rule's text tells.

Variables are taken by name wherever they are declared, and in whatever order things happen; what passes
through a method of the script is all one. Errs on the side of more. Refuses to look at values.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from syncscript.language.builtins.registry import FUNCTIONS, HELPERS
from syncscript.language.interpreter.kept_closures import named_closures
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.scopes import INPUTS, ROOTS
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

Place = tuple[str, str]
"""A variable `("", name)`, a field `("issue", "labels")`, or one of the two below."""
Places = frozenset[Place]
NOWHERE: Places = frozenset()
THROUGH: Places = frozenset({("methods", "")})
"""Whatever goes into methods and kept closures of the script, and comes out of them."""
FROM_ELSEWHERE: Place = ("elsewhere", "")
"""Another input, an object as a whole: what no field names."""
ANSWERS: Place = ("answers", "")
"""What helpers give."""

MERGING = {"mergeComments": "comments", "mergeWorkLogs": "workLogs", "mergeNewWorkLogs": "workLogs"}
"""Helper methods whose closures get a new map for each entry of this list."""
OBJECTS = {*ROOTS, *INPUTS}
FIELDS = {*ROOTS.values(), ANSWERS[0]}
DELTAS = ("added", "removed", "changed")
"""Fields that begin so share their entries with others."""
TESTING = ("==", "!=", "<", "<=", ">", ">=", "in", "!in", "&&", "||", "=~", "==~", "<=>", "===", "!==")
NO_PARTS = tree.Literal | tree.GString | tree.Range | tree.TypeTest | tree.Unary | tree.Step | tree.Closure


class Origins:
    """Where the values of one rule come from. nodes: all of the rule, outer ones first."""

    def __init__(self, nodes: list[tree.Node]) -> None:
        self.flows: dict[Place, set[Place]] = {}
        self.merging: set[str] = set()
        self.known: dict[int, Places] = {}
        self.tellings: dict[int, Places] = {}
        self.bound: dict[int, str] = {}
        self.classes = any(isinstance(node, tree.ClassDefinition) for node in nodes)
        self.methods = {node.name for node in nodes if isinstance(node, tree.Method)}
        calls = [node for node in nodes if isinstance(node, tree.Call)]
        self.named = named_closures(nodes)
        self.passed = {id(argument.value) for call in calls for argument in call.arguments}
        known = self.passed | {id(closure) for closure in self.named.values()}
        self.loose = any(isinstance(n, tree.Closure) and id(n) not in known for n in nodes)
        for node in nodes:
            if isinstance(node, tree.Closure):
                self.bind(node)
        for node in nodes:
            self.note(node)

    def bind(self, closure: tree.Closure) -> None:
        """What its parameters' names mean inside; a closure inside of it may say otherwise later."""
        names = dict(parameters_of(closure))
        for node in walk(tree.Block(0, 0, closure.body)):
            if isinstance(node, tree.Name) and node.name in names:
                self.bound[id(node)] = names[node.name]

    def fields(self, places: Iterable[Place]) -> Places | None:
        """The fields of the inputs that reach these places; None when something else does."""
        seen = set(places)
        waiting = list(seen)
        while waiting:
            new = self.flows.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        if FROM_ELSEWHERE in seen:
            return None
        return frozenset(place for place in seen if place[0] in FIELDS)

    def is_copy(self, node: tree.Node | None) -> bool:
        """Whether this is the new map of an entry that a merging closure was given."""
        return isinstance(node, tree.Name) and self.bound.get(id(node)) in self.merging

    # what flows where

    def flow(self, into: Iterable[Place], source: Places) -> None:
        for place in into if source else ():
            self.flows.setdefault(place, set()).update(source)

    def note(self, node: tree.Node) -> None:
        match node:
            case tree.Declarator(name=name, value=tree.Node() as value):
                self.flow([("", name)], self.of(value))
            case tree.MultipleDeclaration(names=names, value=value):
                self.flow([("", declarator.name) for declarator in names], self.of(value))
            case tree.MultipleAssignment(targets=targets, value=value):
                for target in targets:
                    self.flow(self.of(target), self.of(value))
            case tree.Assignment(target=target, value=value) | tree.Binary(
                operator="<<", left=target, right=value
            ):
                self.flow(self.of(target), self.of(value))
                if self.classes and isinstance(target, tree.Property):
                    self.flow([("", str(target.name))], self.of(value))
            case tree.New(arguments=arguments):
                for argument in arguments:
                    self.flow([*THROUGH, ("", str(argument.name))], self.of(argument.value))
            case tree.ForIn(parameter=parameter, iterable=iterable):
                self.flow([("", parameter.name)], self.of(iterable))
            case tree.Call():
                self.note_call(node)
            case tree.Method(parameters=parameters, body=body):
                self.flow([("", p.name) for p in parameters], THROUGH)
                self.flow(THROUGH, self.told([body]))
            case tree.Closure() if id(node) not in self.passed:
                self.flow([("", name) for _, name in parameters_of(node)], THROUGH)
                self.flow(THROUGH, self.told(node.body))

    def note_call(self, node: tree.Call) -> None:
        given, held = self.given(node), self.of(node.target)
        if is_merge(node):
            into = merged_fields(node)
            self.flow(THROUGH if not isinstance(node.arguments[-1].value, tree.Closure) else (), into)
        else:
            into = given if self.is_helper(node.target) else held | given
            self.flow(held, given)
            if self.runs_script(node):
                self.flow(THROUGH, into)
        for argument in node.arguments:
            if isinstance(argument.value, tree.Closure):
                names = [name for _, name in parameters_of(argument.value)]
                self.flow([("", name) for name in names], into)
                self.merging.update(names if is_merge(node) else ())

    def runs_script(self, node: tree.Call) -> bool:
        """Whether the arguments may reach a method or a closure that the script keeps."""
        if node.target is None:
            return node.name not in FUNCTIONS
        lent = any(isinstance(a.value, tree.Name) and a.value.name in self.named for a in node.arguments)
        return self.loose or lent or node.name in self.methods

    def is_helper(self, node: tree.Node | None) -> bool:
        return isinstance(node, tree.Name) and node.name in HELPERS and id(node) not in self.bound

    # where a value comes from

    def of(self, node: tree.Node | None) -> Places:
        """The places that the value of an expression may be a part of."""
        if id(node) not in self.known:
            self.known[id(node)] = self.found(node)
        return self.known[id(node)]

    def found(self, node: tree.Node | None) -> Places:
        match node:
            case None:
                return NOWHERE
            case tree.Name(name=name):
                if self.is_helper(node):
                    return NOWHERE
                elsewhere = name in OBJECTS and id(node) not in self.bound
                return frozenset({FROM_ELSEWHERE if elsewhere else ("", self.bound.get(id(node), name))})
            case tree.Property(target=tree.Name(name=root), name=str(name)) | tree.Index(
                target=tree.Name(name=root), keys=[tree.Literal(value=str(name))]
            ) if root in ROOTS:
                return frozenset({FROM_ELSEWHERE if name.startswith(DELTAS) else (ROOTS[root], name)})
            case tree.Property(target=target, name=name) if self.classes:
                return self.of(target) | {("", str(name))} | THROUGH
            case tree.Property(target=target) | tree.Index(target=target):
                return self.of(target)
            case tree.Call():
                return self.of_call(node)
            case tree.Binary(operator=operator) if operator in TESTING:
                return NOWHERE
        if isinstance(node, NO_PARTS):
            return NOWHERE
        return NOWHERE.union(*[self.of(part) for part in children(node)])

    def of_call(self, node: tree.Call) -> Places:
        if is_merge(node):
            return merged_fields(node)
        if self.is_helper(node.target):
            return self.given(node) - {FROM_ELSEWHERE} | {ANSWERS}
        found = self.of(node.target) | self.given(node)
        return found | THROUGH if self.runs_script(node) else found

    def given(self, node: tree.Call) -> Places:
        """Where the arguments come from, and what closures among them tell."""
        found = NOWHERE
        for argument in node.arguments:
            value = argument.value
            found |= self.told(value.body) if isinstance(value, tree.Closure) else self.of(value)
        return found

    def told(self, body: list[tree.Node]) -> Places:
        """Where the values of its statements come from: one of them is what a closure tells."""
        if not body:
            return NOWHERE
        if id(body[0]) not in self.tellings:
            values = [value_of(node) for node in walk(tree.Block(0, 0, body))]
            self.tellings[id(body[0])] = NOWHERE.union(*[self.of(value) for value in values])
        return self.tellings[id(body[0])]


def value_of(node: tree.Node) -> tree.Node | None:
    """The value of a statement that may be the last."""
    match node:
        case tree.Return(value=value) | tree.ExpressionStatement(expression=value):
            return value
    return None


def parameters_of(closure: tree.Closure) -> Iterator[tuple[str, str]]:
    """Each parameter's name, and a name for it that no other closure has."""
    names = ["it"] if closure.parameters is None else [p.name for p in closure.parameters]
    return ((name, f"{name} {closure.start}") for name in names)


def is_merge(node: tree.Call) -> bool:
    """A merge of the issue's entries with the replica's, whose closure gets new maps."""
    return node.name in MERGING and len(objects_given(node)) == 2


def objects_given(node: tree.Call) -> list[str]:
    """The two objects whose names a helper method is given first; empty for any other call."""
    match node:
        case tree.Call(
            target=tree.Name(name=helper),
            name=str(),
            arguments=[tree.Argument(value=tree.Name() as one), tree.Argument(value=tree.Name() as two), *_],
        ) if helper in HELPERS and one.name in ROOTS and two.name in ROOTS:
            return [ROOTS[one.name], ROOTS[two.name]]
    return []


def merged_fields(node: tree.Call) -> Places:
    return frozenset((root, MERGING[str(node.name)]) for root in objects_given(node))
