"""A field is made of itself and something more, at every sync.

The rule runs for every change on the other side, not once. `issue.description += "..."` adds the text again
each time, a comment is made again for every message, and `issue.labels += replica.labels` keeps labels for
ever that the other side has taken away. Write what the field is to be; add what is new only at the first
sync, or behind a look at what is there.

Bad (incoming)::

    issue.summary = replica.summary
    issue.description = issue.description + "\\nSee " + replica.key

Bad (incoming)::

    issue.summary = replica.summary
    issue.comments = commentHelper.addComment("Taken over", issue.comments)

Good (incoming)::

    issue.summary = replica.summary
    issue.description = replica.description + "\\nSee " + replica.key
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.settling import is_text
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.guards import conditions_on, is_looked_at_before, only_at_first_sync
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

SETS = ("labels", "components", "fixVersions", "affectedVersions", "watchers")
LISTS = ("comments", "attachments", "workLogs")
TEXTS = ("summary", "description", "environment")
TAKING = frozenset({"minus", "removeAll", "find", "findAll", "any", "unique"})
ALONE = (tree.Property, tree.Literal, tree.ListLiteral, tree.MapLiteral)
"""Most values, and no sum in any of them."""
NEWS = ("added", "changed", "removed")
ENTRY_HELP = "do it inside `if (firstSync)`, or when something changed: if (previous?.x != replica.x)"
HELP = "write the whole of it: issue.{0} = ..., or do it inside `if (firstSync)`"
SET_HELP = "write issue.{0} = replica.{0}: what was added here stays anyhow"


@lint_rule("L208", "sync", tree.Assignment, kinds=("incoming",))
def check(node: tree.Assignment, linted: Linted) -> Iterator[Told]:
    target = linted.survey.place_of(node.target)
    if target is None or target.root != "issue" or not target.field or target.inside not in ((), ("value",)):
        return
    field = target.field
    if is_added_always(node, field, linted):
        yield Told(node, f"This adds to the {field} at every sync.", ENTRY_HELP)
        return
    again = itself_in(node, field, linted)
    if again is None or not adds(node, field, linted):
        return
    if is_meant(again, node, field, linted):
        return
    if field in SETS:
        told = f"{field} that the other side takes away stay here: this only ever adds."
        yield Told(node, told, SET_HELP.format(field), plain_copy(node, field))
        return
    yield Told(node, f"This makes {field.partition('.')[2] or field} grow at every sync.", HELP.format(field))


def is_added_always(node: tree.Assignment, field: str, linted: Linted) -> bool:
    """Whether a comment or work log is made here whatever has happened."""
    call = node.value
    if not isinstance(call, tree.Call) or call.name not in ("addComment", "addWorkLog"):
        return False
    statement = linted.parents.get(id(node))
    if not isinstance(linted.parents.get(id(statement)), tree.Script):
        return False
    return not any(part.start < node.start for part in linted.survey.of(tree.Return))


def itself_in(node: tree.Assignment, field: str, linted: Linted) -> tree.Node | None:
    """Where the field's own value goes into it again."""
    if node.operator == "+=":
        return node
    if node.operator != "=":
        return None
    if isinstance(node.value, tree.Name):
        return gathered(node.value, field, linted)
    return next((part for part in summands(node.value, linted, 0) if is_field(part, field, linted)), None)


def gathered(name: tree.Name, field: str, linted: Linted) -> tree.Node | None:
    """The field's own value in a variable that is only added to: `text += "..."`."""
    variable = linted.names.meant.get(id(name))
    if variable is None or variable.value is None:
        return next((part for part in summands(name, linted, 0) if is_field(part, field, linted)), None)
    added = [each for each in variable.writes if isinstance(each, tree.Assignment) and each.operator == "+="]
    begun = resolved(variable.value, linted)
    if added and len(added) == len(variable.writes) and is_field(begun, field, linted):
        return None if any(next(conditions_on(each, linted), None) for each in added) else begun
    return next((part for part in summands(name, linted, 0) if is_field(part, field, linted)), None)


def is_field(part: tree.Node, field: str, linted: Linted) -> bool:
    place = linted.survey.place_of(part)
    return place is not None and (place.root, place.field) == ("issue", field)


def summands(value: tree.Node, linted: Linted, depth: int) -> Iterator[tree.Node]:
    """What a sum or a text with values in it is made of; nothing of what stands alone."""
    if isinstance(value, ALONE):
        return
    match value:
        case tree.Binary(operator="+", left=left, right=right):
            parts = [left, right]
        case tree.GString(parts=inner):
            parts = [part for part in inner if isinstance(part, tree.Node)]
        case tree.Elvis(value=left, otherwise=right) | tree.Ternary(then=left, otherwise=right):
            yield from summands(left, linted, depth + 1)
            yield from summands(right, linted, depth + 1)
            return
        case tree.Name(name=name) if depth < 4 and name in linted.flow.once:
            yield from summands(linted.flow.once[name], linted, depth + 1)
            return
        case tree.Call(target=tree.Node() as left, name="plus" | "concat", arguments=[argument]):
            parts = [left, argument.value]
        case tree.Call(target=tree.ListLiteral(items=parts), name="join"):
            pass
        case tree.Call(target=tree.Name(name="String"), name="format", arguments=arguments):
            parts = [argument.value for argument in arguments]
        case _:
            return
    for part in parts:
        yield resolved(part, linted)
        yield from summands(part, linted, depth + 1)


def resolved(part: tree.Node, linted: Linted, depth: int = 0) -> tree.Node:
    """`(x ?: "")` and a variable as what they stand for."""
    if isinstance(part, tree.Elvis):
        return resolved(part.value, linted, depth)
    if isinstance(part, tree.Name) and depth < 4 and linted.survey.root_of(part) is None:
        made = linted.flow.once.get(part.name)
        return part if made is None else resolved(made, linted, depth + 1)
    return part


def adds(node: tree.Assignment, field: str, linted: Linted) -> bool:
    """Whether what is added is more at every sync: a set takes the same element once."""
    if field in SETS or field in LISTS:
        same = (part for part in walk(node.value) if is_replicas(part, field, linted))
        return next(same, None) is not None and not takes_away(node.value)
    if field in TEXTS:
        return True
    if field == "due":
        return any(is_number(part) for part in walk(node.value))
    if field.startswith("customFields."):
        return is_text(node.value) or any(is_number(part) for part in walk(node.value))
    return False


def is_replicas(part: tree.Node, field: str, linted: Linted) -> bool:
    place = linted.survey.place_of(part)
    return place is not None and (place.root, place.field, place.inside) == ("replica", field, ())


def takes_away(value: tree.Node) -> bool:
    return any(
        (isinstance(part, tree.Binary) and part.operator == "-")
        or (isinstance(part, tree.Call) and part.name in TAKING)
        for part in walk(value)
    )


def is_number(part: tree.Node) -> bool:
    return isinstance(part, tree.Literal) and type(part.value) is int


def is_meant(again: tree.Node, node: tree.Assignment, field: str, linted: Linted) -> bool:
    """Whether the place is reached once, for news only, behind a look at the field, or on a fresh value."""
    if only_at_first_sync(node, linted) or is_looked_at_before(again, field, linted):
        return True
    asked = [condition for condition, _ in conditions_on(node, linted)]
    if any(is_news(part, linted) for each in [*asked, node.value] for part in walk(each)):
        return True
    return any(
        each.operator == "=" and each.end <= node.start and is_field(each.target, field, linted)
        and not any(is_field(part, field, linted) for part in walk(each.value))
        for each in linted.survey.of(tree.Assignment)
    )  # fmt: skip


def is_news(part: tree.Node, linted: Linted) -> bool:
    """What was added or changed since the last sync, or a comparison with it."""
    place = linted.survey.place_of(part)
    if place is None:
        return False
    return place.root == "previous" or (place.root == "replica" and str(place.field).startswith(NEWS))


def plain_copy(node: tree.Assignment, field: str) -> Fix | None:
    edit = Edit(node.target.end, node.end, f" = replica.{field}")
    return Fix(f"write issue.{field} = replica.{field}", (edit,), safe=False)
