"""How many writes of each kind, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from syncscript.model import Operation

_TO_DO = {
    "create": "to create",
    "update": "to update",
    "transition": "to transition",
    "comment": "to comment",
    "edit-comment": "comments to edit",
    "remove-comment": "comments to remove",
    "attach": "to attach",
    "remove-attachment": "attachments to remove",
    "log-work": "work logs to add",
    "edit-work": "work logs to edit",
    "remove-work": "work logs to remove",
    "http": "calls to send",
    "make": "versions and components to make",
    "note": "keys of twins to note",
}
_DONE = {
    "create": "created",
    "update": "updated",
    "transition": "transitioned",
    "comment": "comments added",
    "edit-comment": "comments edited",
    "remove-comment": "comments removed",
    "attach": "attachments added",
    "remove-attachment": "attachments removed",
    "log-work": "work logs added",
    "edit-work": "work logs edited",
    "remove-work": "work logs removed",
    "http": "calls sent",
    "make": "versions and components made",
    "note": "keys of twins noted",
}
_ALWAYS = ("create", "update")


def counted(operations: Iterable[Operation]) -> Counter[str]:
    """Operations by kind."""
    return Counter(operation.kind for operation in operations)


def to_do_text(counts: Mapping[str, int]) -> str:
    """`3 to create, 5 to update`: these two always, others when there are any."""
    return _text(counts, _TO_DO)


def done_text(counts: Mapping[str, int]) -> str:
    return _text(counts, _DONE)


def _text(counts: Mapping[str, int], words: Mapping[str, str]) -> str:
    return ", ".join(
        f"{counts.get(kind, 0)} {word}" for kind, word in words.items() if kind in _ALWAYS or counts.get(kind)
    )
