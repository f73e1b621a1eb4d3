"""What in an issue tells who somebody is or where something runs: entries of people, and patterns in texts.

Refuses to replace anything.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from syncscript.model import Json

ADDRESS = re.compile(r"(?<![\w.+%'-])[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
ACCOUNT = re.compile(
    r"\b(?:\d{4,6}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24}|JIRAUSER\d+)\b"
    r"|(?<=/avatar/)[0-9a-f]{32,64}\b"
)
"""Accounts of Cloud and of Data Center, and the digests of addresses that pictures are found by."""
MENTION = re.compile(r"\[~(?:accountid:)?([^\]\s]+)\]")
HOST = re.compile(r"\b[a-z][a-z0-9+.-]{0,20}://(?:[^/\s@]*@)?([\w.-]*\w)", re.IGNORECASE)
NUMERIC_HOST = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")
DOTTED = re.compile(r"[\w.-]+")
INSIDE = (".local", ".internal", ".intern", ".intranet", ".corp", ".lan")
"""Ends of names that are hosts' also without an address around them."""
OF_OFFICE = frozenset({
    "admin", "administrator", "app", "automation", "bot", "customer", "desk", "for", "group", "jira",
    "operations", "project", "service", "support", "sync", "system", "team", "test", "the", "user",
})  # fmt: skip
"""Words of display names that are no names."""
SHORTEST = 3
WITHOUT_BLANKS = re.compile(r"[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
"""Scripts that put no blanks between words."""


def is_person(entry: Mapping[str, Any]) -> bool:
    """Whether a map tells of a person: it has a display name, an address or an account."""
    return any(entry.get(part) for part in ("displayName", "email", "emailAddress", "accountId"))


def people_in(data: Json) -> Iterator[Mapping[str, Any]]:
    if isinstance(data, Mapping):
        if is_person(data):
            yield data
        for value in data.values():
            yield from people_in(value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from people_in(item)


def texts_in(data: Json) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield str(key)
            yield from texts_in(value)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from texts_in(item)


def name_words(name: str) -> list[str]:
    """The words of a person's name that are a name; none when it is that of an office or a program."""
    words = re.findall(r"[^\W\d_][\w'-]*", name)
    if not 2 <= len(words) <= 4 or any(word.casefold() in OF_OFFICE for word in words):
        return []
    return [word for word in words if len(word) >= SHORTEST and word[:1].isupper()]


def words_of_address(name: str) -> frozenset[str]:
    """What may be names in the first part of an address, `first.last`: without accents and capitals."""
    words = re.split(r"[._-]+", name.casefold())
    if not 2 <= len(words) <= 4 or any(not word.isalpha() or word in OF_OFFICE for word in words):
        return frozenset()
    return frozenset(word for word in words if len(word) >= SHORTEST)


def capitalised_words(text: str) -> Iterator[tuple[str, str]]:
    """Each word that may be a name, and how an address would write it."""
    for word in re.findall(r"[^\W\d_][^\W_'’-]*", text):
        if word[0].isupper():
            letters = unicodedata.normalize("NFKD", word)
            yield word, "".join(each for each in letters if not unicodedata.combining(each)).casefold()


def words_of_fields(data: Json) -> frozenset[str]:
    """The words in keys that are no questions, as addresses would write them."""
    if isinstance(data, Mapping):
        own = {plain for key in data if "(" not in key for _, plain in capitalised_words(str(key))}
        return frozenset(own).union(*map(words_of_fields, data.values()))
    return frozenset().union(*map(words_of_fields, data)) if isinstance(data, list | tuple) else frozenset()


def hosts_in(text: str) -> Iterator[str]:
    yield from HOST.findall(text)
    yield from NUMERIC_HOST.findall(text)
    for name in DOTTED.findall(text):
        host = name.strip(".-")
        if host.casefold().endswith(INSIDE) or host.casefold().startswith("www."):
            yield host


def is_worked_out(account: str) -> bool:
    """Whether a text can hardly be an ordinary word: `ada.byron`, `jsmith2`."""
    return len(account) >= SHORTEST and not account.isalpha()
