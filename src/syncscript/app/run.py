"""The act of running: both sides of every connection are brought in step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from syncscript.app.opening import OpenProject
from syncscript.app.watching import Watch
from syncscript.engine.report import ConnectionPlan, RunSummary


def run_connections(
    project: OpenProject,
    watch: Watch,
    owner: str,
    *,
    allow_removals: bool = False,
    expected: Mapping[str, ConnectionPlan] | None = None,
) -> Iterator[RunSummary]:
    """Run each connection under the lock; a summary as soon as its connection is done.

    `expected` holds a saved plan by connection: PlanIsStale before the first write of a connection
    whose fresh plan differs. After a stop no further connection is begun.
    """
    with project.store.lock(owner):
        project.store.check()
        for connection in project.connections:
            if watch.stop():
                return
            planned = expected[connection.name] if expected is not None else None
            yield project.engine(connection, watch).run(allow_removals=allow_removals, expected=planned)
