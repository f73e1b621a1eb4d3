"""No connection names this rule file: it never runs.

Whoever edits it waits for an effect that cannot come. Mostly it was renamed, or a connection that named
it was taken out. Name it in a connection, or remove it; `exclude` in `[lint]` keeps files that are meant
to lie there.

Bad::

    # syncscript.toml names rules/blue.outgoing.sync
    rules/blue.outgoing.sync
    rules/blue-old.outgoing.sync

Good::

    # both files are named in a connection
    outgoing = "rules/blue.outgoing.sync"
    outgoing = "rules/blue-old.outgoing.sync"
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.app.linting.project_registry import ProjectTold, ProjectView, project_rule


@project_rule("L010", "correctness")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    if not view.home.roles:
        return
    for file in view.files:
        if file not in view.home.roles:
            yield ProjectTold(
                "No connection names this rule file: it never runs.",
                "name it in a connection, remove it, or put it under exclude in [lint]",
                file=file,
            )
