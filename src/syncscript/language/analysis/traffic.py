"""What a script puts into the replica, or takes out of it, with the places where it does.

Follows aliases, entries of customFields and customKeys, `with`, helpers that read whole lists, and methods
of the script that are handed the replica. What it cannot follow makes the answer open. Refuses to judge.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from syncscript.language.analysis.crossing import Crossing
from syncscript.language.analysis.nested_keys import (
    BAG,
    Inner,
    inner_reads,
    inner_writes,
    read_name_by_name,
)
from syncscript.language.analysis.object_paths import Use
from syncscript.language.analysis.object_reads import ObjectReads
from syncscript.language.analysis.object_writes import ObjectWrites
from syncscript.language.analysis.survey import Survey
from syncscript.language.syntax import tree

KEPT_READ = re.compile(r"\breplica\.([A-Za-z]\w*)")


class Traffic(ObjectWrites, ObjectReads):
    """The reads and writes of one object's fields."""

    @cached_property
    def inner_writes(self) -> list[Inner]:
        """The names in custom keys that are filled name by name."""
        if not any(use.field is not None and use.field.startswith(BAG) for use in self.writes):
            return []
        return inner_writes(self, [*self.writes, *self.reads])


def sent_by(script: tree.Script) -> Crossing:
    """What an outgoing script puts into the replica."""
    replica = Traffic(Survey(script), "replica")
    sent = crossing_of(replica.writes)
    return replace(sent, inside=frozenset((each.field, each.name) for each in replica.inner_writes))


def read_by(script: tree.Script) -> Crossing:
    """What an incoming script reads of the replica, the previous one included.

    A line that is commented out reads too: whoever keeps it wants the field to be there.
    """
    survey = Survey(script)
    objects = [Traffic(survey, root) for root in ("replica", "previous")]
    uses = [use for each in objects for use in each.reads]
    keyed = any(use.field is not None and use.field.startswith(BAG) for use in uses)
    inner = [read for each in objects for read in inner_reads(each)] if keyed else []
    kept = {name for comment in script.comments for name in KEPT_READ.findall(comment.text)}
    read = crossing_of(uses)
    return Crossing(read.fields | kept, read.open, read_name_by_name(inner, uses))


def crossing_of(uses: list[Use]) -> Crossing:
    fields = frozenset(use.field for use in uses if use.field is not None)
    return Crossing(fields, any(use.field is None for use in uses))
