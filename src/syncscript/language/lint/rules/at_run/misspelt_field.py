"""A field is all but named as one that there is.

`issue` and `replica` take any name, so a misspelt one is no error when the rule runs: what is read is null,
what is written goes nowhere. A name that the rule itself puts there is its own, and is left in peace.

Bad (incoming)::

    issue.summary = replica.sumary

Good (incoming)::

    issue.summary = replica.summary
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.issue_fields import FIELDS, field_meant_by
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.language.lint.finding import Edit, Fix
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.rule_files import WRITTEN
from syncscript.language.syntax import tree

Named = tree.Property | tree.Call


@lint_rule("L103", "correctness", tree.Script)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    if linted.kind == "mapping":
        yield from in_mapping(linted)
        return
    noted = {t.name for t in linted.written.targets if isinstance(t, tree.Property)}
    told: set[str] = set()
    steps: list[Named] = [*linted.survey.of(tree.Property), *linted.survey.of(tree.Call)]
    for node in steps:
        if type(node.target) is not tree.Name:
            continue
        root, name = field_named(node)
        if root not in ROOTS or name in told or root in linted.declared:
            continue
        if name in FIELDS:
            if type(node) is tree.Call:
                yield from small_setter(node, root)
            continue
        if ROOTS[root] != WRITTEN[linted.kind] and name in noted:
            continue
        help, meant = help_about(root, name)
        if help:
            told.add(name)
            message = f"{root}.{name} is no field of Exalate's."
            yield Told(node, message, help, fix_of(node, name, meant, linted))


def small_setter(node: tree.Call, root: str) -> Iterator[Told]:
    """`issue.setstatus("Done")`, which Exalate does not answer."""
    name = node.name if isinstance(node.name, str) else ""
    if name.startswith("set") and name[3:4].islower():
        meant = f"set{name[3].upper()}{name[4:]}"
        yield Told(node, f"{root}.{name}() is no method of Exalate's.", f"did you mean {meant}?")


def in_mapping(linted: Linted) -> Iterator[Told]:
    from syncscript.language.lint.side_fields import side_fields
    from syncscript.language.mapping_sides import side_of

    named: list[tuple[str, str, Named]] = [(f.side, f.field, f.node) for f in side_fields(linted)]
    for call in linted.survey.of(tree.Call):
        side = side_of(call.target) if call.target is not None else None
        named += [(side, accessed(call), call)] if side is not None else []
    for side, field, node in named:
        help, meant = help_about(f"{side}.issue", field)
        if help and "." not in field:
            message = f"{side}.issue.{field} is no field of Exalate's."
            yield Told(node, message, help, fix_of(node, field, meant, linted))


def field_named(node: Named) -> tuple[str, str]:
    """The name and the field of `issue.x`, `issue.setX(y)`, `issue.getX()`; two empty texts for all else."""
    if not isinstance(node.target, tree.Name) or not isinstance(node.name, str):
        return "", ""
    field = node.name if isinstance(node, tree.Property) else accessed(node)
    return (node.target.name, field) if field else ("", "")


def accessed(call: tree.Call) -> str:
    """The field that a setter or getter is called for; empty for all other methods."""
    name = call.name if isinstance(call.name, str) else ""
    fits = len(call.arguments) == (1 if name.startswith("set") else 0)
    return name[3:4].lower() + name[4:] if fits and name.startswith(("set", "get")) else ""


def help_about(root: str, name: str) -> tuple[str, str | None]:
    """What to do, and the field that was meant."""
    if name == "properties":
        return f"{root} is a map of its fields: {root}.each {{ name, value -> ... }}", None
    meant = field_meant_by(name) if name else None
    return (f"did you mean {meant}?" if meant else ""), meant


def fix_of(node: tree.Node, name: str, meant: str | None, linted: Linted) -> Fix | None:
    if meant is None or not isinstance(node, tree.Property) or not linted.text(node).endswith(name):
        return None
    return Fix(f"write {meant}", (Edit(node.end - len(name), node.end, meant),), safe=False)
