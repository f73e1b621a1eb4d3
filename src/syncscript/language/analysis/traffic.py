"""What a script puts into the replica, or takes out of it, with the places where it does.

Follows aliases, entries of customFields and customKeys, `with`, helpers that read whole lists, and methods
of the script that are handed the replica. What it cannot follow makes the answer open. Refuses to judge.
"""

from __future__ import annotations

import re

from syncscript.language.analysis.crossing import Crossing
from syncscript.language.analysis.object_paths import Use
from syncscript.language.analysis.object_reads import ObjectReads
from syncscript.language.analysis.object_writes import ObjectWrites
from syncscript.language.analysis.survey import Survey
from syncscript.language.syntax import tree

KEPT_READ = re.compile(r"\breplica\.([A-Za-z]\w*)")


class Traffic(ObjectWrites, ObjectReads):
    """The reads and writes of one object's fields."""


def sent_by(script: tree.Script) -> Crossing:
    """What an outgoing script puts into the replica."""
    return crossing_of(Traffic(Survey(script), "replica").writes)


def read_by(script: tree.Script) -> Crossing:
    """What an incoming script reads of the replica, the previous one included.

    A line that is commented out reads too: whoever keeps it wants the field to be there.
    """
    survey = Survey(script)
    uses = [use for root in ("replica", "previous") for use in Traffic(survey, root).reads]
    kept = {name for comment in script.comments for name in KEPT_READ.findall(comment.text)}
    read = crossing_of(uses)
    return Crossing(read.fields | kept, read.open)


def crossing_of(uses: list[Use]) -> Crossing:
    fields = frozenset(use.field for use in uses if use.field is not None)
    return Crossing(fields, any(use.field is None for use in uses))
