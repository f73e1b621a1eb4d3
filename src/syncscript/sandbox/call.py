"""A request on its way through the sandbox, its answer, and the route that leads to it.

Knows what handlers need and nothing of sockets. A handler is a function from Call to Answer; it
refuses by raising JiraProblem before it changes the state.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Request

from syncscript.sandbox.accounts import Accounts
from syncscript.sandbox.changes import Write
from syncscript.sandbox.faces import Face
from syncscript.sandbox.faces.rendering import Rendering
from syncscript.sandbox.faults import Faults
from syncscript.sandbox.kinds import Reading
from syncscript.sandbox.problems import JiraProblem, missing, refused
from syncscript.sandbox.records import Issue, Json, Project, User
from syncscript.sandbox.state import State
from syncscript.sandbox.world import World

BOTH = frozenset({"cloud", "dc"})
CLOUD = frozenset({"cloud"})
DC = frozenset({"dc"})


@dataclass(frozen=True, slots=True)
class Answer:
    """json: data to be written as JSON (None: no body); content: bytes instead of it."""

    status: int = 200
    json: Json = None
    content: bytes | None = None
    mimetype: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


class Controls(Protocol):
    """What the control calls may do to the server itself."""

    faults: Faults
    accounts: Accounts

    def apply_late(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Call:
    """One authenticated request. `api` is 2 or 3; `arguments` come from the path."""

    state: State
    face: Face
    api: int
    base: str
    user: User
    request: Request
    arguments: Mapping[str, str]
    comment_limit: int
    server: Controls

    @property
    def world(self) -> World:
        return self.state.world

    @property
    def query(self) -> MultiDict[str, str]:
        return self.request.args

    @property
    def now(self) -> datetime:
        return self.state.now()

    @property
    def rendering(self) -> Rendering:
        return Rendering(self.world, self.face, self.api, self.base, self.user.id, self.comment_limit)

    def write(self) -> Write:
        """A new line of history by this user, now."""
        return Write(self.user.id, self.now, self.state.next_id("change"))

    def reading(self, project: Project) -> Reading:
        return Reading(self.world, self.face.name, self.api, project)

    def body(self) -> dict[str, Json]:
        """The JSON object of the request. 400 when it is none."""
        body = self.any_body()
        if not isinstance(body, dict):
            raise refused("Invalid request payload. Refer to the REST API documentation and try again.")
        return body

    def any_body(self) -> Json:
        if self.request.mimetype != "application/json":
            raise JiraProblem(415, html=True)
        try:
            return json.loads(self.request.get_data(cache=True) or b"null")
        except ValueError as error:
            raise refused(
                f"There was an error parsing JSON. Check that your request body is valid. {error}"
            ) from None

    def words(self, what: str, *parts: str) -> str:
        """A refusal in this product's words."""
        return self.face.words[what].format(*parts)

    def issue(self) -> Issue:
        """The issue that the path names. 404 when there is none."""
        found = self.world.issue(self.arguments["issue"])
        if found is None:
            raise missing(self.words("no issue"))
        return found

    def project(self) -> Project:
        """The project that the path names. 404 when there is none."""
        found = self.world.project(self.arguments["project"])
        if found is None:
            raise missing(self.words("no project", self.arguments["project"]))
        return found

    def whole_number(self, name: str, default: int) -> int:
        """A number of the query. 400 when it is not a natural number."""
        text = self.query.get(name, "")
        if not text:
            return default
        if not text.isdigit():
            raise refused(f"Could not parse '{text}' as a number for parameter '{name}'.")
        return int(text)

    def parts(self, name: str) -> list[str]:
        """A list of the query, given with commas or several times."""
        return [
            part.strip() for given in self.query.getlist(name) for part in given.split(",") if part.strip()
        ]


@dataclass(frozen=True, slots=True)
class Route:
    """path: below `/rest/api/N/`, or from the root with a leading slash; reads: changes nothing."""

    method: str
    path: str
    handler: Callable[[Call], Answer]
    reads: bool = False
    faces: frozenset[str] = BOTH
    anonymous: bool = False


def get(
    path: str, handler: Callable[[Call], Answer], faces: frozenset[str] = BOTH, *, anonymous: bool = False
) -> Route:
    return Route("GET", path, handler, True, faces, anonymous)


def asks(path: str, handler: Callable[[Call], Answer], faces: frozenset[str] = BOTH) -> Route:
    """A POST that only reads."""
    return Route("POST", path, handler, True, faces)


def post(path: str, handler: Callable[[Call], Answer], faces: frozenset[str] = BOTH) -> Route:
    return Route("POST", path, handler, faces=faces)


def put(path: str, handler: Callable[[Call], Answer], faces: frozenset[str] = BOTH) -> Route:
    return Route("PUT", path, handler, faces=faces)


def delete(path: str, handler: Callable[[Call], Answer], faces: frozenset[str] = BOTH) -> Route:
    return Route("DELETE", path, handler, faces=faces)
