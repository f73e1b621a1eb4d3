"""A key that every entry needs is missing or empty, or a value is of another type than it should be.

Every entry needs `localIssueKey` and `remoteIssueKey`, as texts. Numbers of messages and times (milliseconds
since 1970) are whole numbers and not negative, `comments` and `attachments` are lists of objects,
`incomingChangesIgnored` is true or false. Ids of comments and attachments are texts of letters, digits, `-`
and `_`, for they become parts of addresses. Other types and spellings come from programs that put the file
through a spreadsheet or a database: download the export again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from syncscript.backbone.entries import (
    CONNECTOR,
    HERE,
    IGNORED,
    KINDS,
    LOCAL,
    RECEIVED,
    REMOTE,
    SENT,
    THERE,
    TIMES,
    is_plain_id,
)
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import ABSENT, Absent, SideView
from syncscript.backbone.wording import kind_of, quoted

REQUIRED = (LOCAL, REMOTE)
WANTED = {
    **dict.fromkeys((LOCAL, REMOTE, CONNECTOR), (str, "a text that is not empty")),
    **dict.fromkeys(("id", *TIMES, SENT, RECEIVED), (int, "a whole number that is not negative")),
    **dict.fromkeys(KINDS, (list, "a list of objects")),
    IGNORED: (bool, "true or false"),
}


@side_check("BB004", "error")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    if view.has_strangers:
        for index, entry in enumerate(view.side.entries):
            if entry.__class__ is not dict:
                yield Told(f"an entry is an object, and this is {kind_of(entry)}", index)
    for name, (wanted, words) in WANTED.items():
        if not is_clean(view.column(name), wanted, name in REQUIRED):
            yield from unfit(view, name, wanted, words)
    for kind, word in KINDS.items():
        if not view.items[kind].are_plain:
            yield from unfit_items(view, kind, word)


def is_clean(column: list[Any], wanted: type, is_required: bool) -> bool:
    """Whether all of it is as it should be, at the speed of C."""
    types = set(map(type, column))
    if not types <= ({wanted} if is_required else {wanted, Absent}):
        return False
    if wanted is int:
        told = column if Absent not in types else [value for value in column if value is not ABSENT]
        return min(told, default=0) >= 0
    return wanted is not str or "" not in column


def unfit(view: SideView, name: str, wanted: type, words: str) -> Iterator[Told]:
    for index, entry in view.rows():
        if name not in entry:
            if name in REQUIRED:
                yield Told(f"{name} is missing", index)
            continue
        value: Any = entry[name]
        if (
            value.__class__ is not wanted
            or (isinstance(value, int) and value < 0)
            or (wanted is str and not value)
        ):
            shown = "empty" if value == "" else kind_of(value)
            yield Told(f"{name} is {shown}, and should be {words}", index, f"/{name}")


def unfit_items(view: SideView, kind: str, word: str) -> Iterator[Told]:
    for index, entry in view.rows():
        listed = entry.get(kind)
        for place, item in enumerate(listed if listed.__class__ is list else ()):
            yield from unfit_item(item, word, index, f"/{kind}/{place}")


def unfit_item(item: Any, word: str, index: int, path: str) -> Iterator[Told]:
    if item.__class__ is not dict:
        yield Told(f"a {word} is an object, and this is {kind_of(item)}", index, path)
        return
    for name in (HERE, THERE):
        told = wrong_id(item.get(name, ""))
        if told:
            yield Told(f"{name} of a {word} {told}", index, f"{path}/{name}")


def wrong_id(value: Any) -> str:
    """What is wrong with an id of an item. A number is told by another check, and used."""
    if value.__class__ is str:
        return "" if is_plain_id(value) else f"is {quoted(value)}, and has letters, digits, - and _ only"
    if value.__class__ is int and value >= 0:
        return ""
    return f"is {kind_of(value)}, and should be a text"
