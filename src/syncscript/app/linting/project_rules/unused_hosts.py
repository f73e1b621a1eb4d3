"""A side lists hosts that its rules may reach, and none of its rules calls httpClient.

The permission outlived its use: a rule that somebody slips in later may send issues there, and no review
of syncscript.toml would show it. Take the hosts out.

Bad::

    [connections.blue-green.left]
    outgoing = "rules/blue.outgoing.sync"   # no httpClient in it
    hosts = ["api.example.com"]

Good::

    [connections.blue-green.left]
    outgoing = "rules/blue.outgoing.sync"
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.app.linting.home import path, table, word
from syncscript.app.linting.project_registry import ProjectTold, ProjectView, project_rule


@project_rule("L011", "safety")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    for name, connection in view.connections():
        for place in ("left", "right"):
            side = table(connection, place)
            files = [word(side, kind) for kind in ("outgoing", "incoming")] + [word(connection, "mapping")]
            texts = [view.text(path(file)) for file in files if file]
            if (
                side.get("hosts")
                and texts
                and not any(text is None or "httpClient" in text for text in texts)
            ):
                yield ProjectTold(
                    "No rule of this side calls httpClient: these hosts are open for nothing.",
                    "take hosts out",
                    at=("connections", name, place, "hosts"),
                )
