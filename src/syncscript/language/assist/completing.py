"""What could stand at a place of a rule file that is being written.

Looks at the tokens in front of the place, since the text is broken while somebody types; inside of quotes it
mends the text first. Refuses to filter by what was typed: editors do that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.language.analysis.bindings import visible_at
from syncscript.language.assist.entries import list_of
from syncscript.language.assist.offers import (
    Offer,
    classes,
    custom_fields,
    everywhere,
    fields,
    helpers,
    methods,
    parts,
    statics,
    values,
)
from syncscript.language.assist.rule_text import RuleText
from syncscript.language.assist.subjects import (
    names_of,
    schema_of,
    subject_of_path,
    subject_of_value,
)
from syncscript.language.syntax import tree
from syncscript.model import Severity

INSERTED = re.compile(r"\$(?P<path>[A-Za-z_]\w*\.(?:\w+\.)*)\w*\Z")
"""`$issue.key` in a text between double quotes, up to the cursor."""
ENTRIES = {
    "comments": ("body", "author", "internal", "created", "updated", "id"),
    "attachments": ("filename", "mimetype", "filesize", "created", "author", "id"),
    "workLogs": ("timeSpent", "started", "author", "comment", "id"),
    "labels": ("label",),
    **dict.fromkeys(("components", "fixVersions", "affectedVersions"), ("name", "id")),
}
"""What the entries of an issue's lists have."""
QUOTES = "'\"‘’“”"
ISSUES = ("issue", "workItem", "entity")


def completions(rule: RuleText, offset: int) -> tuple[Offer, ...]:
    """Each label once, in the order of their use."""
    found: dict[str, Offer] = {}
    for offer in offers_at(rule, offset):
        found.setdefault(offer.label, offer)
    return tuple(found.values())


def replaced_from(rule: RuleText, offset: int) -> int:
    """Where that begins which a chosen offer takes the place of: the word, or the text in quotes."""
    if quoted_at(rule, offset) is None or INSERTED.search(rule.text, 0, offset):
        return start_of_word(rule.text, offset)
    start = offset
    while start > 0 and rule.text[start - 1] not in QUOTES + "\r\n":
        start -= 1
    return start


def offers_at(rule: RuleText, offset: int) -> Iterator[Offer]:
    if any(comment.start < offset <= comment.end for comment in rule.comments):
        return
    inserted = INSERTED.search(rule.text, 0, offset)
    quoted = quoted_at(rule, offset)
    if quoted is not None and inserted is not None:
        yield from behind_dot(rule, inserted["path"].split(".")[:-1])
        return
    if quoted is not None:
        yield from in_quotes(*quoted)
        return
    start = start_of_word(rule.text, offset)
    path = rule.path_before(start)
    if path is not None and len(path) == 1 and (entries := list_of(rule, path[0], offset)):
        yield from of_entry(rule, entries)
    elif path is not None:
        yield from behind_dot(rule, path)
    elif rule.text[:start].rstrip().endswith("new"):
        yield from classes()
    else:
        yield from names(rule, start)


def start_of_word(text: str, offset: int) -> int:
    while offset > 0 and (text[offset - 1].isalnum() or text[offset - 1] in "_$"):
        offset -= 1
    return offset


def names(rule: RuleText, offset: int) -> Iterator[Offer]:
    given = {offer.label for offer in everywhere()}
    for binding in visible_at(rule.bindings, offset):
        if binding.name not in given:
            yield Offer(binding.name, "function" if binding.kind == "method" else "variable", binding.kind)
    if rule.kind == "mapping":
        around = (rule.surroundings.here, rule.surroundings.there)
        yield from (Offer(schema.instance, "variable", "a side") for schema in around if schema is not None)
    yield from everywhere()


# ---------------------------------------------------------------------------- behind a dot


def behind_dot(rule: RuleText, path: list[str]) -> Iterator[Offer]:
    """path: the names in front of the dot, empty for something else."""
    path = meant_by(rule, path)
    if len(path) == 1 and path[0] in helpers():
        yield from helpers()[path[0]]
    elif len(path) == 1 and path[0] in statics():
        yield from statics()[path[0]]
    elif rule.kind == "mapping" and len(path) == 1:
        yield Offer("issue", "field")
    elif (root := root_of(rule, path)) is not None:
        yield from of_issue(rule, root, path[2:] if rule.kind == "mapping" else path[1:], path)
    else:
        yield from methods()


def meant_by(rule: RuleText, path: list[str]) -> list[str]:
    """The path behind a variable that is declared with one: `def p = issue.priority`."""
    if not path or rule.kind == "mapping":
        return path
    values = [each.value for each in rule.survey.of(tree.Declarator) if each.name == path[0]]
    names = names_of(values[0]) if len(values) == 1 and values[0] is not None else []
    return [*names, *path[1:]] if len(names) > 1 else path


def root_of(rule: RuleText, path: list[str]) -> str | None:
    """issue or replica, or the side of a mapping, that the path starts at."""
    if rule.kind == "mapping":
        return path[0] if len(path) > 1 and path[1] in ISSUES else None
    return rule.survey.roots.get(path[0]) if path else None


def of_issue(rule: RuleText, root: str, steps: list[str], path: list[str]) -> Iterator[Offer]:
    schema = schema_of(rule, root)
    if not steps:
        yield from fields(schema)
    elif steps == ["customFields"]:
        yield from custom_fields(schema, quoted=True)
    elif steps[0] == "customFields" and len(steps) == 2:
        yield Offer("value", "field")
    elif (subject := subject_of_path(rule, path)) is not None:
        yield from parts(subject.field)
    else:
        yield from methods()


def of_entry(rule: RuleText, entries: list[str]) -> Iterator[Offer]:
    """What the entries of a list have. entries: the path of the list."""
    path = meant_by(rule, entries)
    known = ENTRIES.get(path[-1], ()) if root_of(rule, path) is not None else ()
    yield from (Offer(name, "field") for name in known)
    yield from methods()


# ---------------------------------------------------------------------------- in quotes


def quoted_at(rule: RuleText, offset: int) -> tuple[RuleText, int] | None:
    """The rule with the quotes around the offset closed; None where the offset stands in none."""
    for token in rule.tokens:
        if token[0] in ("STRING", "GS_TEXT") and token[1] < offset < token[2] + (token[0] == "GS_TEXT"):
            return rule, offset
    opened = quote_before(rule, offset)
    if opened is None:
        return None
    for closing in (opened, f"{opened})", f"{opened}]", f"{opened}" + "}"):
        text = rule.text[:offset] + closing + rule.text[offset:]
        mended = RuleText(text, rule.kind, rule.surroundings, rule.name)
        if not any(d.severity is Severity.ERROR for d in mended.parsed.diagnostics):
            return mended, offset
    return None


def quote_before(rule: RuleText, offset: int) -> str | None:
    """The quote that is open at the offset, when one is, and no token holds it."""
    line = rule.text.rfind("\n", 0, offset) + 1
    held = [t for t in rule.tokens if t[0] == "STRING" and line <= t[1] and is_closed(rule.text[t[1]:t[2]])]
    for place in range(offset - 1, line - 1, -1):
        if rule.text[place] in QUOTES:
            is_held = any(token[1] <= place < token[2] for token in held)
            return None if is_held else rule.text[place]
    return None


def is_closed(text: str) -> bool:
    return len(text) > 1 and text[-1] in QUOTES


def in_quotes(rule: RuleText, offset: int) -> Iterator[Offer]:
    """The custom fields of a side behind its `customFields`, else the values of a field."""
    start = next((t[1] for t in rule.tokens if t[0] == "STRING" and t[1] < offset < t[2]), None)
    path = rule.path_before(start) if start is not None else None
    if path and path[-1] == "customFields" and (root := root_of(rule, path)) is not None:
        yield from custom_fields(schema_of(rule, root), quoted=False)
        return
    node = literal_at(rule, offset)
    if node is None:
        return
    parent = rule.parents.get(id(node))
    if isinstance(parent, tree.Index) and parent.target is not node:
        names = names_of(parent.target)
        if names and names[-1] == "customFields" and (root := root_of(rule, names)) is not None:
            yield from custom_fields(schema_of(rule, root), quoted=False)
        return
    subject = subject_of_value(rule, node)
    if subject is not None:
        yield from values(subject.values, subject.field.name)


def literal_at(rule: RuleText, offset: int) -> tree.Literal | None:
    """The text that the offset stands in; the innermost one."""
    found = [
        node for node in rule.survey.nodes
        if isinstance(node, tree.Literal) and node.kind == "string" and node.start < offset < node.end
    ]  # fmt: skip
    return min(found, key=lambda node: node.end - node.start, default=None)
