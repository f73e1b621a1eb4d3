"""A whole issue as JSON: the fields that were asked for, and what `expand` and `properties` add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from syncscript.sandbox.bodies import wiki_of
from syncscript.sandbox.faces.computed import COMPUTED
from syncscript.sandbox.faces.createmeta import shown_edit_screen
from syncscript.sandbox.faces.hanging import shown_change
from syncscript.sandbox.faces.rendering import Rendering
from syncscript.sandbox.faces.transitions import shown_transition
from syncscript.sandbox.instants import jira_text
from syncscript.sandbox.kinds import kind_of
from syncscript.sandbox.records import FieldDefinition, Issue, Json
from syncscript.sandbox.workflow import available

EXPAND = "operations,versionedRepresentations,editmeta,changelog,renderedFields"
_COMPUTED = {field.id: field for field in COMPUTED}


@dataclass(frozen=True, slots=True)
class Selection:
    """fields: ids, `*all`, `*navigable`, `-id`; properties: keys or `*all`; expand: its parts."""

    fields: tuple[str, ...] = ("*all",)
    properties: tuple[str, ...] = ()
    expand: frozenset[str] = frozenset()


def chosen_fields(asked: Sequence[str], rendering: Rendering) -> list[str]:
    """The ids of the fields that `asked` means, in the instance's order."""
    definitions = rendering.world.fields
    every = [*definitions, *_COMPUTED]
    wanted = {name for name in asked if not name.startswith("-")}
    unwanted = {name[1:] for name in asked if name.startswith("-")}
    if "*all" in wanted or not wanted:
        return [i for i in every if i not in unwanted]
    if "*navigable" in wanted:
        navigable = {i for i in every if (definitions.get(i) or _COMPUTED[i]).navigable}
        wanted |= navigable
    return [i for i in every if i in wanted and i not in unwanted]


def stored_value(issue: Issue, field_id: str) -> Json:
    """A field's stored value; those of the issue itself are fields too."""
    if field_id == "project":
        return issue.project
    if field_id == "creator":
        return issue.creator
    if field_id in ("created", "updated"):
        return jira_text(issue.created if field_id == "created" else issue.updated)
    return issue.fields.get(field_id)


def shown_fields(issue: Issue, ids: Sequence[str], rendering: Rendering) -> dict[str, Json]:
    """The fields of an issue with these ids. `parent` is left out where there is none, as Jira does."""
    shown = {}
    for field_id in ids:
        definition = rendering.world.fields.get(field_id)
        if definition is None:
            shown[field_id] = _COMPUTED[field_id].show(issue, rendering)
            continue
        value = kind_of(definition).show(stored_value(issue, field_id), definition, rendering)
        if value is not None or field_id != "parent":
            shown[field_id] = value
    return shown


def shown_issue(issue: Issue, rendering: Rendering, selection: Selection) -> dict[str, Json]:
    """The issue as GET, search and bulkfetch answer it."""
    ids = chosen_fields(selection.fields, rendering)
    shown: dict[str, Json] = {
        "expand": EXPAND, "id": issue.id, "self": rendering.link(f"issue/{issue.id}"), "key": issue.key,
    }
    if ids:
        shown["fields"] = shown_fields(issue, ids, rendering)
    if selection.properties:
        every = "*all" in selection.properties
        shown["properties"] = {
            k: v for k, v in issue.properties.items() if every or k in selection.properties
        }
    return shown | _expanded(issue, ids, rendering, selection.expand)


def _expanded(
    issue: Issue, ids: Sequence[str], rendering: Rendering, expand: frozenset[str]
) -> dict[str, Json]:
    more: dict[str, Json] = {}
    if "changelog" in expand:
        more["changelog"] = shown_changelog(issue, rendering)
    if "names" in expand:
        more["names"] = {i: field_name(i, rendering) for i in ids}
    if "schema" in expand:
        more["schema"] = {i: field_schema(i, rendering) for i in ids}
    if "transitions" in expand:
        rules = available(issue, rendering.world.transitions)
        more["transitions"] = [shown_transition(rule, issue, rendering, False) for rule in rules]
    if "editmeta" in expand:
        more["editmeta"] = {"fields": shown_edit_screen(issue, rendering)}
    if "renderedFields" in expand:
        more["renderedFields"] = {i: _as_html(issue, i, rendering) for i in ids}
    return more


def shown_changelog(issue: Issue, rendering: Rendering) -> dict[str, Json]:
    """The last 100 changes, newest first on Cloud; all, oldest first, on Data Center."""
    changes = issue.history[:-101:-1] if rendering.face.cloud else issue.history
    return {"startAt": 0, "maxResults": len(changes), "total": len(issue.history),
            "histories": [shown_change(change, rendering) for change in changes]}


def field_name(field_id: str, rendering: Rendering) -> str:
    definition = rendering.world.fields.get(field_id)
    return _COMPUTED[field_id].name if definition is None else definition.name


def field_schema(field_id: str, rendering: Rendering) -> dict[str, Json]:
    definition = rendering.world.fields.get(field_id)
    return _COMPUTED[field_id].schema if definition is None else definition_schema(definition)


def definition_schema(definition: FieldDefinition) -> dict[str, Json]:
    return kind_of(definition).schema(definition)


def _as_html(issue: Issue, field_id: str, rendering: Rendering) -> Json:
    """A text with markup as plain paragraphs of HTML, comments with such bodies; None for other fields."""
    if field_id == "comment":
        shown = [{"id": c.id, "body": _paragraphs(c.body)} for c in issue.comments]
        return {"comments": shown, "maxResults": len(shown), "total": len(shown), "startAt": 0}
    definition = rendering.world.fields.get(field_id)
    if definition is None or definition.kind != "textarea":
        return None
    return _paragraphs(issue.fields.get(field_id))


def _paragraphs(stored: Json) -> str:
    text = wiki_of(stored)
    return "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n") if part)
