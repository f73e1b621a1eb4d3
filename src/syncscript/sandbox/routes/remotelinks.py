"""Links from an issue to things elsewhere. A `globalId` makes a second POST replace the first."""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.sandbox import changes
from syncscript.sandbox.call import Answer, Call, delete, get, post, put
from syncscript.sandbox.problems import JiraProblem, missing
from syncscript.sandbox.records import Issue, Json, RemoteLink
from syncscript.sandbox.shapes import object_of

_PARTS = ("application", "relationship", "object")


def _link_in(body: Mapping[str, Json], link_id: str) -> RemoteLink:
    """The link that a body describes; what it leaves out is gone."""
    target = object_of(body.get("object"), "object")
    errors = {f"object.{part}": f"'{part}' is required." for part in ("url", "title") if not target.get(part)}
    if errors:
        raise JiraProblem(400, (), errors)
    return RemoteLink(link_id, body.get("globalId"), {part: body[part] for part in _PARTS if body.get(part)})


def _shown(call: Call, issue: Issue, link: RemoteLink) -> dict[str, Json]:
    shown: dict[str, Json] = {
        "id": int(link.id),
        "self": call.rendering.link(f"issue/{issue.key}/remotelink/{link.id}"),
    }
    shown |= {"globalId": link.global_id} if link.global_id else {}
    shown |= {} if "application" in link.body else {"application": {}}
    return shown | link.body


def list_links(call: Call) -> Answer:
    issue, wanted = call.issue(), call.query.get("globalId")
    if wanted is None:
        return Answer(json=[_shown(call, issue, link) for link in issue.remote_links])
    found = next((link for link in issue.remote_links if link.global_id == wanted), None)
    if found is None:
        raise missing(f"No remote link with globalId '{wanted}' exists for issue with key '{issue.key}'.")
    return Answer(json=_shown(call, issue, found))


def put_link(call: Call) -> Answer:
    issue, body = call.issue(), call.body()
    wanted = body.get("globalId")
    old = next((link for link in issue.remote_links if wanted and link.global_id == wanted), None)
    link = _link_in(body, old.id if old else call.state.next_id("remotelink"))
    call.state.put(changes.with_remote_link(issue, link, call.now))
    address = call.rendering.link(f"issue/{issue.key}/remotelink/{link.id}")
    return Answer(200 if old else 201, {"id": int(link.id), "self": address})


def _found(call: Call, issue: Issue) -> RemoteLink:
    wanted = call.arguments["link"]
    found = next((link for link in issue.remote_links if link.id == wanted), None)
    if found is None:
        raise missing(f"No remote link with id '{wanted}' exists for issue with key '{issue.key}'.")
    return found


def get_link(call: Call) -> Answer:
    issue = call.issue()
    return Answer(json=_shown(call, issue, _found(call, issue)))


def edit_link(call: Call) -> Answer:
    issue = call.issue()
    link = _link_in(call.body(), _found(call, issue).id)
    call.state.put(changes.with_remote_link(issue, link, call.now))
    return Answer(204)


def remove_link(call: Call) -> Answer:
    issue = call.issue()
    call.state.put(changes.without_remote_link(issue, _found(call, issue).id, call.now))
    return Answer(204)


def remove_by_global_id(call: Call) -> Answer:
    issue, wanted = call.issue(), call.query.get("globalId")
    found = next((link for link in issue.remote_links if wanted and link.global_id == wanted), None)
    if found is None:
        raise missing(f"No remote link with globalId '{wanted}' exists for issue with key '{issue.key}'.")
    call.state.put(changes.without_remote_link(issue, found.id, call.now))
    return Answer(204)


ROUTES = (
    get("issue/<issue>/remotelink", list_links),
    post("issue/<issue>/remotelink", put_link),
    delete("issue/<issue>/remotelink", remove_by_global_id),
    get("issue/<issue>/remotelink/<link>", get_link),
    put("issue/<issue>/remotelink/<link>", edit_link),
    delete("issue/<issue>/remotelink/<link>", remove_link),
)
