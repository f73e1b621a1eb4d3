"""The sandbox's memory while it runs: the world, what search has seen of it, and the files.

The only place that changes a World. What search sees lags behind by a set time; reads by id do not.
Callers hold the server's lock; nothing here is safe to use without it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from syncscript.sandbox.files import Files
from syncscript.sandbox.instants import whole_milliseconds
from syncscript.sandbox.pages import Pages
from syncscript.sandbox.records import Issue, Link, Project
from syncscript.sandbox.world import World


class SearchIndex:
    """Issues as search sees them: each write becomes visible `lag` after it was done."""

    def __init__(self, issues: Iterable[Issue], lag: timedelta) -> None:
        self.lag = lag
        self._seen = {issue.id: issue for issue in issues}
        self._coming: deque[tuple[datetime, str, Issue | None]] = deque()

    def note(self, issue_id: str, issue: Issue | None, now: datetime) -> None:
        """An issue was written, or removed when `issue` is None."""
        self._coming.append((now + self.lag, issue_id, issue))

    def visible(self, now: datetime) -> dict[str, Issue]:
        """What search sees at `now`, by id. The caller must not keep it."""
        while self._coming and self._coming[0][0] <= now:
            _, issue_id, issue = self._coming.popleft()
            if issue is None:
                self._seen.pop(issue_id, None)
            else:
                self._seen[issue_id] = issue
        return self._seen

    def catch_up(self) -> None:
        """Make every write visible at once."""
        self.visible(datetime.max.replace(tzinfo=UTC))


class State:
    """One world with its search index and its files. `clock` gives the tracker's own time."""

    def __init__(self, world: World, files: Files, clock: Callable[[], datetime], lag: timedelta) -> None:
        self.world = world
        self.files = files
        self.index = SearchIndex(world.issues.values(), lag)
        self.pages = Pages()
        self.changes = 0
        self._clock = clock

    def now(self) -> datetime:
        """The tracker's clock, UTC, whole milliseconds."""
        return whole_milliseconds(self._clock())

    def next_id(self, sort: str, first: int = 10000) -> str:
        """An id that was never given out for this sort of thing."""
        number = self.world.last_ids.get(sort, first - 1) + 1
        self.world.last_ids[sort] = number
        return str(number)

    def next_key(self, project_id: str) -> str:
        """The next issue key of a project; it is used up by asking."""
        project = self.world.projects[project_id]
        self.world.projects[project_id] = replace(project, next_number=project.next_number + 1)
        return f"{project.key}-{project.next_number}"

    def put(self, issue: Issue) -> Issue:
        """Insert or replace an issue, and tell search."""
        self._note_parent(self.world.issues.get(issue.id), issue)
        self.world.issues[issue.id] = issue
        self.world.keys[issue.key] = issue.id
        self.index.note(issue.id, issue, self.now())
        self.changes += 1
        return issue

    def remove(self, issue: Issue) -> None:
        """Remove an issue with its links, files and keys, and tell search."""
        world = self.world
        self._note_parent(issue, None)
        del world.issues[issue.id]
        world.keys = {key: i for key, i in world.keys.items() if i != issue.id}
        for link in world.links_of(issue.id):
            del world.links[link.id]
        for attachment in issue.attachments:
            self.files.remove(attachment.id)
        self.index.note(issue.id, None, self.now())
        self.changes += 1

    def _note_parent(self, before: Issue | None, after: Issue | None) -> None:
        old, new = (None if one is None else one.fields.get("parent") for one in (before, after))
        if old == new:
            return
        if before is not None and old is not None:
            self.world.children.get(old, set()).discard(before.id)
        if after is not None and new is not None:
            self.world.children.setdefault(new, set()).add(after.id)

    def put_link(self, link: Link) -> None:
        self.world.links[link.id] = link
        self.changes += 1

    def remove_link(self, link_id: str) -> None:
        del self.world.links[link_id]
        self.changes += 1

    def put_project(self, project: Project) -> Project:
        self.world.projects[project.id] = project
        self.changes += 1
        return project
