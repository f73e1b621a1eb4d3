"""A value has no method of this name.

The types of an issue's fields are known: a summary is a text, labels are a list, a status is an object whose
name is a text. The issue and the replica themselves have setters and getters of their fields, and the methods
of a map. A call that none of them answers fails when the rule comes to it.

Bad (incoming)::

    issue.summary = replica.summary.toUppercase()

Good (incoming)::

    issue.summary = replica.summary.toUpperCase()

Bad (incoming)::

    issue.environment = replica.status.toLowerCase()

Good (incoming)::

    issue.environment = replica.status.name.toLowerCase()

Bad (mapping)::

    BlueJira.issue.summary = GreenJira.issue.summary
    BlueJira.issue.addLabel("green")

Good (mapping)::

    BlueJira.issue.summary = GreenJira.issue.summary
    BlueJira.issue.labels  = ["green"]
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.issue_model import OBJECTS, SHOWN_BY
from syncscript.language.analysis.value_kinds import methods_of, value_types
from syncscript.language.builtins.registry import METHODS, PROPERTIES
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.out_of_reach import ADVICE
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity

OBJECTS_OF_RULES = {"issue": "An issue", "replica": "A replica", "previous": "A replica"}
FIELDS_HELP = "give its field a value, issue.FIELD = ..., or ask a helper: nodeHelper, commentHelper..."


@lint_rule("L125", "correctness", tree.Call, severity=Severity.ERROR)
def check(node: tree.Call, linted: Linted) -> Iterator[Told]:
    if node.target is None or node.spread or not isinstance(node.name, str):
        return
    whole = whole_object(node.target, linted)
    if whole:
        yield from of_whole_object(node, node.name, whole)
        return
    if told_by_compiling(node, linted):
        return
    kind = linted.types.of(node.target)
    if kind is None:
        return
    if kind.name in OBJECTS:
        if node.name in METHODS[str] and node.name not in METHODS[dict]:
            meant = f"{linted.text(node.target)}.{SHOWN_BY.get(kind.name, 'name')}.{node.name}()"
            message = f"This is an object ({kind.name}), and no text: it has no {node.name}()."
            yield Told(node, message, f"write {meant}")
        return
    if kind.name == "list" and isinstance(node.target, tree.Name) and node.name in METHODS[dict]:
        return  # a list where a map is meant, and told as that
    types = value_types(kind)
    if types and not any(answers(each, node.name) for each in types):
        near = did_you_mean(node.name, {name for each in types for name in methods_of(each)})
        help = near or "see the reference for the methods of this type"
        yield Told(node, f"A {kind.name} has no method {node.name}().", help)


def whole_object(target: tree.Node, linted: Linted) -> str:
    """What the issue or replica itself is called; empty for all else."""
    if type(target) is tree.Name:
        root = linted.survey.roots.get(target.name)
        own = root is not None and target.name in ROOTS and target.name in linted.declared
        return root if root in OBJECTS_OF_RULES and not own else ""
    if linted.kind != "mapping" or type(target) is not tree.Property:
        return ""
    from syncscript.language.mapping_sides import side_of

    return "issue" if side_of(target) else ""


def of_whole_object(node: tree.Call, name: str, whole: str) -> Iterator[Told]:
    """Setters and getters of fields that there are not are told as misspelt fields."""
    written = name.startswith("set") and (len(node.arguments) == 1 or name[3:4].islower())
    read = name.startswith("get") and not node.arguments
    if written or read or name in ADVICE or answers(dict, name):
        return
    message = f"{OBJECTS_OF_RULES[whole]} has no method {name}()."
    yield Told(node, message, did_you_mean(name, methods_of(dict)) or FIELDS_HELP)


def answers(kind: type, name: str) -> bool:
    field = name[3:4].lower() + name[4:]
    if any(name in METHODS.get(step, ()) for step in kind.__mro__):
        return True
    return any(field in PROPERTIES.get(step, ()) for step in kind.__mro__)


def told_by_compiling(node: tree.Call, linted: Linted) -> bool:
    """Literals and variables with a type are looked at there."""
    if isinstance(node.target, tree.Literal | tree.GString | tree.New):
        return True
    variable = linted.names.meant.get(id(node.target))
    return variable is not None and getattr(variable.declaration, "type", None) not in (None, "def")
