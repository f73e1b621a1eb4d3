"""A trigger finds nothing that another one of its side does not find already.

Whoever narrows one wonders why the issues still come, and every run asks the tracker twice. Told where
the queries are the same but for their writing, or where one demands all that the other one does, and more.
Triggers that are not active are left in peace.

Bad::

    [[connections.blue-green.triggers]]
    side = "BlueJira"
    query = "labels = sync"

    [[connections.blue-green.triggers]]
    side = "BlueJira"
    query = "labels = sync AND type = Bug"

Good::

    [[connections.blue-green.triggers]]
    side = "BlueJira"
    query = "labels = sync"
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.app.linting.project_registry import ProjectTold, ProjectView, Trigger, project_rule
from syncscript.jql import NotJql, demands_of, parse


@project_rule("L017", "correctness")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    triggers = [each for each in view.triggers() if each.active]
    demands = {each.key: demanded(each.query) for each in triggers} if len(triggers) > 1 else {}
    for number, trigger in enumerate(triggers):
        for other_number, other in enumerate(triggers):
            if trigger is other or (trigger.key[:2], trigger.side) != (other.key[:2], other.side):
                continue
            own, wider = demands.get(trigger.key), demands.get(other.key)
            if own is None or wider is None or not wider <= own or (wider == own and number < other_number):
                continue
            message = f"Trigger {place(other)} of {trigger.side} finds all that this one finds: {other.query}"
            yield ProjectTold(message, "take one of the two away", trigger.key, 0, len(trigger.query))
            break


def place(trigger: Trigger) -> int:
    """Its number among the triggers of the connection, from 1."""
    return int(trigger.key[3]) + 1


def demanded(query: str) -> frozenset[object] | None:
    """None for a query that is told as no query at all."""
    try:
        return frozenset(demands_of(parse(query)))
    except NotJql:
        return None
