"""Where Atlassian's description of its API is known to be wrong or silent, each with its evidence.

A patch changes the description in memory, at one place. A patch that no longer fits fails the tests,
so that the list stays as short as it can be.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Patch:
    """At `path` (keys from the document's root) `key` becomes `value`; it was `was` (None: absent)."""

    path: tuple[str, ...]
    key: str
    was: Any
    value: Any
    evidence: str


_ISSUE = "/rest/api/3/issue/{issueIdOrKey}"
_CHANGE = ("components", "schemas", "ChangeDetails", "properties")
_TEXT_OR_NULL = ["string", "null"]
_CHANGELOG_EXAMPLE = (
    "the example of GET /rest/api/3/issue/{issueIdOrKey}/changelog has null for `from` and `to`; that their "
    "texts can be null too (an assignee removed) is general knowledge of Jira, seen in no recording here"
)

CLOUD = (
    Patch(
        ("paths", _ISSUE, "put", "responses", "200", "content", "application/json"),
        "schema",
        {},
        {"$ref": "#/components/schemas/IssueBean"},
        "the parameter returnIssue of the same operation: the answer contains the issue",
    ),
    Patch(
        ("components", "schemas", "BulkIssueResults", "properties"),
        "expand",
        None,
        {"type": "string"},
        "the example in the description of POST /rest/api/3/issue/bulkfetch begins with `expand`",
    ),
    *(
        Patch((*_CHANGE, name), "type", "string", _TEXT_OR_NULL, _CHANGELOG_EXAMPLE)
        for name in ("from", "fromString", "to", "toString")
    ),
)

DATA_CENTER = (
    Patch(
        ("paths", "/api/2/issue/{issueIdOrKey}/transitions", "get"),
        "x-more-parameters",
        None,
        [{"name": "expand", "in": "query", "schema": {"type": "string"}}],
        "the words of the same operation: fields are returned if `expand=transitions.fields`",
    ),
)


def patched(description: dict[str, Any], patches: tuple[Patch, ...]) -> dict[str, Any]:
    """The description with the patches applied in place."""
    for patch in patches:
        place = description
        for key in patch.path:
            place = place[key]
        assert place.get(patch.key) == patch.was, (
            f"the description changed at {'/'.join(patch.path)}: {patch}"
        )
        place[patch.key] = patch.value
    return description
