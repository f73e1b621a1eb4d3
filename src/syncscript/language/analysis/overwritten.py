"""Stores that nobody will see: values of variables and fields that are overwritten before they are read.

Chooses the functions and their variables; how one is gone through stands in backwards.py. Refuses to judge
what is worth a word.
"""

from __future__ import annotations

from syncscript.language.analysis.backwards import Backwards
from syncscript.language.analysis.dead_values import Key
from syncscript.language.analysis.names import Names
from syncscript.language.analysis.survey import Place, Survey
from syncscript.language.syntax import tree


def overwritten(script: tree.Script, survey: Survey, names: Names, kind: str) -> list[tuple[tree.Node, Key]]:
    """The assignments and declarators whose value nobody reads, each with its variable or field.

    kind: of the rule. An incoming one may get nothing from the other side: then what the field got before
    stays, so that such an assignment overwrites nothing for certain.
    """
    found: list[tuple[tree.Node, Key]] = []
    locals_of: dict[int, set[Key]] = {}
    bodies: dict[int, list[tree.Node]] = {id(script): script.body}
    for each in names.variables:
        if each.writes and not each.captured and each.sort != "part":
            locals_of.setdefault(id(each.function), set()).add(each)
            if isinstance(each.function, tree.Closure):
                bodies[id(each.function)] = each.function.body
            elif isinstance(each.function, tree.Method):
                bodies[id(each.function)] = each.function.body.body
    for home, body in bodies.items():
        own, is_script = frozenset(locals_of.get(home, ())), body is script.body
        fields = is_script and may_overwrite_a_field(survey)
        if own or fields:
            found += Backwards(survey, names, own, fields, kind).stores(body)
    return found


LOOPS = (tree.ForIn, tree.ForLoop, tree.While)


def may_overwrite_a_field(survey: Survey) -> bool:
    """Whether a field is written before an assignment that replaces it, or in the round before."""
    written: set[Place] = set()
    for each in sorted(survey.of(tree.Assignment), key=lambda assignment: assignment.start):
        place = survey.place_of(each.target)
        if place is None:
            continue
        if each.operator == "=" and (place in written or is_in_loop(each, survey)):
            return True
        written.add(place)
    return False


def is_in_loop(node: tree.Node, survey: Survey) -> bool:
    return any(loop.start <= node.start < loop.end for kind in LOOPS for loop in survey.of(kind))
