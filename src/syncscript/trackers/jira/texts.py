"""Rich texts of both deployments: documents (ADF) on Cloud, wiki markup on Data Center.

Knows how a text is read, what it will read like once it is written, and how it is written with its
source documents. Conversion itself is richtext's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from syncscript.model import Document, Json
from syncscript.richtext import adf_to_wiki, canonical_wiki, compose


def normalised(text: str) -> str:
    """Line ends as one character, nothing blank at the end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


@dataclass(frozen=True, slots=True)
class Texts:
    """How rich texts look in this deployment."""

    cloud: bool

    def read(self, raw: Json) -> str | None:
        """The text that rules see; None when there is none."""
        text = adf_to_wiki(raw) if isinstance(raw, dict) else raw
        return normalised(str(text)) or None if text is not None else None

    def document(self, origin: str, raw: Json, text: str | None) -> Document | None:
        """The source of a text, where it has one beside itself; `text` is what `read` made of it."""
        if not isinstance(raw, dict):
            return None
        return Document(origin, text or "", "adf", raw)

    def as_kept(self, text: str) -> str:
        """What a later read shows of this text once it was written."""
        return normalised(canonical_wiki(normalised(text))) if self.cloud else normalised(text)

    def written(self, text: str | None, documents: Sequence[Document], origin: str | None) -> Json:
        """The value to send for a text; an untouched source keeps its document."""
        if not text:
            return None
        return compose(text, documents, origin, _same_account) if self.cloud else text


def _same_account(account: str) -> str:
    """An account id means the same person in every Jira Cloud, so mentions stay what they are."""
    return account
