"""From an HTTP request to its answer: log, fault, account, route, handler, response.

Knows no sockets: a dropped connection is an exception that the server turns into one. Handlers run one
at a time, under one lock; delays are waited for outside it.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from syncscript.sandbox.accounts import Accounts
from syncscript.sandbox.call import Answer, Call, Route
from syncscript.sandbox.faces import Face
from syncscript.sandbox.faults import ConnectionDropped, Fault, Faults
from syncscript.sandbox.problems import JiraProblem, error_page
from syncscript.sandbox.records import User
from syncscript.sandbox.routes import routes_of
from syncscript.sandbox.state import State

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


_AFTER_THE_WRITE = frozenset({"drop-after", "truncate"})


@dataclass(frozen=True, slots=True)
class Logged:
    """One request that came in. kind: `read` or `write`; status 0: the connection was dropped."""

    method: str
    path: str
    status: int
    kind: str


@dataclass(frozen=True, slots=True)
class _Late:
    due: datetime
    do: Callable[[], object]


class Application:
    """One face of one state. `requests` is the log, in the order the requests were answered."""

    def __init__(self, face: Face, state: State, *, comment_limit: int) -> None:
        self.face = face
        self.state = state
        self.faults = Faults()
        self.accounts = Accounts(face)
        self.requests: list[Logged] = []
        self.lock = threading.RLock()
        self._comment_limit = comment_limit
        self._late: list[_Late] = []
        self._map = _map_of(face.name, face.apis)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self.respond(Request(environ))(environ, start_response)

    def respond(self, request: Request) -> Response:
        """The answer to a request. ConnectionDropped when a fault hangs up instead."""
        request.get_data(cache=True, parse_form_data=False)
        path = request.full_path.removesuffix("?")
        route, arguments = self._route(request)
        kind = "read" if (route.reads if route else request.method == "GET") else "write"
        control = request.path.startswith("/__sandbox__/")
        fault = None if control else self.faults.next_for(request.method, path, kind)
        try:
            response = self._faulty(request, route, arguments, fault)
        except ConnectionDropped:
            self.requests.append(Logged(request.method, path, 0, kind))
            raise
        if not control:
            self.requests.append(Logged(request.method, path, response.status_code, kind))
        return response

    def apply_late(self, now: datetime | None = None) -> None:
        """Do the late writes that are due by `now`, all of them when it is None."""
        due = [late for late in self._late if now is None or late.due <= now]
        self._late = [late for late in self._late if late not in due]
        for late in due:
            late.do()

    def _faulty(
        self, request: Request, route: Route | None, arguments: dict[str, str], fault: Fault | None,
    ) -> Response:
        if fault is None:
            return self._handled(request, route, arguments)
        if fault.action == "late":
            due = self.state.now() + timedelta(seconds=fault.seconds)
            self._late.append(_Late(due, lambda: self._handled(request, route, arguments)))
            raise ConnectionDropped
        done = self._handled(request, route, arguments) if fault.action in _AFTER_THE_WRITE else None
        time.sleep(fault.seconds)
        if fault.action.startswith("drop"):
            raise ConnectionDropped
        if fault.action == "delay":
            return self._handled(request, route, arguments)
        return _failure(fault) if done is None else _cut_short(done)

    def _handled(self, request: Request, route: Route | None, arguments: dict[str, str]) -> Response:
        with self.lock:
            self.apply_late(self.state.now())
            try:
                return _response(self._answer(request, route, arguments))
            except JiraProblem as problem:
                return _refusal(problem)
            except Exception as error:
                # As a real server: this call fails, the next one is answered.
                fault = f"Internal server error: {type(error).__name__}: {error}"
                return _refusal(JiraProblem(500, [fault]))

    def _answer(self, request: Request, route: Route | None, arguments: dict[str, str]) -> Answer:
        user = self.accounts.user_of(request, self.state.world)
        if route is None:
            raise JiraProblem(int(arguments["status"]), html=True)
        if user is None and not route.anonymous:
            raise JiraProblem(401, [self.face.words["unauthorised"]])
        return route.handler(self._call(request, user, arguments))

    def _call(self, request: Request, user: User | None, arguments: dict[str, str]) -> Call:
        api = arguments.pop("api", "")
        number = int(api) if api.isdigit() else self.face.apis[0]
        someone = user or next(iter(self.state.world.users.values()))
        return Call(self.state, self.face, number, request.host_url.rstrip("/"), someone, request, arguments,
                    self._comment_limit, self)

    def _route(self, request: Request) -> tuple[Route | None, dict[str, str]]:
        """The route with its arguments; without a route the status code of the refusal."""
        try:
            endpoint, arguments = self._map.bind_to_environ(request.environ).match()
        except MethodNotAllowed:
            return None, {"status": "405"}
        except HTTPException:
            return None, {"status": "404"}
        return endpoint, dict(arguments)


@cache
def _map_of(face: str, apis: tuple[int, ...]) -> Map:
    """The addresses of a product; the same for all its servers."""
    return Map([_rule(route, apis) for route in routes_of(face)], merge_slashes=False)


def _rule(route: Route, apis: tuple[int, ...]) -> Rule:
    if route.path.startswith("/"):
        return Rule(route.path, methods=[route.method], endpoint=route)
    versions = ", ".join(f"'{api}'" for api in (*apis, "latest"))
    return Rule(f"/rest/api/<any({versions}):api>/{route.path}", methods=[route.method], endpoint=route)


def _response(answer: Answer) -> Response:
    if answer.content is not None:
        return Response(answer.content, answer.status, dict(answer.headers), answer.mimetype)
    body = b"" if answer.json is None else json.dumps(answer.json, ensure_ascii=False).encode()
    response = Response(body, answer.status, dict(answer.headers))
    response.headers["Content-Type"] = "application/json;charset=UTF-8"
    return response


def _refusal(problem: JiraProblem) -> Response:
    if problem.html:
        title = problem.messages[0] if problem.messages else "Oops, you've found a dead link."
        return Response(error_page(problem.status, title), problem.status, problem.headers,
                        content_type="text/html;charset=UTF-8")
    return _response(Answer(problem.status, problem.body, headers=problem.headers))


def _failure(fault: Fault) -> Response:
    if fault.action == "html":
        page = fault.body if isinstance(fault.body, str) else error_page(fault.code, "Service Unavailable")
        return Response(page, fault.code, dict(fault.headers), content_type="text/html;charset=UTF-8")
    body = {"errorMessages": ["Internal server error"], "errors": {}} if fault.body is None else fault.body
    return _response(Answer(fault.code, body, headers=fault.headers))


def _cut_short(response: Response) -> Response:
    """The same answer with half of its body, and a length that hides it."""
    whole = response.get_data()
    response.set_data(whole[:len(whole) // 2])
    return response
