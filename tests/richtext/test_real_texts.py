"""Real wiki texts and real ADF documents of other people, where they are at hand."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from syncscript.model import Document
from syncscript.richtext import adf_to_wiki, canonical_wiki, compose, conversion_losses, wiki_to_adf
from syncscript.richtext.validity import is_valid_block
from tests.richtext.adf_schema import assert_valid, validator

_DATA = Path(__file__).parents[3] / "shared" / "data"
_TAGS = re.compile(r"\{(?:code|noformat|quote|panel|color)[^}\n]*\}|^\s*bq\.", re.MULTILINE)


@cache
def _texts() -> list[str]:
    path = _DATA / "nutch-issues.jsonl"
    if not path.is_file():
        pytest.skip("real wiki texts are absent: ../shared/data/nutch-issues.jsonl")
    texts: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        issue = json.loads(line)
        comments = [comment if isinstance(comment, str) else comment["body"] for comment in issue["comments"]]
        texts += [issue["summary"], issue["description"] or "", *comments]
    return texts


@cache
def _documents() -> list[dict[str, Any]]:
    paths = sorted((_DATA / "jira-cloud").glob("*.json"))
    if not paths:
        pytest.skip("recorded ADF documents are absent: ../shared/data/jira-cloud")
    return [found for path in paths for found in _found(json.loads(path.read_text(encoding="utf-8")))]


def _found(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict) and value.get("type") == "doc":
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _found(inner)


def _words(text: str) -> Counter[str]:
    return Counter(
        re.findall(r"\w+", _TAGS.sub(lambda tag: " ".join(re.findall(r"title=([^|}]*)", tag.group())), text))
    )


def test_no_word_of_a_real_text_is_lost() -> None:
    assert [text for text in _texts() if _words(canonical_wiki(text)) != _words(text)] == []


def test_real_texts_are_stable() -> None:
    once = [canonical_wiki(text) for text in _texts()]
    assert [text for text in once if canonical_wiki(text) != text] == []


def test_most_real_texts_come_back_to_the_letter() -> None:
    """Those that do not hold dashes for bullets, titles on code, or other spacing around blocks."""
    plain = ["\n".join(line.rstrip() for line in text.splitlines()).strip("\n") for text in _texts()]
    same = sum(canonical_wiki(text) == text for text in plain)
    assert same >= 0.9 * len(plain)


def test_real_texts_become_valid_documents() -> None:
    documents = [wiki_to_adf(text) for text in _texts()]
    assert all(is_valid_block(node) for document in documents for node in document["content"])
    if validator():
        for document in documents[::8]:  # the schema is slow, and the check above sees them all
            assert_valid(document)


def test_recorded_documents_are_composed_without_loss() -> None:
    for document in _documents():
        text = adf_to_wiki(document)
        if text:
            assert compose(text, [Document("description", text, "adf", document)]) == document


def test_recorded_documents_keep_their_text() -> None:
    for document in _documents():
        text = adf_to_wiki(document)
        again = wiki_to_adf(text)
        assert adf_to_wiki(again) == text
        if not conversion_losses(document):
            assert conversion_losses(again) == ()
