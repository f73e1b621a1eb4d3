"""What holds for every text and every document, however odd."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings

from syncscript.model import Document
from syncscript.richtext import adf_to_wiki, canonical_wiki, compose, conversion_losses, wiki_to_adf
from syncscript.richtext.validity import is_valid_block
from tests.richtext.adf_schema import assert_valid, validator
from tests.richtext.strategies import hostile_texts, odd_documents, plain_texts

_THOROUGH = settings(max_examples=150, deadline=None)


@_THOROUGH
@given(hostile_texts)
def test_reading_then_writing_is_stable_from_the_second_time(text: str) -> None:
    once = canonical_wiki(text)
    assert canonical_wiki(once) == once


@_THOROUGH
@given(hostile_texts)
def test_every_text_becomes_a_valid_document(text: str) -> None:
    document = wiki_to_adf(text)
    assert all(is_valid_block(node) for node in document["content"])
    if validator():
        assert_valid(document)


@_THOROUGH
@given(plain_texts)
def test_plain_text_comes_back_as_it_was(text: str) -> None:
    assert canonical_wiki(text) == text.rstrip()
    assert canonical_wiki(text.replace("\n", "\r\n")) == text.rstrip()


@_THOROUGH
@given(hostile_texts)
def test_text_nodes_never_turn_into_markup(text: str) -> None:
    line = " ".join(text.split()).strip()
    document = {
        "version": 1,
        "type": "doc",
        "content": [{"type": "paragraph", "content": [{"type": "text", "text": line}] if line else []}],
    }
    shown = wiki_to_adf(adf_to_wiki(document))["content"]
    assert len(shown) == 1 and shown[0]["type"] == "paragraph"
    assert all(node["type"] in ("text", "inlineCard") and "marks" not in node for node in shown[0]["content"])
    assert "".join(node.get("text") or node["attrs"]["url"] for node in shown[0]["content"]) == line


@_THOROUGH
@given(odd_documents)
def test_every_document_is_written_for_good_and_its_losses_are_told(document: dict[str, Any]) -> None:
    text = adf_to_wiki(document)
    assert canonical_wiki(text) == text
    assert all(isinstance(loss, str) for loss in conversion_losses(document))


@_THOROUGH
@given(odd_documents)
def test_whatever_is_composed_from_is_valid(document: dict[str, Any]) -> None:
    text = adf_to_wiki(document)
    source = Document("description", text, "adf", document)
    for wanted in (text, f"Somebody wrote:\n{text}\nEnd."):
        composed = compose(wanted, [source])
        assert all(is_valid_block(node) for node in composed["content"])
        if validator():
            assert_valid(composed)
