"""From a rule's tree to its quick form, ready to run.

Knows the order of the parts. Refuses to know when a quick form is worth its making; the rule counts that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from syncscript.language.interpreter.compiler import Program, function_of, script_of, write_module
from syncscript.language.interpreter.emitter import speaks_of_delegates
from syncscript.language.interpreter.python_tree import fill_places
from syncscript.language.interpreter.quick import comparisons, methods, paths, rounds, texts, tries, writes
from syncscript.language.interpreter.quick.emitter import QuickEmitter
from syncscript.language.interpreter.quick.shape import deepest_call
from syncscript.language.interpreter.quick.transfers import Transfer, transfer_of
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.interpreter.transfer import COPIES
from syncscript.language.syntax import tree
from syncscript.language.syntax.tree.below import children

FORMS = (comparisons, methods, paths, rounds, texts, tries, writes)
"""Imported so that their forms are registered."""

OF_A_COPY = 200
"""Characters of the keys and numbers in a copied comment or attachment, and more."""


@dataclass(frozen=True, slots=True)
class QuickProgram:
    """function: takes the run; depth: how many calls inside calls the limits must allow for it.

    plain: fields and custom fields that only ever get plain data, charged when it was made; own: fields
    that never get entries of the other side's lists; weight: most characters around a place of a list;
    settled: no list ever gets entries that are the other side's own; plainly: all that is ever assigned is
    plain; transfer: the whole run without its
    state, where the rule only hands on fields.
    """

    function: Callable[[Any], Any]
    depth: int
    plain: frozenset[str]
    own: frozenset[str]
    weight: int
    settled: bool = False
    plainly: bool = False
    transfer: Transfer | None = None


def quick_program(
    program: Program, source: str, name: str, kind: str, hands_on: bool = True
) -> QuickProgram | None:
    """The quick form of a compiled rule; None for a rule that has none. hands_on: it may be a transfer."""
    script = script_of(program, source, name)
    nodes = list(walk(script))
    depth = deepest_call(nodes, program.changes)
    if depth is None or speaks_of_delegates(source):
        return None
    emitter = QuickEmitter(
        script, source, name, kind, program.changes.fields, bool(program.needs.dates)
    )
    module = fill_places(write_module(emitter, script))
    function = function_of(compile(module, f"<quick {name}>", "exec"), emitter.constants)
    known = emitter.plainness
    plain, own = known.always(known.trees), known.always(known.own)
    transfer = transfer_of(script, source, name, kind) if hands_on else None
    touched = {*emitter.assigned, *(field for _, field in program.changes.fields)}
    named = not any(map(assigns_unnamed, nodes))
    settled = named and COPIES.keys() & touched <= own
    plainly = named and touched <= plain
    return QuickProgram(function, depth, plain, own, weight_of(nodes), settled, plainly, transfer)


def assigns_unnamed(node: tree.Node) -> bool:
    """Whether a field may be assigned here whose name the text does not spell out."""
    match node:
        case tree.Assignment(target=target) | tree.Step(target=target):
            return not isinstance(getattr(target, "name", None), str)
    return isinstance(node, tree.MultipleAssignment)


def weight_of(nodes: list[tree.Node]) -> int:
    """What one literal can hold beside charged texts: its own words, and a constant for each entry."""
    literals = [node for node in nodes if isinstance(node, tree.MapLiteral | tree.ListLiteral)]
    widest = max([node.end - node.start for node in literals], default=0)
    entries = max([len(children(node)) for node in literals], default=0)
    constants = [node.value for node in nodes if isinstance(node, tree.Literal)]
    longest = max([len(value) for value in constants if isinstance(value, str)], default=0)
    return OF_A_COPY + widest + (entries + 1) * (longest + 4)
