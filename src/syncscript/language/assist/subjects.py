"""Which field of which side's schema a place in a rule is about.

Climbs from a text to where it goes: `issue.priority = nodeHelper.getPriority("...")`, a comparison, a row of
a value table, a map that is looked into later. Silent where the text does not tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from syncscript.language.analysis.schema import Field, Schema
from syncscript.language.analysis.survey import Place
from syncscript.language.assist.rule_text import RuleText
from syncscript.language.syntax import tree

ASKING = {
    "getPriority": "priority", "hasPriority": "priority", "getStatus": "status", "setStatus": "status",
    "getIssueType": "type", "getResolution": "resolution", "getComponent": "components",
    "getVersion": "fixVersions",
}  # fmt: skip
"""Calls whose text names a value of a field."""
COMPARING = frozenset({"==", "!=", "in", "!in", "==~", "=~", "<=>", "===", "!=="})
LOOKING = frozenset({"get", "getOrDefault", "getAt"})
PASSED_ON = (tree.Argument, tree.ListLiteral, tree.Ternary, tree.Elvis, tree.Cast, tree.Spread)
SAME = {"typeName": "type", "issueType": "type", "dueDate": "due", "versions": "affectedVersions"}
DEEPEST = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """A field of a side."""

    schema: Schema
    field: Field

    @property
    def values(self) -> tuple[str, ...]:
        """What it can hold, where that is known; options below options with both names."""
        if self.field.options is not None:
            return self.field.options
        projects = self.schema.projects.values()
        if self.field.kind == "component":
            return tuple(sorted({name for project in projects for name in project.components}))
        if self.field.kind == "version":
            return tuple(sorted({name for project in projects for name in project.versions}))
        return ()


def schema_of(rule: RuleText, root: str) -> Schema | None:
    """The schema behind issue or replica, or behind a side's name in a mapping."""
    around = rule.surroundings
    if rule.kind == "mapping":
        return next((s for s in (around.here, around.there) if s is not None and s.instance == root), None)
    return around.there if root != "issue" and rule.kind == "incoming" else around.here


def subject_of(schema: Schema | None, field: str | None) -> Subject | None:
    """field: as Survey names it, `customFields.Severity`."""
    if schema is None or not field:
        return None
    bag, _, name = field.partition(".")
    found = schema.custom_field(name) if bag == "customFields" else schema.fields.get(SAME.get(field, field))
    return Subject(schema, found) if found is not None else None


def subject_of_path(rule: RuleText, names: list[str]) -> Subject | None:
    """The field that names joined by dots lead to, the name of the field among them."""
    if rule.kind == "mapping":
        if len(names) < 3 or names[1] not in ("issue", "workItem", "entity"):
            return None
        root, steps = names[0], names[2:]
    else:
        known = rule.survey.roots.get(names[0]) if names else None
        if known is None:
            return None
        root, steps = known, names[1:]
    if not steps:
        return None
    field = ".".join(steps[:2]) if steps[0] == "customFields" and len(steps) > 1 else steps[0]
    return subject_of(schema_of(rule, root), field)


def subject_of_node(rule: RuleText, node: tree.Node) -> Subject | None:
    """The field that a path leads to, whatever is taken of it."""
    if rule.kind == "mapping":
        return subject_of_path(rule, names_of(node))
    found: Place | None = rule.survey.place_of(node)
    return subject_of(schema_of(rule, found.root), found.field) if found is not None else None


def names_of(node: tree.Node) -> list[str]:
    names: list[str] = []
    while isinstance(node, tree.Property | tree.Index):
        name = node.name if isinstance(node, tree.Property) else node.keys[0] if node.keys else ""
        if isinstance(name, tree.Literal):
            name = str(name.value)
        names.append(name if isinstance(name, str) else "")
        node = node.target
    return [node.name, *reversed(names)] if isinstance(node, tree.Name) else []


def subject_of_value(rule: RuleText, node: tree.Node, depth: int = 0) -> Subject | None:
    """The field whose value this node is, or is compared with."""
    parent = rule.parents.get(id(node))
    if parent is None or depth > DEEPEST:
        return None
    match parent:
        case tree.Assignment(target=target, value=value) if value is node:
            return subject_of_node(rule, target) or first(rule, uses_of(rule, target), depth)
        case tree.Declarator(value=value) if value is node:
            return first(rule, uses_of(rule, parent), depth)
        case tree.Binary(operator=operator) if operator in COMPARING:
            return subject_of_node(rule, parent.right if parent.left is node else parent.left)
        case tree.MapEntry():
            return subject_in_map(rule, parent, node, depth)
        case tree.Row():
            return subject_in_table(rule, parent, node)
        case tree.Case():
            above = rule.parents.get(id(parent))
            return subject_of_node(rule, above.subject) if isinstance(above, tree.Switch) else None
        case tree.Call():
            return subject_of_argument(rule, parent, node, depth)
    return subject_of_value(rule, parent, depth + 1) if isinstance(parent, PASSED_ON) else None


def first(rule: RuleText, nodes: Iterator[tree.Node], depth: int) -> Subject | None:
    found = (subject_of_value(rule, node, depth + 8) for node in nodes)
    return next((subject for subject in found if subject is not None), None)


def uses_of(rule: RuleText, declared: tree.Node) -> Iterator[tree.Node]:
    """Where a variable is read."""
    name = getattr(declared, "name", None)
    if isinstance(declared, tree.Name | tree.Declarator):
        yield from (each for each in rule.survey.of(tree.Name) if each.name == name and each is not declared)


def subject_of_argument(rule: RuleText, call: tree.Call, node: tree.Node, depth: int) -> Subject | None:
    if not isinstance(call.name, str):
        return None
    if call.name in ASKING:
        return subject_of(schema_of(rule, "issue"), ASKING[call.name])
    if call.name in ("getOption", "getOptions"):
        texts = [a.value.value for a in call.arguments if isinstance(a.value, tree.Literal)]
        named = next((t for t in texts if isinstance(t, str)), None)
        return subject_of(schema_of(rule, "issue"), f"customFields.{named}") if named else None
    if call.name in ("contains", "equals", "equalsIgnoreCase") and call.target is not None:
        return subject_of_node(rule, call.target)
    if call.name in LOOKING and len(call.arguments) > 1 and call.arguments[1] is node:
        return subject_of_value(rule, call, depth + 1)
    return None


def subject_in_map(rule: RuleText, entry: tree.MapEntry, node: tree.Node, depth: int) -> Subject | None:
    """A map's values go where it is looked into; its keys are what it is looked up by."""
    whole = rule.parents.get(id(entry))
    if not isinstance(whole, tree.MapLiteral):
        return None
    is_key = entry.key is node
    if not is_key and entry.key in ("name", "value", "label"):
        return subject_of_value(rule, whole, depth + 1)
    for look in looks_into(rule, whole):
        key = key_of(look)
        found = (subject_of_node(rule, key) if key is not None else None) if is_key else \
            subject_of_value(rule, look, depth + 1)  # fmt: skip
        if found is not None:
            return found
    return None


def looks_into(rule: RuleText, whole: tree.Node) -> Iterator[tree.Node]:
    parent = rule.parents.get(id(whole))
    declared = parent if isinstance(parent, tree.Declarator) else None
    if isinstance(parent, tree.Assignment) and isinstance(parent.target, tree.Name):
        places: list[tree.Node] = list(uses_of(rule, parent.target))
    else:
        places = list(uses_of(rule, declared)) if declared is not None else [whole]
    for place in places:
        look = rule.parents.get(id(place))
        is_look = isinstance(look, tree.Call) and look.name in LOOKING and look.target is place
        if look is not None and (is_look or (isinstance(look, tree.Index) and look.target is place)):
            yield look


def key_of(look: tree.Node) -> tree.Node | None:
    if isinstance(look, tree.Index):
        return look.keys[0] if look.keys else None
    return look.arguments[0].value if isinstance(look, tree.Call) and look.arguments else None


def subject_in_table(rule: RuleText, row: tree.Row, node: tree.Node) -> Subject | None:
    table = rule.parents.get(id(row))
    mapping = rule.parents.get(id(table)) if table is not None else None
    if not isinstance(mapping, tree.Mapping):
        return None
    return subject_of_node(rule, mapping.left if row.left is node else mapping.right)
