"""Links between issues: their types, making and removing them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from syncscript.sandbox import changes
from syncscript.sandbox.call import Answer, Call, delete, get, post
from syncscript.sandbox.problems import missing, refused
from syncscript.sandbox.records import Issue, Json, Link, LinkType
from syncscript.sandbox.routes.comments import comment_from
from syncscript.sandbox.shapes import object_of
from syncscript.sandbox.world import named


def link_types(call: Call) -> Answer:
    shown = [call.rendering.link_type(link_type) for link_type in call.world.link_types.values()]
    return Answer(json={"issueLinkTypes": shown})


def link_type(call: Call) -> Answer:
    found = call.world.link_types.get(call.arguments["id"])
    if found is None:
        raise missing(f"No issue link type with id '{call.arguments['id']}' found.")
    return Answer(json=call.rendering.link_type(found))


@dataclass(frozen=True, slots=True)
class PlannedLink:
    """A link that a request asks for, with all its parts found: `source` blocks `target`."""

    type: LinkType
    source: Issue
    target: Issue


def make_link(call: Call) -> Answer:
    body = call.body()
    plan = planned_link(call, body)
    comment = comment_from(call, object_of(body["comment"], "comment")) if body.get("comment") else None
    put_link(call, plan)
    if comment is not None:
        outward = call.world.issues[plan.target.id]
        call.state.put(changes.with_comment(outward, comment, call.now))
    return Answer(201)


def planned_link(call: Call, body: Mapping[str, Json], here: Issue | None = None) -> PlannedLink:
    """The link that a body describes; `here` stands for the end that it leaves out. Changes nothing.

    In Jira's words the inward issue is the source of the link: `inwardIssue` blocks `outwardIssue`.
    """
    source, target = _issue_in(call, body, "inwardIssue", here), _issue_in(call, body, "outwardIssue", here)
    return PlannedLink(_type_in(call, body), source, target)


def put_link(call: Call, plan: PlannedLink) -> None:
    """Make a planned link, unless it is there already."""
    sort, source, target = plan.type, plan.source, plan.target
    links = call.world.links_of(source.id)
    if any((x.type, x.source, x.target) == (sort.id, source.id, target.id) for x in links):
        return
    call.state.put_link(Link(call.state.next_id("link"), sort.id, source.id, target.id))
    _record(call, source, target, sort.outward)
    _record(call, target, source, sort.inward)


def _record(call: Call, issue: Issue, other: Issue, words: str) -> None:
    item = changes.system_item("Link", (None, None), (other.key, f"This issue {words} {other.key}"))
    call.state.put(changes.recorded(call.world.issues[issue.id], (item,), call.write()))


def _type_in(call: Call, body: Mapping[str, Json]) -> LinkType:
    wanted = object_of(body.get("type"), "type")
    found = call.world.link_types.get(str(wanted.get("id"))) or named(
        call.world.link_types, str(wanted.get("name"))
    )
    if found is None:
        raise missing(f"No issue link type with name '{wanted.get('name')}' found.")
    return found


def _issue_in(call: Call, body: Mapping[str, Json], end: str, here: Issue | None) -> Issue:
    wanted = object_of(body.get(end), end)
    if not wanted and here is not None:
        return here
    found = call.world.issue(str(wanted.get("id") or wanted.get("key") or ""))
    if found is None:
        raise missing(call.words("no issue")) if wanted else refused(f"'{end}' is required")
    return found


def _link(call: Call) -> Link:
    found = call.world.links.get(call.arguments["id"])
    if found is None:
        raise missing(f"No issue link with id '{call.arguments['id']}' exists.")
    return found


def get_link(call: Call) -> Answer:
    link, world = _link(call), call.world
    return Answer(json={
        "id": link.id, "self": call.rendering.link(f"issueLink/{link.id}"),
        "type": call.rendering.link_type(world.link_types[link.type]),
        "inwardIssue": call.rendering.issue_brief(world.issues[link.source]),
        "outwardIssue": call.rendering.issue_brief(world.issues[link.target]),
    })


def remove_link(call: Call) -> Answer:
    link = _link(call)
    call.state.remove_link(link.id)
    for issue_id in (link.source, link.target):
        call.state.put(changes.touched(call.world.issues[issue_id], call.now))
    return Answer(204)


ROUTES = (
    get("issueLinkType", link_types),
    get("issueLinkType/<id>", link_type),
    post("issueLink", make_link),
    get("issueLink/<id>", get_link),
    delete("issueLink/<id>", remove_link),
)
