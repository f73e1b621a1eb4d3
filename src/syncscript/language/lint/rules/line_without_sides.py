"""A line of a mapping file does not lead from one side to the other.

Both ends are fields of one side, so nothing crosses; or the line asks `replica` or `issue`, which belong to
rules of one direction: a mapping file sends what it names by its side, and nothing else, so that these are
always empty.

Bad (mapping)::

    GreenJira.issue.summary = replica.summary
    BlueJira.issue.labels   = GreenJira.issue.labels

Good (mapping)::

    GreenJira.issue.summary = BlueJira.issue.summary
    BlueJira.issue.labels   = GreenJira.issue.labels

Bad (mapping)::

    BlueJira.issue.summary <-> GreenJira.issue.summary
    GreenJira.issue.description <-> GreenJira.issue.environment

Good (mapping)::

    BlueJira.issue.summary <-> GreenJira.issue.summary
    BlueJira.issue.description <-> GreenJira.issue.environment
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.mapping_sides import root_side
from syncscript.language.syntax import tree
from syncscript.model import Severity

OF_RULES = ("issue", "entity", "workItem", "replica")


@lint_rule("L137", "correctness", tree.Mapping, tree.Property, kinds=("mapping",), severity=Severity.ERROR)
def check(node: tree.Mapping | tree.Property, linted: Linted) -> Iterator[Told]:
    if isinstance(node, tree.Mapping):
        side = root_side(node.left)
        if side is not None and side == root_side(node.right):
            help = "begin one of the two ends with the name of the other side"
            yield Told(node, f"Both ends of this line are {side}'s: nothing crosses.", help)
        return
    root = node.target.name if isinstance(node.target, tree.Name) else ""
    if root in OF_RULES and root not in linted.declared:
        help = f"write the name of the side in front: {example_side(linted)}.issue.{node.name}"
        yield Told(node, f"A mapping file has no {root}: its issues are named by their sides.", help)


def example_side(linted: Linted) -> str:
    found = (root_side(each) for each in linted.survey.of(tree.Property))
    sides = linted.surroundings.sides
    return sides[0] if sides else next((side for side in found if side is not None), "BlueJira")
