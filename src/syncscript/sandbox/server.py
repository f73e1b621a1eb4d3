"""A sandbox as one object: start it, talk to its address, add faults, look at its log, stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from syncscript.sandbox import catalogue, loading, storage
from syncscript.sandbox.application import Application, Logged
from syncscript.sandbox.faces import face_called
from syncscript.sandbox.faults import Fault
from syncscript.sandbox.files import Files
from syncscript.sandbox.records import Issue, Project
from syncscript.sandbox.serving import Listener
from syncscript.sandbox.state import State
from syncscript.sandbox.workflow import TransitionRule
from syncscript.sandbox.world import World, by_id


def _world(state_file: Path | None, account_zone: str) -> World:
    """The stored world, or a fresh one with its first people."""
    world = (storage.read_world(state_file) if state_file else None) or World()
    if not world.users:
        world.users = by_id(catalogue.default_users(account_zone))
    return world


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SandboxServer:
    """A Jira-compatible server on this machine.

    face: `cloud` or `dc`; projects: names by key; port 0: any free one; state_file: where the world
    is kept, None for memory; account_zone: IANA zone of the sync account; search_lag: seconds until
    search sees a write; now: the tracker's clock; comment_limit: comments shown inside an issue.
    Log in with `email` (Cloud) or `name` (Data Center) and `token`; `token` is a bearer token on Data Center.
    """

    token = catalogue.TOKEN

    def __init__(
        self,
        face: str = "cloud",
        *,
        projects: Mapping[str, str] | Iterable[str] = ("DEMO",),
        port: int = 0,
        host: str = "127.0.0.1",
        state_file: Path | None = None,
        account_zone: str = "UTC",
        search_lag: float = 0.0,
        now: Callable[[], datetime] = _utc_now,
        comment_limit: int = 5000,
    ) -> None:
        self._state_file = state_file
        self._written = 0
        self._host, self._port = host, port
        self._listener: Listener | None = None
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()
        files = Files(storage.files_folder(state_file) if state_file else None)
        self.state = State(_world(state_file, account_zone), files, now, timedelta(seconds=search_lag))
        self._app = Application(face_called(face), self.state, comment_limit=comment_limit)
        for key, name in _named(projects).items():
            self.add_project(key, name)

    # ---------------------------------------------------------------- what it is

    @property
    def face(self) -> str:
        return self._app.face.name

    @property
    def url(self) -> str:
        """`http://127.0.0.1:port`, once started."""
        if self._listener is None:
            raise RuntimeError("the sandbox is not started")
        return self._listener.address

    @property
    def email(self) -> str:
        """The sync account's address, its login on Cloud."""
        return next(iter(self.state.world.users.values())).email

    @property
    def name(self) -> str:
        """The sync account's user name, its login on Data Center."""
        return next(iter(self.state.world.users.values())).name

    @property
    def requests(self) -> list[Logged]:
        """Every request answered so far, but for those that control the sandbox."""
        return self._app.requests

    # ---------------------------------------------------------------- what may be done to it

    def add_project(self, key: str, name: str = "") -> Project:
        """Make a project unless there is one of this key."""
        with self._app.lock:
            found = self.state.world.project(key)
            if found is not None:
                return found
            lead = next(iter(self.state.world.users))
            return self.state.put_project(
                Project(self.state.next_id("project"), key.upper(), name or key, lead)
            )

    def load_issues(self, path: Path, project: str | None = None) -> list[Issue]:
        """Take in issues from JSON lines, in their order; into the first project unless one is named."""
        with self._app.lock:
            target = self.state.world.project(project or next(iter(self.state.world.projects.values())).key)
            if target is None:
                raise ValueError(f"no such project: {project}")
            return loading.load_issues(path, target, self.state)

    def add_fault(self, fault: Fault) -> None:
        """Let requests fail from now on."""
        self._app.faults.add(fault)

    def clear_faults(self) -> None:
        self._app.faults.clear()

    def apply_late(self) -> None:
        """Do all late writes now."""
        with self._app.lock:
            self._app.apply_late()

    def forgive_logins(self) -> None:
        """As if someone had solved the captcha."""
        self._app.accounts.forgive()

    def set_search_lag(self, seconds: float) -> None:
        """From now on; what was written before becomes visible when it was due."""
        with self._app.lock:
            self.state.index.lag = timedelta(seconds=seconds)

    def catch_up_search(self) -> None:
        """Let search see every write at once."""
        with self._app.lock:
            self.state.index.catch_up()

    def put_transition(self, rule: TransitionRule) -> None:
        """Add or replace a transition of the workflow."""
        with self._app.lock:
            self.state.world.transitions[rule.id] = rule

    # ---------------------------------------------------------------- life

    def start(self) -> Self:
        self._listener = Listener(self._app, self._host, self._port)
        self._run(self._listener.serve)
        if self._state_file:
            self._run(self._save_now_and_then)
        return self

    def stop(self) -> None:
        """Hang up on everybody and write the state file."""
        self._stopping.set()
        if self._listener is not None:
            self._listener.close()
        for thread in self._threads:
            thread.join(timeout=5)
        self.save()

    def save(self) -> None:
        """Write the state file, if there is one and anything changed."""
        with self._app.lock:
            if self._state_file is None or self._written == self.state.changes:
                return
            self._written = self.state.changes
            storage.write_world(self._state_file, self.state.world)

    def _save_now_and_then(self) -> None:
        while not self._stopping.wait(0.2):
            self.save()

    def _run(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name=f"sandbox-{self.face}", daemon=True)
        self._threads.append(thread)
        thread.start()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
    ) -> None:
        self.stop()


def _named(projects: Mapping[str, str] | Iterable[str]) -> dict[str, str]:
    return dict(projects) if isinstance(projects, Mapping) else {key: key for key in projects}
