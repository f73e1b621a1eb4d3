"""The bodies of creates and updates, as Jira wants them.

Scalars go into `fields`, elements of sets into `update` as add and remove, so that what others added to
a set in the meantime stays. Sends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from syncscript.contracts import Rejected
from syncscript.model import Document, Draft, FieldWrite, Json, Settled
from syncscript.trackers.jira.fields import Field, Fields
from syncscript.trackers.jira.kinds import Parent, Site, Writing
from syncscript.trackers.jira.kinds.labels import marker_label
from syncscript.trackers.jira.kinds.plain import parent_body
from syncscript.trackers.jira.payload import marker_property

Body = dict[str, Any]

BY_WORKFLOW = ("status",)
"""Fields that only a transition can set."""


def create_body(draft: Draft, marker: str, documents: tuple[Document, ...], fields: Fields, site: Site,
                with_label: bool) -> Body:
    """The body of one create that carries its marker."""
    values: Body = {"project": {"key": draft.project}, "issuetype": {"name": draft.type}}
    if draft.parent:
        values["parent"] = parent_body(draft.parent)
    for path, settled in draft.fields.items():
        if path not in BY_WORKFLOW:
            field = _known(path, fields)
            values[field.id] = _whole(field, settled, documents, site)
    if with_label:
        values["labels"] = [*values.get("labels", []), marker_label(marker)]
    return {"fields": values, "properties": [marker_property(marker)]}


def update_body(writes: Mapping[str, FieldWrite], documents: tuple[Document, ...], fields: Fields,
                site: Site) -> Body:
    """The body of one update."""
    values: Body = {}
    updates: Body = {}
    for path, write in writes.items():
        field = _known(path, fields)
        if write.add or write.remove:
            updates[field.id] = [
                *({"add": field.kind.element(text, site)} for text in sorted(write.add)),
                *({"remove": field.kind.element(text, site)} for text in sorted(write.remove))]
        elif isinstance(field.kind, Parent) and not write.new.value and site.texts.cloud:
            updates[field.id] = [{"set": {"none": True}}]
        else:
            values[field.id] = _whole(field, write.new, documents, site)
    parts = {"fields": values, "update": updates}
    return {name: part for name, part in parts.items() if part}


def _whole(field: Field, settled: Settled, documents: tuple[Document, ...], site: Site) -> Json:
    return field.kind.body(settled.shown, Writing(site, documents, field.path))


def _known(path: str, fields: Fields) -> Field:
    field = fields.named(path)
    if field is None:
        raise Rejected(f"this Jira has no field {path}", help="plan again: fields changed in the meantime")
    return field
