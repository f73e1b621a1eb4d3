"""A comment that is longer than the target holds, in parts: nothing of it is cut away.

Each part is a copy of its own, so that a later edit touches only the parts that changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from syncscript.engine.asking.wanting import WantedComment
from syncscript.model import Diagnostic, Severity

ROOM = 64
"""Characters left for the line that says which part it is."""


def in_parts(
    wanted: Iterable[WantedComment], limit: int
) -> tuple[tuple[WantedComment, ...], tuple[Diagnostic, ...]]:
    """The comments, those longer than `limit` characters as several, with a notice for each of these."""
    whole: list[WantedComment] = []
    notices: list[Diagnostic] = []
    for comment in wanted:
        parts = parts_of(comment.body, limit)
        whole += [_part(comment, number, body, len(parts)) for number, body in enumerate(parts, 1)]
        if len(parts) > 1:
            notices.append(_notice(comment, len(parts), limit))
    return tuple(whole), tuple(notices)


def parts_of(body: str, limit: int) -> list[str]:
    """The text in pieces that leave some room below `limit` characters, cut at line ends if there are any."""
    parts: list[str] = []
    rest = body
    while len(rest) > (limit if not parts else limit - ROOM):
        cut = rest.rfind("\n", limit // 2, limit - ROOM) + 1 or limit - ROOM
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [*parts, rest]


def _part(comment: WantedComment, number: int, body: str, count: int) -> WantedComment:
    if count == 1:
        return comment
    source = (
        comment.source_id if number == 1 or comment.source_id is None else f"{comment.source_id}#{number}"
    )
    return replace(comment, source_id=source, body=f"({number}/{count})\n{body}")


def _notice(comment: WantedComment, count: int, limit: int) -> Diagnostic:
    return Diagnostic(
        "E460",
        f"a comment of {len(comment.body)} characters comes in {count} parts: "
        f"the other side holds {limit} in one",
        severity=Severity.WARNING,
    )
