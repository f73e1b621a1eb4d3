"""A document from one instance, made fit for another.

Knows which parts of an ADF document mean something only where it was written: uploaded files,
accounts, own emojis, comments on a passage. They are replaced by text that says the same, so that
nobody wrong is notified and no dead reference is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from syncscript.richtext.foreign_inline import media_name
from syncscript.richtext.nodes import MAX_DEPTH, Node, attribute, block, children, kind, plain_text

KnownAccount = Callable[[str], str | None]

_LOCAL_MARKS = frozenset({"annotation", "fragment", "dataConsumer"})
_OWN_EMOJI = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")
_NOBODY = frozenset({"", "all", "here"})


@dataclass(frozen=True)
class Localiser:
    """known_account: an account id of the source to that of the target, None where nobody matches.

    documents: those of the source; they tell how accounts are called that are mentioned without a name.
    """

    known_account: KnownAccount | None
    documents: Sequence[Any]

    @cached_property
    def names(self) -> Mapping[str, str]:
        return mention_names(self.documents)

    def localised(self, nodes: Sequence[Node], depth: int = 0) -> list[Node]:
        """These nodes with every local part replaced; nothing of the argument is changed."""
        return [new for node in nodes for new in self._node(node, depth)]

    def _node(self, node: Node, depth: int) -> list[Node]:
        name = kind(node)
        if depth > MAX_DEPTH:
            return _text(plain_text(node))
        if name == "mention":
            return [self._mention(node)]
        if name in ("mediaSingle", "mediaGroup") and _is_uploaded(node):
            return self._files(node, depth)
        if name == "mediaInline":
            return _text(f"[^{media_name(node)}]")
        if name == "emoji" and _OWN_EMOJI.fullmatch(attribute(node, "id")):
            return _text(attribute(node, "shortName"))
        result = dict(node)
        if "content" in node:
            result["content"] = self.localised(children(node), depth + 1)
        if isinstance(node.get("marks"), list):
            _keep_common_marks(result)
        return [result]

    def _mention(self, node: Node) -> Node:
        account = attribute(node, "id")
        name = attribute(node, "text") or self.names.get(account, "") or f"@{account or 'somebody'}"
        local = self.known_account(account) if self.known_account and account not in _NOBODY else None
        if local is None or attribute(node, "userType") == "SPECIAL":
            return {"type": "text", "text": name}
        return {"type": "mention", "attrs": {"id": local, "text": name}}

    def _files(self, node: Node, depth: int) -> list[Node]:
        sign = "!{}!" if kind(node) == "mediaSingle" else "[^{}]"
        lines: list[Node] = []
        for child in children(node):
            if kind(child) == "media":
                lines += ([{"type": "hardBreak"}] if lines else []) + _text(sign.format(media_name(child)))
        captions = [block("paragraph", self.localised(children(child), depth + 1))
                    for child in children(node) if kind(child) == "caption"]
        return [block("paragraph", lines), *captions]


def _text(text: str) -> list[Node]:
    return [{"type": "text", "text": text}] if text else []


def _is_uploaded(node: Node) -> bool:
    return any(attribute(child, "type") != "external" for child in children(node))


def _keep_common_marks(node: Node) -> None:
    marks = [mark for mark in node["marks"] if kind(mark) not in _LOCAL_MARKS]
    del node["marks"]
    if marks:
        node["marks"] = marks


def mention_names(documents: Sequence[Any]) -> dict[str, str]:
    """How accounts are called in these documents: `{"5b10": "@Blue Admin"}`."""
    names: dict[str, str] = {}
    waiting = [document for document in documents if isinstance(document, dict)]
    while waiting:
        node = waiting.pop()
        if kind(node) == "mention" and attribute(node, "text"):
            names.setdefault(attribute(node, "id"), attribute(node, "text"))
        waiting.extend(children(node))
    return names
