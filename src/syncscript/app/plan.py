"""The act of planning: what a run would write now."""

from __future__ import annotations

from syncscript.app.opening import OpenProject
from syncscript.app.watching import Watch
from syncscript.engine.report import ConnectionPlan


def plan_connections(project: OpenProject, watch: Watch, owner: str) -> list[ConnectionPlan]:
    """What a run would write now, connection by connection. Writes nothing; StateHeld when a run goes on."""
    with project.store.lock(owner):
        return [project.engine(connection, watch).plan() for connection in project.connections]
