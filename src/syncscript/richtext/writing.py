"""ADF to wiki markup."""

from __future__ import annotations

from typing import Any


def adf_to_wiki(document: dict[str, Any]) -> str:
    """The wiki text for an ADF document; the text of unknown nodes is kept."""
    return "\n\n".join(_text(block) for block in document.get("content") or ())


def _text(node: dict[str, Any]) -> str:
    if node.get("type") == "hardBreak":
        return "\n"
    return str(node.get("text", "")) + "".join(_text(child) for child in node.get("content") or ())
