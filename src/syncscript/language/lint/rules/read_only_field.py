"""A field is written that only the tracker sets.

When an issue was made, changed or resolved, and by whom, is the tracker's own knowledge. The plan refuses the
value; where the date of the other side matters, it belongs in a custom field.

Bad (incoming)::

    issue.created = replica.created

Good (incoming)::

    issue.customFields."Created there".value = replica.created
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.schema import Schema
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

BY_TRACKER = frozenset({"created", "updated", "creator", "resolutionDate", "votes"})
PAIRING = frozenset({"id", "key"})
"""Set to join an issue that exists."""
HELP = "take the line away, or write the value to a custom field"


@lint_rule("L128", "correctness", tree.Script, kinds=("incoming", "mapping"))
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    if linted.kind == "mapping":
        yield from in_mapping(linted)
        return
    here = linted.surroundings.here
    told: set[str] = set()
    for use in linted.written.writes:
        name = (use.field or "").removeprefix("customFields.")
        if not name or name in told or name in PAIRING or (use.field or "").startswith("customKeys."):
            continue
        if is_read_only(use.field or "", here):
            told.add(name)
            yield Told(use.node, f"Only the tracker sets {name}: no rule can write it.", HELP)


def in_mapping(linted: Linted) -> Iterator[Told]:
    """A mapping file joins no issues, so that keys are none of its business either."""
    from syncscript.language.lint.mapping_tables import schema_of
    from syncscript.language.lint.side_fields import written_fields

    for each in written_fields(linted):
        to = each.to
        if to.field in PAIRING or is_read_only(to.field, schema_of(to.side, linted)):
            yield Told(to.node, f"Only the tracker sets {to.shown}: no rule can write it.", HELP)


def is_read_only(field: str, schema: Schema | None) -> bool:
    name = field.removeprefix("customFields.")
    known = schema.fields.get(name) or schema.custom_field(name) if schema is not None else None
    return known.readonly if known is not None else name in BY_TRACKER and name == field
