"""httpClient: a tracker's own web interface, for what the helpers do not cover.

Off unless the limits of the run list the hosts that may be reached; `tracker` stands for the tracker of this
side, which paths without a host go to. A GET is a question to the caller; everything else is an operation in
the plan, so its answer is not known while the rule runs. Refuses to open a connection itself.
"""

from __future__ import annotations

import json
from urllib.parse import quote, urlsplit

from syncscript.language.builtins.json_text import to_json
from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.values import Closure, Value, a_type
from syncscript.model import Json

TRACKER = "tracker"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def allowed_url(run: Run, path: Value) -> str:
    """The URL or path, where the run may reach it. Fault where it may not."""
    url = text(path).strip()
    host = host_of(url)
    if any(host == entry or (entry[:2] == "*." and host.endswith(entry[1:])) for entry in run.limits.hosts):
        return url
    raise Fault(
        f"httpClient may not reach {'the tracker' if host == TRACKER else host}.",
        "ask through nodeHelper, or let the connection list the host",
        kind="SecurityException",
        code="R160",
    )


def host_of(url: str) -> str:
    """The host, in small letters; `tracker` for a path alone. Fault for what is neither."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018
    except ValueError:
        parts = urlsplit("")
    if url.startswith("/") and not url.startswith("//") and "\\" not in url:
        return TRACKER
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or "\\" in url:
        raise Fault(
            f"This is no address: {url[:80]}",
            "write a path such as /rest/api/2/myself, or a URL with https://",
            kind=BAD_ARGUMENT,
            code="R160",
        )
    return parts.hostname.lower()


@helper("httpClient.get")
def get(run: Run, path: Value, *more: Value) -> Json:
    """What stands at this path, JSON as data; null when there is nothing."""
    return run.ask("httpClient", "get", allowed_url(run, path))


def write(name: str) -> None:
    """post, put, patch, delete: an operation of the plan."""

    @helper(f"httpClient.{name}")
    def plan_write(run: Run, path: Value, body: Value = None, *more: Value) -> None:
        plan(run, name.upper(), path, body, {})

    plan_write.__name__ = name
    plan_write.__doc__ = "A step of the plan. The answer is not known while the rule runs: null."


for written in ("post", "put", "patch", "delete"):
    write(written)


def plan(run: Run, method: str, path: Value, body: Value, headers: Json) -> None:
    sent = body if body is None or type(body) is str else to_json(run, body)
    operation: dict[str, Json] = {"operation": "http", "method": method, "url": allowed_url(run, path)}
    operation |= {"body": sent} | ({"headers": headers} if headers else {})
    run.plan({**operation, "line": run.position[0]})
    run.tell("note", f"httpClient.{method.lower()} is a step of the plan: its answer is not known here")


@helper("httpClient.http")
def http(run: Run, method: Value, path: Value, *more: Value) -> Value:
    """http(method, path, [query map,] body, headers) { request, response -> ... }

    The closure gets the answer to a GET: `response.code`, `.body` as text, `.json` as data.
    """
    name = text(method).upper()
    if name not in METHODS:
        raise Fault(
            f"httpClient knows no method {name}.",
            f"one of {', '.join(METHODS)}",
            kind=BAD_ARGUMENT,
            code="R160",
        )
    closure = more[-1] if more and type(more[-1]) is Closure else None
    query, body, headers = arguments_of(more[:-1] if closure else more)
    url = with_query(text(path), query)
    if name != "GET":
        plan(run, name, url, body, headers)
        return None
    found = run.ask("httpClient", "get", allowed_url(run, url))
    if closure is None:
        return found
    return run.invoke(
        closure, *({"method": name, "url": url}, response_of(found))[2 - min(closure.most, 2) :]
    )


def arguments_of(given: tuple[Value, ...]) -> tuple[Value, Value, dict[str, Json]]:
    """Query, body and headers: (body), (body, headers) or (query, body, headers)."""
    if len(given) >= 3:
        return given[0], given[1], plain_headers(given[2])
    body, headers = (*given, None, None)[:2]
    return None, body, plain_headers(headers)


def plain_headers(headers: Value) -> dict[str, Json]:
    """Header values come as texts or as lists of texts."""
    if headers is None:
        return {}
    if type(headers) is not dict:
        raise Fault(f"Headers are a map, not {a_type(headers)}.", kind=BAD_ARGUMENT, code="R108")
    return {text(k): ", ".join(map(text, v)) if isinstance(v, list) else text(v) for k, v in headers.items()}


def with_query(path: str, query: Value) -> str:
    if type(query) is not dict or not query:
        return path
    pairs = [(k, one) for k, v in query.items() for one in (v if isinstance(v, list) else [v])]
    joined = "&".join(f"{quote(text(k), safe='')}={quote(text(v), safe='')}" for k, v in pairs)
    return f"{path}{'&' if '?' in path else '?'}{joined}"


def response_of(found: Json) -> dict[str, Value]:
    """An answer as a response: what is not there is 404."""
    body = found if type(found) is str else "" if found is None else json.dumps(found, ensure_ascii=False)
    code = 404 if found is None else 200
    return {"code": code, "status": code, "body": body, "json": found, "headers": {}}
