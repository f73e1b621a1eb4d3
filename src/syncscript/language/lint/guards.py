"""Under which conditions a place of a rule is reached, as far as checks ask: at the first sync only, or
behind a look at the field that is written.

Works on what stands around the place. Refuses to work out conditions.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.linted import Linted
from syncscript.language.syntax import tree


def conditions_on(node: tree.Node, linted: Linted) -> Iterator[tuple[tree.Node, bool]]:
    """What is asked on the way to a place, and the answer with which it is reached, the nearest first."""
    below = node
    for outer in linted.survey.above(node):
        match outer:
            case tree.If(condition=condition, then=then) | tree.Ternary(condition=condition, then=then):
                if below is not condition:
                    yield condition, below is then
            case tree.Binary(operator="&&", left=left) if below is not left:
                yield left, True
            case tree.Binary(operator="||", left=left) if below is not left:
                yield left, False
            case tree.While(condition=condition) if below is not condition:
                yield condition, True
            case tree.Switch(subject=subject) if below is not subject:
                yield subject, True
        below = outer


def only_at_first_sync(node: tree.Node, linted: Linted) -> bool:
    """Whether the place is reached while the issue does not exist here yet, and never later."""
    if any(requires_first_sync(condition, answer) for condition, answer in conditions_on(node, linted)):
        return True
    return any(leaves_unless_first(each) for each in linted.script.body if each.end <= node.start)


def requires_first_sync(condition: tree.Node, answer: bool) -> bool:
    match condition:
        case tree.Name(name="firstSync"):
            return answer
        case tree.Unary(operator="!", operand=operand):
            return requires_first_sync(operand, not answer)
        case tree.Binary(operator="&&", left=left, right=right) if answer:
            return requires_first_sync(left, True) or requires_first_sync(right, True)
        case tree.Binary(operator="||", left=left, right=right) if not answer:
            return requires_first_sync(left, False) or requires_first_sync(right, False)
        case tree.Binary(operator="==", left=tree.Name(name="firstSync"), right=tree.Literal(value=asked)):
            return answer is asked
    return False


def never_at_first_sync(node: tree.Node, linted: Linted) -> bool:
    """Whether the place is reached only where there is a `previous`."""
    if any(excludes_first_sync(condition, answer) for condition, answer in conditions_on(node, linted)):
        return True
    return any(
        isinstance(each, tree.If) and each.end <= node.start and ends_the_rule(each.then)
        and excludes_first_sync(each.condition, False)
        for each in linted.script.body
    )  # fmt: skip


def excludes_first_sync(condition: tree.Node, answer: bool) -> bool:
    """Whether with this answer it cannot be the first sync, or `previous` was asked about."""
    match condition:
        case tree.Name(name="firstSync"):
            return not answer
        case tree.Name(name="previous"):
            return answer
        case tree.Unary(operator="!", operand=operand):
            return excludes_first_sync(operand, not answer)
        case tree.Binary(operator="&&" | "||" as operator, left=left, right=right):
            both = excludes_first_sync(left, answer), excludes_first_sync(right, answer)
            return any(both) if (operator == "&&") == answer else all(both)
        case tree.Binary(
            operator="==" | "!=" as operator, left=tree.Name(name="previous" | "firstSync" as name)
        ):
            asked = isinstance(condition.right, tree.Literal) and condition.right.value
            if name == "previous":
                return asked is None and (operator == "!=") == answer
            return (asked is True) == ((operator == "!=") == answer)
    return False


def leaves_unless_first(statement: tree.Node) -> bool:
    """`if (!firstSync) return`"""
    return (
        isinstance(statement, tree.If)
        and requires_first_sync(statement.condition, False)
        and ends_the_rule(statement.then)
    )


def ends_the_rule(body: tree.Node) -> bool:
    last = body.body[-1] if isinstance(body, tree.Block) and body.body else body
    return isinstance(last, tree.Return | tree.Throw)


def is_looked_at_before(node: tree.Node, field: str, linted: Linted) -> bool:
    """Whether some condition on the way to the place asks about this field of issue or replica."""
    return any(mentions(condition, field, linted) for condition, _ in conditions_on(node, linted))


def mentions(condition: tree.Node, field: str, linted: Linted) -> bool:
    """Whether an expression reads the field, itself or through a variable that was made of it."""
    for each in walk(condition):
        found = linted.survey.place_of(each)
        if found is not None and found.field == field:
            return True
        if isinstance(each, tree.Name) and is_made_of(each.name, field, linted):
            return True
    return False


def is_made_of(name: str, field: str, linted: Linted) -> bool:
    made = [d.value for d in linted.survey.of(tree.Declarator) if d.name == name and d.value is not None]
    made += [
        a.value
        for a in linted.survey.of(tree.Assignment)
        if isinstance(a.target, tree.Name) and a.target.name == name
    ]
    return any(
        found is not None and found.field == field
        for value in made
        for each in walk(value)
        if (found := linted.survey.place_of(each)) is not None
    )
