"""What lint knows of a rule file beyond its text.

Everything may be unknown; a rule that needs what is not known stays silent. Refuses to know where it
comes from.
"""

from __future__ import annotations

from dataclasses import dataclass

from syncscript.language.analysis.conversions import Conversion
from syncscript.language.analysis.crossing import Crossing
from syncscript.language.analysis.schema import Schema
from syncscript.language.analysis.settling import Copy


@dataclass(frozen=True, slots=True)
class Surroundings:
    """here: the schema of the instance that the rule runs for (incoming: writes, outgoing: reads); there:
    of the other one. received: what the other side's outgoing rules, or a recorded contract, put into the
    replica that this incoming rule gets; wanted: what the other side's incoming rules read of the replica
    that this outgoing rule fills. after: what the connection's three other rules copy, in the order in which
    they run after this one; maps: the value maps of the other side's incoming rule. project: whose key the
    connection gives this side; empty when it is not known. sides: what the connection calls the two sides of
    a mapping file. hosts: what httpClient may reach, None when that is not known. cloud: the side runs on
    Jira Cloud. moved: the connection went on when one of its sides moved to the cloud.
    """

    here: Schema | None = None
    there: Schema | None = None
    received: Crossing | None = None
    wanted: Crossing | None = None
    after: tuple[tuple[Copy, ...], ...] | None = None
    maps: tuple[Conversion, ...] = ()
    project: str = ""
    sides: tuple[str, str] | None = None
    hosts: tuple[str, ...] | None = None
    cloud: bool = False
    moved: bool = False


UNKNOWN = Surroundings()
