"""An incoming rule reads a field that the other side never sends.

What is not sent reads as null: the line does nothing, or writes a default, and nobody notices until an
issue is looked at by hand. The two sides of a connection are held against each other; where the other side
is somebody else's, against the contract that was recorded of it. Nothing is said where the other side's
rules may send more than their text tells. Of custom keys that are maps, each name in them counts.

Bad (incoming)::

    // received: key, type, summary, description
    issue.summary     = replica.summary
    issue.environment = replica.environment

Good (incoming)::

    // received: key, type, summary, description, environment
    issue.summary     = replica.summary
    issue.environment = replica.environment
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.analysis.crossing import FAMILIES, Crossing
from syncscript.language.analysis.object_paths import Use
from syncscript.language.analysis.traffic import Traffic
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree


@lint_rule("L205", "sync", tree.Script, kinds=("incoming",))
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    received = linted.surroundings.received
    if received is None or received.open:
        return
    replica = Traffic(linted.survey, "replica")
    told: set[str] = set()
    reads = [*replica.reads, *Traffic(linted.survey, "previous").reads]
    for use in sorted(reads, key=place_of):
        if use.field is None or use.field in told:
            continue
        told.add(use.field)
        if not received.misses(use.field) or any(use.field == note.field for note in replica.writes):
            continue
        near, sent = did_you_mean(use.field, received.fields), sent_as(use.field)
        help = near or f"add replica.{sent} = ... to the other side's outgoing rules, or take this away"
        yield Told(use.node, f"The other side never sends {use.field}.", help)
    if received.inside:
        yield from unsent_names(replica, received)


def unsent_names(replica: Traffic, received: Crossing) -> Iterator[Told]:
    """Of custom keys that are maps: `replica.customKeys.info.regin`."""
    from syncscript.language.analysis.nested_keys import inner_reads

    noted = {use.field for use in replica.writes}
    for each in sorted(inner_reads(replica), key=lambda inner: inner.node.start):
        if each.field in noted or not received.misses_inside(each.field, each.name):
            continue
        known = sorted(name for field, name in received.inside if field == each.field)
        help = did_you_mean(each.name, known) or f"what it sends there: {', '.join(known)}"
        yield Told(each.node, f"The other side never sends {each.field}.{each.name}.", help)


def sent_as(field: str) -> str:
    """What the other side has to send for it: comments for addedComments."""
    family = next((each for each in FAMILIES if field in each[1:]), (field,))
    return family[0] if field.startswith(("added", "changed", "removed")) else field


def place_of(use: Use) -> int:
    return use.node.start
