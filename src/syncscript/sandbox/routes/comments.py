"""Comments of an issue: list in pages, add, get, edit, remove; and their entity properties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from syncscript.sandbox import changes
from syncscript.sandbox.bodies import read_body
from syncscript.sandbox.call import Answer, Call, asks, delete, get, post, put
from syncscript.sandbox.faces.hanging import shown_comment
from syncscript.sandbox.problems import FieldProblem, JiraProblem, missing, refused
from syncscript.sandbox.records import Comment, Issue, Json
from syncscript.sandbox.routes.properties import properties_in, property_value, shown_keys, shown_property
from syncscript.sandbox.shapes import texts_of


def comment_from(call: Call, body: Mapping[str, Json]) -> Comment:
    """The new comment that a request describes."""
    now = call.now
    return Comment(call.state.next_id("comment"), call.user.id, call.user.id, now, now, _text_in(call, body),
                   body.get("visibility"), properties_in(body))


def _text_in(call: Call, body: Mapping[str, Json]) -> dict[str, Json]:
    try:
        text = read_body(body.get("body"), call.api)
    except FieldProblem as problem:
        raise JiraProblem(400, (), {"comment": str(problem)}) from None
    if text is None or (text["format"] == "wiki" and not text["content"].strip()):
        raise JiraProblem(400, (), {"comment": "Comment body can not be empty!"})
    return text


def _with_properties(call: Call) -> bool:
    return "properties" in call.parts("expand")


def list_comments(call: Call) -> Answer:
    """A page of comments, oldest first; `orderBy=-created` turns them round."""
    issue = call.issue()
    start, most = call.whole_number("startAt", 0), call.whole_number("maxResults", 5000)
    comments = issue.comments[::-1] if call.query.get("orderBy") == "-created" else issue.comments
    page = comments[start:start + most]
    shown = [shown_comment(c, issue, call.rendering, properties=_with_properties(call)) for c in page]
    return Answer(json={"startAt": start, "maxResults": most, "total": len(comments), "comments": shown})


def _comment(call: Call, issue: Issue) -> Comment:
    wanted = call.arguments["comment"]
    found = next((c for c in issue.comments if c.id == wanted), None)
    if found is None:
        raise missing(call.words("no comment", wanted))
    return found


def add_comment(call: Call) -> Answer:
    issue = call.issue()
    comment = comment_from(call, call.body())
    after = call.state.put(changes.with_comment(issue, comment, call.now))
    return Answer(201, shown_comment(comment, after, call.rendering, properties=_with_properties(call)))


def get_comment(call: Call) -> Answer:
    issue = call.issue()
    shown = shown_comment(_comment(call, issue), issue, call.rendering, properties=_with_properties(call))
    return Answer(json=shown)


def edit_comment(call: Call) -> Answer:
    issue, body = call.issue(), call.body()
    old = _comment(call, issue)
    properties = {**old.properties, **properties_in(body)}
    after = replace(old, body=_text_in(call, body), editor=call.user.id, updated=call.now,
                    visibility=body.get("visibility", old.visibility), properties=properties)
    call.state.put(changes.with_comment(issue, after, call.now))
    return Answer(json=shown_comment(after, issue, call.rendering, properties=_with_properties(call)))


def remove_comment(call: Call) -> Answer:
    issue = call.issue()
    call.state.put(changes.without_comment(issue, _comment(call, issue).id, call.now))
    return Answer(204)


def comments_by_ids(call: Call) -> Answer:
    ids = texts_of(call.body().get("ids"), "ids")
    if len(ids) > 1000:
        raise refused("The number of comment IDs must not exceed 1000.")
    found = [pair for pair in map(call.world.comment, ids) if pair is not None]
    shown = [shown_comment(c, issue, call.rendering, properties=_with_properties(call)) for issue, c in found]
    return Answer(
        json={"startAt": 0, "maxResults": 1000, "total": len(shown), "isLast": True, "values": shown}
    )


def _found(call: Call) -> tuple[Issue, Comment]:
    found = call.world.comment(call.arguments["comment"])
    if found is None:
        raise missing(call.words("no comment", call.arguments["comment"]))
    return found


def list_properties(call: Call) -> Answer:
    _, comment = _found(call)
    address = call.rendering.link(f"comment/{comment.id}/properties")
    return Answer(json=shown_keys(comment.properties, address))


def get_property(call: Call) -> Answer:
    return Answer(json=shown_property(_found(call)[1].properties, call.arguments["key"]))


def set_property(call: Call) -> Answer:
    issue, comment = _found(call)
    key, value = call.arguments["key"], property_value(call)
    after = replace(comment, properties={**comment.properties, key: value})
    call.state.put(replace(changes.with_comment(issue, after, call.now), updated=issue.updated))
    return Answer(200 if key in comment.properties else 201, {})


def remove_property(call: Call) -> Answer:
    issue, comment = _found(call)
    shown_property(comment.properties, call.arguments["key"])
    kept = {k: v for k, v in comment.properties.items() if k != call.arguments["key"]}
    after = changes.with_comment(issue, replace(comment, properties=kept), call.now)
    call.state.put(replace(after, updated=issue.updated))
    return Answer(204)


ROUTES = (
    get("issue/<issue>/comment", list_comments),
    post("issue/<issue>/comment", add_comment),
    get("issue/<issue>/comment/<comment>", get_comment),
    put("issue/<issue>/comment/<comment>", edit_comment),
    delete("issue/<issue>/comment/<comment>", remove_comment),
    asks("comment/list", comments_by_ids),
    get("comment/<comment>/properties", list_properties),
    get("comment/<comment>/properties/<key>", get_property),
    put("comment/<comment>/properties/<key>", set_property),
    delete("comment/<comment>/properties/<key>", remove_property),
)
