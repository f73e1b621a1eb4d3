"""A transition as JSON, with the fields of its screen where they are asked for."""

from __future__ import annotations

from syncscript.sandbox.faces.createmeta import shown_field_meta
from syncscript.sandbox.faces.rendering import Rendering
from syncscript.sandbox.records import Issue, Json
from syncscript.sandbox.workflow import TransitionRule


def shown_transition(
    rule: TransitionRule, issue: Issue, rendering: Rendering, with_fields: bool,
) -> dict[str, Json]:
    shown: dict[str, Json] = {"id": rule.id, "name": rule.name, "to": rendering.status(rule.to)}
    if rendering.face.cloud:
        shown |= {"hasScreen": bool(rule.screen), "isGlobal": rule.sources is None, "isInitial": False,
                  "isAvailable": True, "isConditional": False, "isLooped": False}
    if with_fields:
        world = rendering.world
        project = world.projects[issue.project]
        shown["fields"] = {
            i: shown_field_meta(world.fields[i], project, rendering, required=i in rule.required)
            for i in rule.screen}
    return shown
