"""A call is made for its answer, and nobody takes the answer.

Texts never change: `text.trim()` gives a new one. `mergeComments` gives the comments, and the issue gets none
until they are assigned. Such a line looks like work and does nothing.

Bad (incoming)::

    commentHelper.mergeComments(issue, replica)

Good (incoming)::

    issue.comments = commentHelper.mergeComments(issue, replica)
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.issue_model import TEXT
from syncscript.language.analysis.value_kinds import returned_by
from syncscript.language.builtins.registry import CHANGING, LOOKUPS, METHODS
from syncscript.language.interpreter.rule_tree import walk
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

GIVEN_TO = {
    "mergeComments": "comments",
    "addComment": "comments",
    "mergeAttachments": "attachments",
    "mergeWorkLogs": "workLogs",
    "mergeNewWorkLogs": "workLogs",
    "addWorkLog": "workLogs",
}
ONLY_ANSWERS = frozenset({
    "collect", "findAll", "find", "any", "every", "collectEntries", "groupBy", "collectMany", "findResults",
    "toUnique", "toSorted", "takeWhile", "dropWhile", "countBy",
})  # fmt: skip
"""Methods of a list that are called for what they give."""
PLAIN: dict[str, type] = {"text": str, "list": list, "map": dict}
EFFECTS = tree.Assignment | tree.Step | tree.Throw | tree.New | tree.MultipleAssignment


@lint_rule("L127", "correctness", tree.ExpressionStatement)
def check(node: tree.ExpressionStatement, linted: Linted) -> Iterator[Told]:
    call = node.expression
    if not isinstance(call, tree.Call) or call.target is None or not isinstance(call.name, str):
        return
    helper = call.target.name if isinstance(call.target, tree.Name) else ""
    is_result = linted.is_result(node)
    if is_result and not any(node is each for each in linted.script.body):
        return
    if helper.endswith("Helper") and call.name in GIVEN_TO:
        field = f"issue.{GIVEN_TO[call.name]}"
        fix = Fix(f"assign it to {field}", (Edit(call.start, call.start, f"{field} = "),), safe=False)
        message = f"{helper}.{call.name}() gives the {GIVEN_TO[call.name]}, and nobody takes them."
        yield Told(call, message, f"write {field} = {helper}.{call.name}(...)", fix)
    elif (helper, call.name) in LOOKUPS:
        message = f"{helper}.{call.name}() finds something, and nobody takes it."
        yield Told(call, message, "assign it, or take it away")
    elif is_result:
        return
    elif is_of_text(call, linted):
        help = "assign what it gives, or take it away"
        yield Told(call, f"{call.name}() {what_it_gives(call.name)}.", help)
    elif call.name in ONLY_ANSWERS and is_quiet(call):
        help = f"assign what it gives, or write each in place of {call.name}"
        yield Told(call, f"Nobody takes what {call.name}() gives.", help)
    elif call.name in ("each", "eachWithIndex") and is_quiet(call) and asks_only(call, linted):
        yield Told(call, "Nothing that this loop does is left when it ends.", "assign in it, or take it away")


def what_it_gives(name: str) -> str:
    given = returned_by(TEXT, name)
    if given is not None and given.name == "text":
        return "gives a new text and leaves this one as it is"
    return "only answers, and nobody takes the answer"


def is_of_text(call: tree.Call, linted: Linted) -> bool:
    kind = linted.types.of(call.target) if call.target is not None else None
    if kind is None or kind.name != "text" or call.name == "each":
        return False
    return not any(isinstance(argument.value, tree.Closure) for argument in call.arguments)


def is_quiet(call: tree.Call) -> bool:
    """Whether a closure is given, and nothing in it does anything to anything."""
    closures = [argument.value for argument in call.arguments if isinstance(argument.value, tree.Closure)]
    return bool(closures) and not any(has_effect(part) for part in walk(closures[0]))


def asks_only(call: tree.Call, linted: Linted) -> bool:
    """Whether all that is called in the closure is known to change nothing; not so of an empty one."""
    closure = call.arguments[-1].value
    parts = list(walk(closure))
    if not isinstance(closure, tree.Closure) or not closure.body:
        return False
    if any(isinstance(part, tree.Return | tree.If | tree.Try) for part in parts):
        return False
    return all(is_of_value(part, linted) for part in parts if isinstance(part, tree.Call))


def is_of_value(call: tree.Call, linted: Linted) -> bool:
    """Whether it is a method of a text, list or map, by the type of what it is called on."""
    kind = linted.types.of(call.target) if call.target is not None else None
    held = PLAIN.get(kind.name) if kind is not None else None
    return held is not None and isinstance(call.name, str) and call.name in METHODS[held]


def has_effect(node: tree.Node) -> bool:
    if isinstance(node, tree.Call):
        named = node.name if isinstance(node.name, str) else ""
        helper = isinstance(node.target, tree.Name) and node.target.name.endswith(("Helper", "Client"))
        return node.target is None or named in CHANGING or named.startswith("set") or helper or is_log(node)
    if isinstance(node, tree.Binary):
        return node.operator == "<<"
    return isinstance(node, EFFECTS)


def is_log(node: tree.Call) -> bool:
    return isinstance(node.target, tree.Name) and node.target.name in ("log", "debug")
