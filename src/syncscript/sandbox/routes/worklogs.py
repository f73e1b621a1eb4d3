"""Work that was logged on an issue; on Cloud it carries entity properties."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from syncscript.sandbox import changes
from syncscript.sandbox.bodies import read_body
from syncscript.sandbox.call import CLOUD, Answer, Call, delete, get, post, put
from syncscript.sandbox.faces.hanging import shown_worklog
from syncscript.sandbox.instants import read_instant
from syncscript.sandbox.problems import FieldProblem, JiraProblem, missing
from syncscript.sandbox.records import Issue, Json, Worklog
from syncscript.sandbox.routes.properties import properties_in, property_value, shown_keys, shown_property
from syncscript.sandbox.shapes import natural_of

_SECONDS = {"w": 5 * 8 * 3600, "d": 8 * 3600, "h": 3600, "m": 60}


def _seconds_in(body: Mapping[str, Json], otherwise: int = 0) -> int:
    if body.get("timeSpentSeconds"):
        return natural_of(body["timeSpentSeconds"], "timeSpentSeconds")
    text = str(body.get("timeSpent") or "")
    parts = re.findall(r"(\d+)\s*([wdhm])", text)
    seconds = sum(int(count) * _SECONDS[unit] for count, unit in parts) or otherwise
    if seconds <= 0:
        raise JiraProblem(400, (), {"timeLogged": "You must indicate the time spent working."})
    return seconds


def _started_in(body: Mapping[str, Json], otherwise: datetime) -> datetime:
    try:
        return read_instant(str(body["started"])) if body.get("started") else otherwise
    except ValueError:
        raise JiraProblem(400, (), {"started": f"Error parsing date string: {body['started']}"}) from None


def _comment_in(call: Call, body: Mapping[str, Json]) -> dict[str, Json] | None:
    try:
        return read_body(body.get("comment"), call.api)
    except FieldProblem as problem:
        raise JiraProblem(400, (), {"comment": str(problem)}) from None


def _properties_in(call: Call, body: Mapping[str, Json]) -> dict[str, Json]:
    """A Data Center passes over properties of work."""
    return properties_in(body) if call.rendering.face.cloud else {}


def _shown(call: Call, worklog: Worklog, issue: Issue) -> dict[str, Json]:
    return shown_worklog(worklog, issue, call.rendering, properties="properties" in call.parts("expand"))


def list_worklogs(call: Call) -> Answer:
    """A page of them on Cloud, all of them on a Data Center."""
    issue = call.issue()
    start, most = call.whole_number("startAt", 0), call.whole_number("maxResults", 5000)
    if not call.rendering.face.cloud:
        start, most = 0, max(1, len(issue.worklogs))
    shown = [_shown(call, w, issue) for w in issue.worklogs[start:start + most]]
    return Answer(
        json={"startAt": start, "maxResults": most, "total": len(issue.worklogs), "worklogs": shown}
    )


def _worklog(call: Call, issue: Issue) -> Worklog:
    wanted = call.arguments["worklog"]
    found = next((w for w in issue.worklogs if w.id == wanted), None)
    if found is None:
        raise missing(f"Cannot find worklog with id: '{wanted}'.")
    return found


def add_worklog(call: Call) -> Answer:
    issue, body, now = call.issue(), call.body(), call.now
    seconds, started, comment = _seconds_in(body), _started_in(body, now), _comment_in(call, body)
    made = Worklog(
        call.state.next_id("worklog"),
        call.user.id,
        call.user.id,
        now,
        now,
        started,
        seconds,
        comment,
        body.get("visibility"),
        _properties_in(call, body),
    )
    call.state.put(changes.with_worklog(issue, made, now))
    return Answer(201, _shown(call, made, issue))


def get_worklog(call: Call) -> Answer:
    issue = call.issue()
    return Answer(json=_shown(call, _worklog(call, issue), issue))


def edit_worklog(call: Call) -> Answer:
    issue, body = call.issue(), call.body()
    old = _worklog(call, issue)
    properties = {**old.properties, **_properties_in(call, body)}
    after = replace(old, editor=call.user.id, updated=call.now, seconds=_seconds_in(body, old.seconds),
                    started=_started_in(body, old.started),
                    comment=_comment_in(call, body) if "comment" in body else old.comment,
                    properties=properties)
    call.state.put(changes.with_worklog(issue, after, call.now))
    return Answer(json=_shown(call, after, issue))


def remove_worklog(call: Call) -> Answer:
    issue = call.issue()
    call.state.put(changes.without_worklog(issue, _worklog(call, issue).id, call.now))
    return Answer(204)


def list_properties(call: Call) -> Answer:
    issue = call.issue()
    worklog = _worklog(call, issue)
    address = call.rendering.link(f"issue/{issue.id}/worklog/{worklog.id}/properties")
    return Answer(json=shown_keys(worklog.properties, address))


def get_property(call: Call) -> Answer:
    return Answer(json=shown_property(_worklog(call, call.issue()).properties, call.arguments["key"]))


def set_property(call: Call) -> Answer:
    issue, key, value = call.issue(), call.arguments["key"], property_value(call)
    worklog = _worklog(call, issue)
    _keep_properties(call, issue, worklog, {**worklog.properties, key: value})
    return Answer(200 if key in worklog.properties else 201, {})


def remove_property(call: Call) -> Answer:
    issue, key = call.issue(), call.arguments["key"]
    worklog = _worklog(call, issue)
    shown_property(worklog.properties, key)
    _keep_properties(call, issue, worklog, {k: v for k, v in worklog.properties.items() if k != key})
    return Answer(204)


def _keep_properties(call: Call, issue: Issue, worklog: Worklog, properties: dict[str, Json]) -> None:
    """A property changes no time of the issue."""
    after = changes.with_worklog(issue, replace(worklog, properties=properties), call.now)
    call.state.put(replace(after, updated=issue.updated))


ROUTES = (
    get("issue/<issue>/worklog", list_worklogs),
    post("issue/<issue>/worklog", add_worklog),
    get("issue/<issue>/worklog/<worklog>", get_worklog),
    put("issue/<issue>/worklog/<worklog>", edit_worklog),
    delete("issue/<issue>/worklog/<worklog>", remove_worklog),
    get("issue/<issue>/worklog/<worklog>/properties", list_properties, CLOUD),
    get("issue/<issue>/worklog/<worklog>/properties/<key>", get_property, CLOUD),
    put("issue/<issue>/worklog/<worklog>/properties/<key>", set_property, CLOUD),
    delete("issue/<issue>/worklog/<worklog>/properties/<key>", remove_property, CLOUD),
)
