"""A loop never ends, or asks the tracker again and again with nothing that counts its rounds.

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
ASKED = tree.Name | tree.Literal | tree.Binary | tree.Unary | tree.Property | tree.Call
SIZES = frozenset({"size", "isEmpty", "length"})
ORDER = frozenset({"<", "<=", ">", ">=", "==", "!="})


@lint_rule("L402", "safety", tree.While, tree.ForLoop)
def check(node: tree.While | tree.ForLoop, linted: Linted) -> Iterator[Told]:
    if isinstance(node, tree.ForLoop):
        if node.condition is None and not leads_out(node.body):
            help = "leave it with `break`, or give it a condition"
            yield Told((node.start, node.start + len("for")), "This loop never ends.", help)
        return
    parts = list(walk(node))
    if is_counted(parts):
        return
    asks = any(
        isinstance(each, tree.Call) and isinstance(each.target, tree.Name) and each.target.name in ASKING
        for each in parts
    )
    where = (node.start, node.condition.end + 1 if not node.first else node.start + 2)
    endless = isinstance(node.condition, tree.Literal) and node.condition.value is True
    if not endless and is_left_alone(node, linted) and not leads_out(node.body):
        message = "Nothing in this loop changes what its condition asks: once begun, it never ends."
        yield Told(where, message, "change it in the loop, or leave with `break`")
    elif endless and not leads_out(node.body):
        yield Told(where, "This loop never ends.", "leave it with `break`, or give it a condition")
    elif asks and (endless or is_fed(node)):
        message = "This loop asks the tracker in every round, and nothing counts the rounds."
        yield Told(where, message, "count the rounds, and stop after as many as there can be")


def leads_out(body: tree.Node) -> bool:
    return any(isinstance(jump, tree.Break | tree.Return | tree.Throw) for jump in own_jumps(body))


def is_left_alone(node: tree.While, linted: Linted) -> bool:
    """Whether the condition asks for variables alone, and the loop does nothing with any of them."""
    asked = list(walk(node.condition))
    names = {each.name for each in asked if isinstance(each, tree.Name)}
    if not names or not all(isinstance(each, ASKED) for each in asked) or not names <= linted.declared:
        return False
    if any(isinstance(each, tree.Call) and each.name not in SIZES for each in asked):
        return False
    return not any(touches(each, names) for each in walk(node.body))


def touches(part: tree.Node, names: set[str]) -> bool:
    """Whether this may change what one of the names holds; a method of the rule may change anything."""
    match part:
        case tree.Assignment(target=target) | tree.Step(target=target):
            return any(isinstance(each, tree.Name) and each.name in names for each in walk(target))
        case tree.MultipleAssignment():
            return True
        case tree.Call(target=None):
            return True
        case tree.Call(target=tree.Node() as target, arguments=arguments):
            given = [each for each in (target, *(a.value for a in arguments)) if isinstance(each, tree.Name)]
            return part.name not in SIZES and any(each.name in names for each in given)
        case tree.Binary(operator="<<", left=tree.Name(name=name)):
            return name in names
    return False


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
