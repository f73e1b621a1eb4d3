"""What lint knows of a rule file beyond its text.

Everything may be unknown; a rule that needs what is not known stays silent. Refuses to know where it
comes from.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.analysis.crossing import Crossing
from syncscript.language.analysis.schema import Schema


@dataclass(frozen=True, slots=True)
class Surroundings:
    """here: the schema of the instance that the rule runs for (incoming: writes, outgoing: reads); there:
    of the other one. received: what the other side's outgoing rules, or a recorded contract, put into the
    replica that this incoming rule gets; wanted: what the other side's incoming rules read of the replica
    that this outgoing rule fills. partner: text of the other direction's rule of this same side.
    hosts: what httpClient may reach, None when that is not known. cloud: the side runs on Jira Cloud.
    """

    here: Schema | None = None
    there: Schema | None = None
    received: Crossing | None = None
    wanted: Crossing | None = None
    hosts: tuple[str, ...] | None = None
    cloud: bool = False


UNKNOWN = Surroundings()
