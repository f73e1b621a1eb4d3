"""The demo's two Jiras: which face each has, who works there, and where it keeps its issues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from syncscript.app.states import looked_at_state
from syncscript.config import load_project
from syncscript.demo.people import Person
from syncscript.sandbox import TOKEN, SandboxServer

CONNECTION = "blue-green"


@dataclass(frozen=True, slots=True)
class JiraSide:
    """One of the two Jiras. `face` as the sandbox calls it; `file` is its state below `sandbox/`."""

    instance: str
    project: str
    title: str
    face: str
    file: str

    @property
    def slug(self) -> str:
        return self.project.lower()


BLUE = JiraSide("BlueJira", "BLUE", "Blue Customer Service", "cloud", "blue.json")
GREEN = JiraSide("GreenJira", "GREEN", "Green Development", "dc", "green.json")


@dataclass(frozen=True, slots=True)
class Jiras:
    """Both Jiras, running, and those who work in them."""

    folder: Path
    blue_url: str
    green_url: str

    @property
    def blue_person(self) -> Person:
        return Person("Blue Support", "support@example.invalid", TOKEN, self.blue_url, True)

    @property
    def blue_other(self) -> Person:
        return Person("Blue Reporter", "reporter@example.invalid", TOKEN, self.blue_url, True)

    @property
    def green_person(self) -> Person:
        return Person("Green Developer", "developer", TOKEN, self.green_url, False)

    def port_of(self, side: JiraSide) -> int:
        port = urlsplit(self.blue_url if side is BLUE else self.green_url).port
        assert port is not None, "a sandbox always names its port"
        return port

    def twins(self) -> Mapping[str, str]:
        """Green's key by Blue's key, of all pairs."""
        with looked_at_state(load_project(self.folder)) as store, store.transaction() as records:
            pairs = records.pairs(CONNECTION)
        sides = (BLUE.instance, GREEN.instance)
        whole = [pair.issues for pair in pairs if set(sides) <= set(pair.issues)]
        return {issues[BLUE.instance].key: issues[GREEN.instance].key for issues in whole}


@contextmanager
def running_jiras(folder: Path) -> Iterator[Jiras]:
    """Both Jiras on free ports of this machine, with their state below `folder`."""
    with _server(BLUE, folder) as blue, _server(GREEN, folder) as green:
        yield Jiras(folder, blue.url, green.url)


def _server(side: JiraSide, folder: Path) -> SandboxServer:
    state = folder / "sandbox" / side.file
    return SandboxServer(side.face, projects={side.project: side.title}, state_file=state)
