"""What accounts of a former sync hung on an issue: copies that nobody has a note of, and never sent as new.

The id map tells copies first; an author is the second test, for what it does not know. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from syncscript.contracts import Copy
from syncscript.engine.asking.wanting import LISTS
from syncscript.model import Json

NAMES = ("key", "username", "email")


def without_former_users(
    payload: Mapping[str, Json], users: Collection[str], copies: Iterable[Copy], side: str
) -> Mapping[str, Json]:
    """The payload without what these accounts wrote there, but for originals that have a copy already: those
    stay in step.

    users: by account id or key, user name or address, in any letters.
    """
    if not users:
        return payload
    wanted = {name.casefold() for name in users}
    sent = {(one.kind, one.source_id.partition("#")[0]) for one in copies if one.side != side}
    kept = dict(payload)
    for kind, name in LISTS.items():
        if name in kept:
            kept[name] = [
                entry for entry in kept[name] or []
                if (kind, str(entry.get("id"))) in sent or not is_by(entry, wanted)
            ]  # fmt: skip
    return kept


def is_by(entry: Mapping[str, Json], users: Collection[str]) -> bool:
    author = entry.get("author")
    if not isinstance(author, Mapping):
        return False
    return any(str(author.get(name) or "").casefold() in users for name in NAMES)
