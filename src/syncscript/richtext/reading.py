"""Wiki markup to ADF."""

from __future__ import annotations

from typing import Any

Node = dict[str, Any]


def wiki_to_adf(text: str) -> Node:
    """The ADF document for a wiki text; always valid against Atlassian's schema."""
    content: list[Node] = []
    for block in text.replace("\r\n", "\n").replace("\r", "\n").rstrip().split("\n\n"):
        inline: list[Node] = []
        for line in block.split("\n"):
            if inline or line != block.split("\n")[0]:
                inline.append({"type": "hardBreak"})
            if line:
                inline.append({"type": "text", "text": line})
        content.append({"type": "paragraph", "content": inline})
    return {"version": 1, "type": "doc", "content": content}
