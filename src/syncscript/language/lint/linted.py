"""A rule file as the checks see it: its tree, its text, and what is around it.

What several checks need is worked out once, and what works it out is imported, when the first one asks.
Refuses to judge.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from syncscript.language.analysis.survey import Survey
from syncscript.language.analysis.traffic import Traffic
from syncscript.language.lint.surroundings import Surroundings
from syncscript.language.syntax import Source, tree
from syncscript.language.syntax.tree.below import children

if TYPE_CHECKING:
    from syncscript.language.analysis.guards import Guards
    from syncscript.language.analysis.names import Names
    from syncscript.language.analysis.schema import Schema
    from syncscript.language.analysis.types import Types
    from syncscript.language.analysis.value_flow import ValueFlow
    from syncscript.language.lint.received_parts import Part, ReceivedParts


def with_parents(script: tree.Script) -> tuple[list[tree.Node], dict[int, tree.Node]]:
    """All nodes in the order of `walk`, and what each stands in."""
    nodes: list[tree.Node] = []
    parents: dict[int, tree.Node] = {}
    waiting: list[tree.Node] = [script]
    while waiting:
        here = waiting.pop()
        nodes.append(here)
        below = children(here)
        if below:
            waiting += below
            for child in below:
                parents[id(child)] = here
    return nodes, parents


class Linted:
    """kind: outgoing, incoming or mapping; nodes: of the whole tree, the script first; parents: what each
    node stands directly in, by the node's identity."""

    def __init__(self, script: tree.Script, source: Source, kind: str, surroundings: Surroundings) -> None:
        self.script, self.source, self.kind, self.surroundings = script, source, kind, surroundings
        self.nodes, self.parents = with_parents(script)
        self.survey = Survey(script, self.nodes)

    def text(self, node: tree.Node) -> str:
        """What is written there."""
        return self.source.text[node.start : node.end]

    def mentions(self, *words: str) -> bool:
        """Whether any of these letters stand anywhere in the file; none are there always."""
        if not words:
            return True
        if words not in self.mentioned:
            self.mentioned[words] = any(map(self.source.text.__contains__, words))
        return self.mentioned[words]

    @cached_property
    def mentioned(self) -> dict[tuple[str, ...], bool]:
        return {}

    @cached_property
    def written(self) -> Traffic:
        """What becomes of the object that the rule fills: the replica of an outgoing one, else the issue."""
        return Traffic(self.survey, "replica" if self.kind == "outgoing" else "issue")

    @cached_property
    def declared(self) -> set[str]:
        """Names that are variables or parameters somewhere in the rule."""
        kinds = (tree.Declarator, tree.Parameter)
        return {node.name for node in self.nodes if isinstance(node, kinds)}

    @cached_property
    def flow(self) -> ValueFlow:
        """Where the values come from that an incoming rule gives to the issue's fields."""
        from syncscript.language.analysis.value_flow import ValueFlow

        return ValueFlow(self.survey)

    @cached_property
    def received(self) -> ReceivedParts:
        """Which fields of the other side values are made of."""
        from syncscript.language.lint.received_parts import ReceivedParts

        return ReceivedParts(self.survey, self.parents, self._part)

    def _part(self, node: tree.Node) -> Part | None:
        from syncscript.language.lint.mapping_lines import place_in_side
        from syncscript.language.lint.received_parts import Part
        from syncscript.language.mapping_sides import root_side

        if self.kind == "mapping":
            place = place_in_side(node)
            return Part(node, place, root_side(node)) if place is not None else None
        place = self.survey.place_of(node)
        return Part(node, place) if place is not None and place.root == "replica" else None

    @cached_property
    def names(self) -> Names:
        from syncscript.language.analysis.names import Names

        return Names(self.script)

    @cached_property
    def types(self) -> Types:
        from syncscript.language.analysis.types import Types

        return Types(self.survey, self.names, self.parents, self.kind == "mapping")

    @property
    def guards(self) -> Guards:
        return self.types.guards

    def is_result(self, statement: tree.Node) -> bool:
        """Whether the value of a statement is what a closure, method or script ends with."""
        while True:
            above = self.parents.get(id(statement))
            if isinstance(above, tree.Closure | tree.Script):
                return above.body[-1] is statement
            if isinstance(above, tree.Method):
                return True
            if isinstance(above, tree.Block):
                if above.body[-1] is not statement:
                    return False
            elif not isinstance(above, tree.If | tree.Try | tree.Catch | tree.Switch | tree.Case):
                return False
            statement = above

    def values_of(self, schema: Schema | None, field: str) -> frozenset[str] | None:
        """The closed set of values that a field has in a schema, worked out once."""
        from syncscript.language.analysis.closed_sets import values_of

        key = (id(schema), field)
        if key not in self.closed_sets:
            self.closed_sets[key] = values_of(schema, field)
        return self.closed_sets[key]

    @cached_property
    def closed_sets(self) -> dict[tuple[int, str], frozenset[str] | None]:
        return {}
