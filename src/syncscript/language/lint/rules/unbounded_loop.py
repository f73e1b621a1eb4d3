"""A loop asks the tracker again and again, and nothing counts its rounds.

How often it goes round is up to data of somebody else: a page that names itself as the next one keeps it
going until the budget of the run is used up, and the pair stops.

Bad (outgoing)::

    def page = httpClient.get("/rest/api/2/search?startAt=0")
    while (page.next) {
        page = httpClient.get(page.next)
    }
    replica.customKeys.total = page.total

Good (outgoing)::

    def page = httpClient.get("/rest/api/2/search?startAt=0")
    def rounds = 0
    while (page.next && rounds < 20) {
        page = httpClient.get(page.next)
        rounds++
    }
    replica.customKeys.total = page.total
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.jumps import own_jumps
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

ASKING = frozenset({"httpClient", "nodeHelper", "syncHelper", "userHelper"})
ORDER = frozenset({"<", "<=", ">", ">=", "==", "!="})


@lint_rule("L402", "safety", tree.While)
def check(node: tree.While, linted: Linted) -> Iterator[Told]:
    parts = list(walk(node))
    if is_counted(parts):
        return
    asks = any(
        isinstance(each, tree.Call) and isinstance(each.target, tree.Name) and each.target.name in ASKING
        for each in parts
    )
    where = (node.start, node.condition.end + 1 if not node.first else node.start + 2)
    endless = isinstance(node.condition, tree.Literal) and node.condition.value is True
    ways_out = tree.Break | tree.Return | tree.Throw
    if endless and not any(isinstance(jump, ways_out) for jump in own_jumps(node.body)):
        yield Told(where, "This loop never ends.", "leave it with `break`, or give it a condition")
    elif asks and (endless or is_fed(node)):
        message = "This loop asks the tracker in every round, and nothing counts the rounds."
        yield Told(where, message, "count the rounds, and stop after as many as there can be")


def is_fed(node: tree.While) -> bool:
    """Whether the loop itself gives its condition a new value to look at."""
    looked_at = {each.name for each in walk(node.condition) if isinstance(each, tree.Name)}
    stores = [each for part in (node.condition, node.body) for each in walk(part)]
    given = {each.target.name for each in stores
             if isinstance(each, tree.Assignment) and isinstance(each.target, tree.Name)}  # fmt: skip
    return bool(looked_at & given)


def is_counted(parts: list[tree.Node]) -> bool:
    """Whether a variable that goes up or down in the loop is compared with something."""
    counted = {name for each in parts if (name := counted_name(each))}
    compared = (each for each in parts if isinstance(each, tree.Binary) and each.operator in ORDER)
    return any(isinstance(side, tree.Name) and side.name in counted
               for each in compared for side in (each.left, each.right))  # fmt: skip


def counted_name(node: tree.Node) -> str:
    match node:
        case tree.Step(target=tree.Name(name=name)):
            return name
        case tree.Assignment(target=tree.Name(name=name), operator="+=" | "-=", value=tree.Literal()):
            return name
        case tree.Assignment(target=tree.Name(name=name), value=tree.Binary(operator="+" | "-") as sum):
            return name if isinstance(sum.left, tree.Name) and sum.left.name == name else ""
    return ""
