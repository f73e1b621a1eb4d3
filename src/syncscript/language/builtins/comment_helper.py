"""commentHelper: comments of the other side merged into the issue, and comments the rule writes.

mergeComments gives the issue's own comments and a copy of each of the replica's: "Name commented:" and
the text below. A closure replaces that format. Which copies exist already is for the engine to know.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.run import Position, Run
from syncscript.language.interpreter.text import text
from syncscript.language.interpreter.transfer import copied_comments
from syncscript.language.interpreter.values import Closure, Value


def field(source: Value, name: str) -> list[Value]:
    """The list itself: whoever calls a closure for its entries goes over a copy."""
    found = source.get(name) if type(source) is dict else None
    return found if isinstance(found, list) else []


def signed_copies(run: Run, comments: list[Value]) -> list[Value]:
    """Copies in the default format: who wrote it, and what."""
    copies = copied_comments(comments)
    size, longest = sum([len(copy["body"]) for copy in copies]), run.limits.text
    if size > longest:
        run.refuse_long(max(len(copy["body"]) for copy in copies))
    run.charge_letters(size + 40 * len(comments))
    return copies


def own_entries(issue: Value, name: str) -> list[Value]:
    """This side's own: without the copies that the sync made, which merging names anew or lets go."""
    return [entry for entry in field(issue, name) if not (type(entry) is dict and entry.get("remoteId"))]


@helper("commentHelper.mergeComments")
def merge_comments(run: Run, issue: Value, replica: Value, closure: Value = None) -> list[Value]:
    """The issue's comments and copies of the replica's.

    The closure gets each of the replica's comments with its text as it is. It may change `body`,
    `internal` and `executor`, or return a text or a comment; an empty body is not copied.

    >>> commentHelper.mergeComments([:], [comments: [[id: "7", body: "Hi", author: [displayName: "Ada"]]]])
    [['remoteId':'7', 'body':'Ada commented:\\nHi']]
    >>> commentHelper.mergeComments([:], [comments: [[id: "7", body: "Hi"]]]) { it.internal = true; it }
    [['remoteId':'7', 'body':'Hi', 'internal':true]]
    """
    theirs = field(replica, "comments")
    run.charge(len(theirs))
    if closure is None:
        return with_own(run, issue, theirs, signed_copies(run, theirs), run.position)
    place = run.position
    tells = not (type(closure) is Closure and closure.assigns)
    copies = edited_copies(run, list(theirs), lambda own: run.invoke(closure, own), tells)
    return with_own(run, issue, theirs, copies, place)


def with_own(
    run: Run, issue: Value, theirs: list[Value], copies: list[Value], place: Position
) -> list[Value]:
    """The issue's own comments and the copies; a note when some of the other side's were left out."""
    if len(copies) < len(theirs):
        run.position = place
        run.tell("note", f"commentHelper.mergeComments leaves out {len(theirs) - len(copies)} without a text")
    made = own_entries(issue, "comments")
    made += copies
    return made


def edited_copies(
    run: Run, comments: list[dict[str, Value]], edit: Callable[[Value], Value], tells: bool
) -> list[Value]:
    """Copies of comments after a closure has had them. tells: what it gives back counts."""
    kept: list[Value] = []
    bodies: list[Value] = []
    for comment in comments:
        own = dict(comment)
        result = edit(own)
        if tells and result is not own:
            if type(result) is str:
                own["body"] = result
            elif type(result) is dict:
                own = {**result, "id": comment.get("id")}
        body = own.get("body")
        if type(body) is not str and body is not None:
            body = text(body)
            run.charge_letters(len(body))
        kept.append(own)
        bodies.append(body)
    return copied_comments(kept, bodies)


@helper("commentHelper.addComment")
def add_comment(run: Run, body: Value, *more: Value) -> list[Value]:
    """addComment(body, comments) or (body, sync, comments): the comments and one more.

    An empty body adds nothing. With sync false the comment stays on this side.

    >>> commentHelper.addComment("Hello", [])
    [['body':'Hello']]
    >>> commentHelper.addComment("Hello", false, [])
    [['body':'Hello', 'sync':false]]
    """
    comments = next((list(m) for m in more if isinstance(m, list)), [])
    stays = any(m is False for m in more)
    if body is None or not text(body).strip():
        run.tell("note", "commentHelper.addComment was given no text: no comment is added")
        return comments
    run.charge_text(len(text(body)))
    return [*comments, {"body": text(body)} | ({"sync": False} if stays else {})]


@helper("commentHelper.filterLocal")
def filter_local(run: Run, comments: Value) -> list[Value]:
    """Without those that only a group or role may see.

    >>> commentHelper.filterLocal([[body: "a"], [body: "b", roleLevel: "Developers"]]).body
    ['a']
    """
    return [c for c in comments or [] if not (c.get("roleLevel") or c.get("groupLevel"))]
