"""Rules that note in a ledger which lines and ways of them ran.

They do what the same rules do otherwise, always in the careful form, and are kept nowhere. A mapping file is
measured where it is read: in the rules into each side.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import partial

from syncscript.language.interpreter.measuring import Ledger, MeasuringEmitter, NotedRows, Spot
from syncscript.language.interpreter.python_tree import call, first_of
from syncscript.language.interpreter.quick.forms import Forms
from syncscript.language.mapping import MappingRules, compile_mapping
from syncscript.language.mapping_flow import FieldFlow
from syncscript.language.rule import Rule, compiled, digest_of
from syncscript.language.syntax import tree


def measured_rule(source: str, kind: str, name: str, ledger: Ledger) -> Rule:
    """DiagnosticError as compile_rule."""
    rule = compiled(source, kind, name, digest_of(source, kind), partial(MeasuringEmitter, ledger, ""))
    return carefully(rule)


def measured_mapping(
    source: str, name: str, sides: tuple[str, str] | None, ledger: Ledger
) -> MappingRules:
    """DiagnosticError as compile_mapping."""
    mapping = compile_mapping(
        source, name=name, sides=sides, emitting=lambda side: partial(MappingEmitter, ledger, side)
    )
    for rule in mapping.incoming.values():
        carefully(rule)
    return mapping


def carefully(rule: Rule) -> Rule:
    """The rule without a quick form, which would note nothing."""
    rule.forms = Forms(lambda: None)
    return rule


class MappingEmitter(MeasuringEmitter):
    """Notes mapping lines by the side they write, and the rows of their tables."""

    def own_ways(self, node: tree.Node, made: ast.expr) -> ast.expr:
        if not isinstance(node, FieldFlow):
            return super().own_ways(node, made)
        into = self.spot(node.start, "mapping", f"into {self.side}")
        return self.at(node, first_of(call("note_ran", into), made, which=1))

    def expr(self, node: tree.Node) -> ast.expr:
        if isinstance(node, FieldFlow) and node.table is not None:
            node = replace(node, table=replace(node.table, rows=self.rows_of(node)))
        return super().expr(node)

    def rows_of(self, node: FieldFlow) -> NotedRows:
        table = node.table
        assert table is not None
        into = f"into {self.side}"
        numbers = {
            name: self.ledger.number(Spot(*self.place(start), "row", into))
            for name, start in table.starts.items()
        }
        missing = Spot(*self.place(node.start), "table", f"{into}, no row")
        return NotedRows(table.rows, self.ledger, numbers, self.ledger.number(missing))
