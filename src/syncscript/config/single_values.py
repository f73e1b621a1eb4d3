"""Texts of syncscript.toml that are judged by themselves: addresses, paths, queries, references to secrets.

Knows what each must look like. Refuses to know where in the file they stand.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from syncscript.config.secret import SCHEMES, parse_reference

LITERAL_SECRET = "literal_secret"
WRONG_ADDRESS = "wrong_address"
WRONG_PATH = "wrong_path"
WRONG_QUERY = "wrong_query"
WRONG_REFERENCE = "wrong_reference"

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def _is_reference(text: str) -> str:
    if parse_reference(text) is not None:
        return text
    scheme, colon, place = text.partition(":")
    if colon and scheme in SCHEMES and (not place.strip() or scheme == "keyring"):
        raise PydanticCustomError(WRONG_REFERENCE, "it names no place where the secret is kept")
    raise PydanticCustomError(LITERAL_SECRET, "a secret itself stands in the file")


def _is_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        raise PydanticCustomError(WRONG_ADDRESS, "its host or its port is not one") from None
    if not has_port or re.search(r"[\s\\]", parts.netloc) or _CONTROLS.search(text):
        raise PydanticCustomError(WRONG_ADDRESS, "its host or its port is not one")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PydanticCustomError(WRONG_ADDRESS, "not an address that starts with https://")
    if parts.username or parts.password:
        raise PydanticCustomError(LITERAL_SECRET, "credentials stand in the address")
    if parts.query or parts.fragment:
        raise PydanticCustomError(WRONG_ADDRESS, "the address goes on after ? or #; name the start page only")
    return text.rstrip("/")


def _is_inside(text: str) -> str:
    path = PurePosixPath(text)
    if _CONTROLS.search(text):
        raise PydanticCustomError(WRONG_PATH, "it holds a character that no path has")
    if not text or path.is_absolute() or ".." in path.parts:
        raise PydanticCustomError(WRONG_PATH, "not a path inside the project's folder")
    return text


def _is_printable(text: str) -> str:
    if _CONTROLS.search(text):
        raise PydanticCustomError(WRONG_PATH, "it holds a character that no path has")
    return text


def _is_query(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError(WRONG_QUERY, "an empty query would bring every issue under sync")
    return text


SecretText = Annotated[
    str,
    AfterValidator(_is_reference),
    Field(json_schema_extra={"pattern": r"^(env|file|keyring):.+$"}),
]
Address = Annotated[str, AfterValidator(_is_address), Field(json_schema_extra={"format": "uri"})]
Query = Annotated[str, AfterValidator(_is_query), Field(json_schema_extra={"pattern": r"\S"})]
Host = Annotated[str, Field(pattern=r"^(tracker|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*)$")]
Account = Annotated[str, Field(pattern=r"\S")]
RulePath = Annotated[str, AfterValidator(_is_inside)]
AnyPath = Annotated[str, AfterValidator(_is_printable)]


class Settings(BaseModel):
    """Unknown keys are mistakes, nothing is converted silently, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)
