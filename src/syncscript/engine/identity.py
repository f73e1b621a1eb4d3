"""Names that the same inputs always give again: pairs, markers, digests of replicas.

Knows hashing only. A replay makes the same names, so a second try meets the traces of the first.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b

from syncscript.model import Document, Json


def digest_of(value: Json) -> str:
    """A short digest of plain data; equal data in another key order gives the same one."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return blake2b(text.encode(), digest_size=16).hexdigest()


def replica_digest(replica: Json, documents: Iterable[Document]) -> str:
    """What tells two replicas apart; a rich text whose source changed counts even if its text did not."""
    return digest_of([replica, [[d.origin, d.body] for d in documents]])


def pair_id(connection: str, side: str, issue_id: str) -> str:
    """A pair is named after the issue that began it."""
    return blake2b(f"pair\0{connection}\0{side}\0{issue_id}".encode(), digest_size=10).hexdigest()


def sign_of(connection: str) -> str:
    """What every marker of a connection begins with."""
    return blake2b(f"sign\0{connection}".encode(), digest_size=4).hexdigest() + "-"


def marker_of(connection: str, pair: str, side: str, kind: str, source_id: str) -> str:
    """The marker that a create carries: the same for every try of the same effect."""
    told = f"marker\0{pair}\0{side}\0{kind}\0{source_id}"
    return sign_of(connection) + blake2b(told.encode(), digest_size=12).hexdigest()
