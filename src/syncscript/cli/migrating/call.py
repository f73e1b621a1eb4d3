"""One call of the command: what it was given, and what every step looks up with that.

Refuses to change anything.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from syncscript.app.backbone.migrating import Migration
    from syncscript.app.backbone.standing import Standing
    from syncscript.backbone import Conditions
    from syncscript.config import ConnectionSettings, InstanceSettings, Project
    from syncscript.config.settings import SideSettings
    from syncscript.contracts import Tracker

OWNER = "syncscript backbone migrate"


@dataclass(frozen=True, slots=True)
class Call:
    """first: the side that stayed, where a person named it; yes: nobody is to be asked."""

    project: Project
    wanted: Migration
    conditions: Conditions
    first: str | None
    yes: bool

    @property
    def settings(self) -> ConnectionSettings:
        return self.project.settings.connections[self.wanted.connection]

    @property
    def sides(self) -> dict[str, SideSettings]:
        return dict(zip(self.settings.side_names, self.settings.sides, strict=True))

    def other(self, side: str) -> str:
        return next(name for name in self.settings.side_names if name != side)

    def instance_of(self, side: str) -> InstanceSettings:
        return self.project.settings.instances[self.sides[side].instance]

    def is_cloud(self, side: str) -> bool:
        return self.instance_of(side).tracker == "jira-cloud"

    def tracker_of(self, side: str) -> Tracker:
        from syncscript.app.connecting import tracker_of

        return tracker_of(self.project, self.sides[side].instance, os.environ)

    def moved(self) -> str:
        """The side that did not come first in the merged file, once that was taken over."""
        from syncscript.app.states import looked_at_state

        with looked_at_state(self.project) as store, store.transaction() as records:
            takeover = records.takeover(self.wanted.connection)
        return next(side for side in self.sides if takeover is None or side != takeover.first)

    def standing(self) -> Standing:
        from syncscript.app.backbone.standing import standing_of
        from syncscript.app.states import looked_at_state

        with looked_at_state(self.project) as store, store.transaction() as records:
            return standing_of(records, self.wanted.connection)
