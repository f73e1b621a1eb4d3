"""A look at raw entries: their keys, numbers, comments and attachments, however badly they are written.

Refuses to judge; what does not have the expected type looks absent here, and a check tells it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

LOCAL = "localIssueKey"
REMOTE = "remoteIssueKey"
CONNECTOR = "connectorKey"
SENT = "outgoingMessageSequenceId"
RECEIVED = "incomingMessageSequenceId"
FIRST_SYNC = "firstSyncDate"
LAST_OUTGOING = "lastOutgoingChange"
LAST_SEEN = "lastChangeSeen"
LAST_INCOMING = "lastIncomingChange"
IGNORED = "incomingChangesIgnored"
TIMES = (FIRST_SYNC, LAST_OUTGOING, LAST_SEEN, LAST_INCOMING)
COMMENTS = "comments"
ATTACHMENTS = "attachments"
KINDS = {COMMENTS: "comment", ATTACHMENTS: "attachment"}
"""Key of a list of items -> what one of them is called."""
HERE = "localId"
THERE = "remoteId"
KNOWN = frozenset(("id", CONNECTOR, LOCAL, REMOTE, *TIMES, SENT, RECEIVED, IGNORED, COMMENTS, ATTACHMENTS))
"""Keys of an entry; everything else is kept and told."""
KNOWN_OF_ITEM = frozenset((HERE, THERE))

Item = Mapping[str, Any]


def text_of(entry: Any, name: str) -> str:
    """A text of an entry; empty when it has none."""
    value = entry.get(name) if entry.__class__ is dict else None
    return value if value.__class__ is str else ""


def whole_number_of(entry: Mapping[str, Any], name: str) -> int | None:
    value = entry.get(name)
    return value if value.__class__ is int else None


is_plain_id = re.compile(r"[A-Za-z0-9_-]*").fullmatch
"""Whether a text may stand in an address as the id of a comment or an attachment; several at once, too."""


def id_text(value: Any) -> str:
    """An id of a comment or an attachment as text; a number's digits; empty when it is neither."""
    if value.__class__ is str:
        return value
    return str(value) if value.__class__ is int else ""


def items_of(entry: Mapping[str, Any], kind: str) -> list[Item]:
    """The comments or attachments of an entry; those that are no objects are left out."""
    listed = entry.get(kind)
    if listed.__class__ is not list:
        return []
    return [item for item in listed if item.__class__ is dict]


def project_of(key: str) -> str:
    """`OAK` of `OAK-17`; the whole text when it is no issue key."""
    return key.rpartition("-")[0] or key
