"""A value has no method of this name.

The types of an issue's fields are known: a summary is a text, labels are a list, a status is an object whose
name is a text. A call that none of them answers fails when the rule comes to it.

Bad (incoming)::

    issue.summary = replica.summary.toUppercase()

Good (incoming)::

    issue.summary = replica.summary.toUpperCase()

Bad (incoming)::

    issue.environment = replica.status.toLowerCase()

Good (incoming)::

    issue.environment = replica.status.name.toLowerCase()
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.issue_model import OBJECTS, SHOWN_BY
from syncscript.language.analysis.value_kinds import methods_of, value_types
from syncscript.language.builtins.registry import METHODS, PROPERTIES
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity


@lint_rule("L125", "correctness", tree.Call, severity=Severity.ERROR)
def check(node: tree.Call, linted: Linted) -> Iterator[Told]:
    if node.target is None or node.spread or not isinstance(node.name, str):
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
