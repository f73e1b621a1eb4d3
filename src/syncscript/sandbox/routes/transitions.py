"""The transitions of an issue: which there are, and going through one."""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.sandbox import changes
from syncscript.sandbox.call import Answer, Call, get, post
from syncscript.sandbox.faces.transitions import shown_transition
from syncscript.sandbox.fieldwrites import values_of
from syncscript.sandbox.problems import JiraProblem, refused
from syncscript.sandbox.records import Issue, Json
from syncscript.sandbox.routes.comments import comment_from
from syncscript.sandbox.shapes import object_of, objects_of
from syncscript.sandbox.workflow import TransitionRule, arrival, available


def list_transitions(call: Call) -> Answer:
    issue = call.issue()
    wanted = call.query.get("transitionId")
    with_fields = "transitions.fields" in call.parts("expand")
    rules = [rule for rule in available(issue, call.world.transitions) if wanted in (None, "", rule.id)]
    return Answer(
        json={
            "expand": "transitions",
            "transitions": [shown_transition(rule, issue, call.rendering, with_fields) for rule in rules],
        }
    )


def do_transition(call: Call) -> Answer:
    transition_issue(call, call.issue(), call.body())
    return Answer(204)


def transition_issue(call: Call, issue: Issue, body: Mapping[str, Json]) -> None:
    """Take the issue through the transition that `body` names, with the fields of its screen."""
    rule = rule_in(call, issue, body)
    reading = call.reading(call.world.projects[issue.project])
    given = values_of(body, issue.fields, reading, lambda definition: definition.id in rule.screen)
    after = {**issue.fields, **given}
    lacking = [i for i in rule.required if not after.get(i)]
    if lacking:
        raise JiraProblem(400, (), {i: f"{call.world.fields[i].name} is required." for i in lacking})
    arrived = arrival(call.world.statuses[rule.to], after, call.now)
    changed = changes.edited(issue, given | arrived, call.world, call.write())
    for verb in objects_of(object_of(body.get("update"), "update").get("comment"), "comment"):
        changed = changes.with_comment(
            changed, comment_from(call, object_of(verb.get("add"), "add")), call.now
        )
    call.state.put(changed)


def rule_in(call: Call, issue: Issue, body: Mapping[str, Json]) -> TransitionRule:
    """The transition that a body names. Refused when the issue cannot take it now."""
    named = body.get("transition")
    wanted = str(named["id"]) if isinstance(named, dict) and named.get("id") is not None else None
    if wanted is None:
        raise refused("Missing 'transition' identifier")
    found = next((r for r in available(issue, call.world.transitions) if r.id == wanted), None)
    if found is None:
        raise refused(f"Transition id '{wanted}' is not valid for this issue.")
    return found


ROUTES = (
    get("issue/<issue>/transitions", list_transitions),
    post("issue/<issue>/transitions", do_transition),
)
