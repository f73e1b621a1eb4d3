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

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree

BY_TRACKER = frozenset({"created", "updated", "creator", "resolutionDate", "votes"})
PAIRING = frozenset({"id", "key"})
"""Set to join an issue that exists."""


@lint_rule("L128", "correctness", tree.Script, kinds=("incoming",))
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    here = linted.surroundings.here
    told: set[str] = set()
    for use in linted.written.writes:
        name = (use.field or "").removeprefix("customFields.")
        if not name or name in told or name in PAIRING or (use.field or "").startswith("customKeys."):
            continue
        known = here.fields.get(name) or here.custom_field(name) if here is not None else None
        custom = (use.field or "") != name
        if (known.readonly if known is not None else name in BY_TRACKER and not custom):
            told.add(name)
            help = "take the line away, or write the value to a custom field"
            yield Told(use.node, f"Only the tracker sets {name}: no rule can write it.", help)
