"""The ADF document for a text that a rule produced, from its source documents where they are untouched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from syncscript.model import Document
from syncscript.richtext.reading import wiki_to_adf
from syncscript.richtext.writing import adf_to_wiki

KnownAccount = Callable[[str], str | None]


def compose(
    text: str, documents: Sequence[Document], origin: str | None = None,
    known_account: KnownAccount | None = None,
) -> dict[str, Any]:
    """The ADF document for `text`; an untouched source text gives its source document without loss."""
    ranked = sorted(documents, key=lambda document: document.origin != origin)
    for document in ranked:
        if document.format == "adf" and document.text == text:
            body: dict[str, Any] = document.body
            return body
    return wiki_to_adf(text)


def canonical_wiki(text: str) -> str:
    """What a Cloud read will show after writing this text."""
    return adf_to_wiki(wiki_to_adf(text)).rstrip()
