"""The ADF document for a text that a rule produced.

Knows when a source document can stand for its text: when the rule left the text untouched, or put
whole lines of its own around it. Everything else is converted from wiki markup. The result is
always valid against Atlassian's schema, and holds nothing that means something only at its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from syncscript.model import Document
from syncscript.richtext.localising import KnownAccount, Localiser
from syncscript.richtext.macros import has_loose_tags
from syncscript.richtext.nodes import Node, children, doc
from syncscript.richtext.reading import wiki_to_adf
from syncscript.richtext.validity import is_valid_block
from syncscript.richtext.writing import adf_to_wiki


def compose(
    text: str, documents: Sequence[Document], origin: str | None = None,
    known_account: KnownAccount | None = None,
) -> dict[str, Any]:
    """The ADF document for `text`; what is untouched in it comes from its source document without loss.

    origin: where the text was probably read (`comments/10010`), to choose among equal texts.
    known_account: an account id of the source to that of the target; where it gives None, and
    everywhere when it is missing, a mention is written as the person's name.
    """
    sources = sorted((document for document in documents if _is_usable(document)),
                     key=lambda document: (document.origin != origin, -len(document.text)))
    localiser = Localiser(known_account, [source.body for source in sources])
    return doc([node for piece in _pieces(_plain_lines(text), sources) for node in _blocks(piece, localiser)])


def canonical_wiki(text: str) -> str:
    """What a Cloud read will show after writing this text: with `\\n` line ends and no blanks at its end."""
    return adf_to_wiki(wiki_to_adf(text))


Piece = str | Document


def _is_usable(document: Document) -> bool:
    return document.format == "adf" and isinstance(document.body, dict) and bool(document.text.strip())


def _plain_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip()


def _pieces(text: str, sources: Sequence[Document]) -> list[Piece]:
    """The text cut into untouched sources and what stands around them."""
    for source in sources:
        if _plain_lines(source.text) == text:
            return [source]
    pieces: list[Piece] = [text]
    for source in sources:
        if _plain_lines(source.text) not in text or not _says_more_than_its_text(source):
            continue
        pieces = [new for piece in pieces for new in _split(piece, source)]
    return pieces


def _says_more_than_its_text(source: Document) -> bool:
    return children(wiki_to_adf(source.text)) != children(source.body)


def _split(piece: Piece, source: Document) -> Iterator[Piece]:
    """The piece around the first place where the source stands as whole lines, outside of any macro."""
    wanted = _plain_lines(source.text)
    at = _whole_lines(piece, wanted) if isinstance(piece, str) else -1
    if not isinstance(piece, str) or at < 0:
        yield piece
        return
    before, after = piece[:at].rstrip(), piece[at + len(wanted):].strip("\n")
    if has_loose_tags(before) or has_loose_tags(after):
        yield piece
        return
    yield from ([before] if before else [])
    yield source
    yield from ([after] if after.strip() else [])


def _whole_lines(text: str, wanted: str) -> int:
    """Where `wanted` stands in `text` from a line's start to a line's end; -1 for nowhere."""
    if text.startswith(wanted + "\n") or text == wanted:
        return 0
    at = text.find(f"\n{wanted}\n")
    if at < 0 and text.endswith("\n" + wanted):
        at = len(text) - len(wanted) - 1
    return at + 1 if at >= 0 else -1


def _blocks(piece: Piece, localiser: Localiser) -> Iterator[Node]:
    nodes = children(wiki_to_adf(piece) if isinstance(piece, str) else piece.body)
    for node in localiser.localised(nodes):
        if is_valid_block(node):
            yield node
        else:
            yield from _converted(node, localiser)


def _converted(node: Node, localiser: Localiser) -> Iterator[Node]:
    """The block by way of wiki markup, as a document that holds nothing unknown."""
    text = adf_to_wiki({"content": [node]})
    yield from (localiser.localised(children(wiki_to_adf(text))) if text else ())
