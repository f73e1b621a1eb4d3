"""Texts with markup: kept as they came, shown in the notation that is asked for.

Knows that version 3 of the API speaks ADF and version 2 wiki markup of the same text. The conversions
themselves are richtext's. Nothing is converted that is asked for in its own notation.
"""

from __future__ import annotations

import json
from functools import lru_cache

from syncscript.richtext import adf_to_wiki, wiki_to_adf
from syncscript.sandbox.problems import FieldProblem
from syncscript.sandbox.records import Json

LONGEST = 32767
TOO_LONG = "The entered text is too long. It exceeds the allowed limit of 32,767 characters."


def wiki_body(text: str) -> dict[str, Json]:
    return {"format": "wiki", "content": text}


def read_body(value: Json, api: int) -> dict[str, Json] | None:
    """A body as it came in a request to this version of the API; None for an empty one."""
    if value is None or value == "":
        return None
    if api == 3:
        return _read_document(value)
    if not isinstance(value, str):
        raise FieldProblem("Operation value must be a string")
    if len(value) > LONGEST:
        raise FieldProblem(TOO_LONG)
    return wiki_body(value)


def _read_document(value: Json) -> dict[str, Json]:
    if (
        not isinstance(value, dict)
        or value.get("type") != "doc"
        or not isinstance(value.get("content"), list)
    ):
        raise FieldProblem(
            "Operation value must be an Atlassian Document (see the Atlassian Document Format)"
        )
    if value.get("version") != 1:
        raise FieldProblem("INVALID_INPUT")
    if sum(map(len, _texts_in(value))) > LONGEST:
        raise FieldProblem(TOO_LONG)
    return {"format": "adf", "content": value}


def _texts_in(node: Json) -> list[str]:
    if isinstance(node, list):
        return [text for child in node for text in _texts_in(child)]
    if not isinstance(node, dict):
        return []
    own = [node["text"]] if isinstance(node.get("text"), str) else []
    return own + _texts_in(node.get("content"))


def show_body(body: dict[str, Json] | None, api: int) -> Json:
    """The body in the notation of this version of the API. The caller must not change it."""
    if body is None:
        return None
    return _document_of(body) if api == 3 else wiki_of(body)


def wiki_of(body: dict[str, Json] | None) -> str:
    """The body as wiki markup."""
    if body is None:
        return ""
    if body["format"] == "wiki":
        return str(body["content"])
    return _wiki_of_document(json.dumps(body["content"], sort_keys=True))


def words_of(body: dict[str, Json] | None) -> str:
    """What search reads of a body."""
    if body is None:
        return ""
    return str(body["content"]) if body["format"] == "wiki" else " ".join(_texts_in(body["content"]))


def _document_of(body: dict[str, Json]) -> Json:
    return body["content"] if body["format"] == "adf" else _document_of_wiki(str(body["content"]))


@lru_cache(maxsize=16384)
def _document_of_wiki(text: str) -> Json:
    return wiki_to_adf(text)


@lru_cache(maxsize=4096)
def _wiki_of_document(document: str) -> str:
    return adf_to_wiki(json.loads(document))
