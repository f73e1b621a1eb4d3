"""People, addresses, accounts and hosts replaced by stand-ins, the same one wherever the same one is meant.

Numbered by first appearance, so that the same data gives the same case. A person is known by any of name,
address, account and user name; words of a person's name are replaced in texts too. Refuses to guess about
anything else that texts may tell of somebody: whoever commits a case reads it first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from syncscript.model import Json

PEOPLE, ADDRESSES, ACCOUNTS, HOSTS = "people", "addresses", "accounts", "hosts"
KINDS = (PEOPLE, ADDRESSES, ACCOUNTS, HOSTS)
PARTS: Mapping[str, str] = {
    "displayName": PEOPLE, "email": ADDRESSES, "emailAddress": ADDRESSES, "key": ACCOUNTS, "id": ACCOUNTS,
    "accountId": ACCOUNTS, "username": ACCOUNTS, "name": ACCOUNTS,
}  # fmt: skip
"""What of a person's entry tells who it is, and which kind it is of."""
ADDRESS = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
ACCOUNT = re.compile(r"\b(?:\d{4,6}:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24})\b")
MENTION = re.compile(r"\[~(?:accountid:)?([^\]\s]+)\]")
HOST = re.compile(r"\b(?:https?|ftp|wss?)://(?:[^/\s@]*@)?([\w.-]*\w)")
NUMERIC_HOST = re.compile(r"\b(?:\d{1,3}\.){3}\d{1,3}\b")
OF_OFFICE = frozenset({
    "admin", "administrator", "app", "automation", "bot", "customer", "desk", "for", "group", "jira",
    "operations", "project", "service", "support", "sync", "system", "team", "test", "the", "user",
})  # fmt: skip
"""Words of display names that are no names."""
SHORTEST = 3


@dataclass
class StandIns:
    """keep: kinds that stay as they are; exact: stand-ins for whole parts of a person's entry; known: those
    for words in texts. A user name that is a plain word, as `sync`, is replaced in entries and mentions
    only."""

    keep: Collection[str] = ()
    exact: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    hosts: dict[str, int] = field(default_factory=dict)

    def learn(self, data: Json) -> None:
        """Looks for everybody and every host in the data. All is learnt before anything is replaced."""
        for person in people_in(data):
            self.meet(person)
        for text in texts_in(data):
            for found in MENTION.findall(text):
                self.meet({"accountId": found})
            for found in ADDRESS.findall(text):
                self.meet({"email": found})
            for found in ACCOUNT.findall(text):
                self.meet({"accountId": found})
            for found in [*HOST.findall(text), *NUMERIC_HOST.findall(text)]:
                self.meet_host(found)

    def meet(self, person: Mapping[str, Any]) -> None:
        told = {part: str(person[part]) for part in PARTS if person.get(part) not in (None, "")}
        number = next((self.people[v.casefold()] for v in told.values() if v.casefold() in self.people), None)
        if number is None:
            number = len(set(self.people.values())) + 1
        for part, value in told.items():
            self.people.setdefault(value.casefold(), number)
            if PARTS[part] not in self.keep:
                self.exact.setdefault(value, stand_in(PARTS[part], number))
                if PARTS[part] != ACCOUNTS or not value.isalpha():
                    self.known.setdefault(value, self.exact[value])
        if PEOPLE not in self.keep:
            for word in name_words(told.get("displayName", "")):
                self.known.setdefault(word, stand_in(PEOPLE, number))

    def meet_host(self, host: str) -> None:
        if HOSTS in self.keep or host == "localhost" or host.endswith(("example.com", ".invalid")):
            return
        number = self.hosts.setdefault(host.casefold(), len(self.hosts) + 1)
        self.known.setdefault(host, f"host-{number}.example.com")

    def replaced(self, data: Json) -> Json:
        """The data with stand-ins, in values and in keys."""
        if isinstance(data, str):
            return self.text(data)
        if isinstance(data, Mapping):
            if is_person(data):
                return {key: self.of_person(key, value) for key, value in data.items()}
            return {self.text(str(key)): self.replaced(value) for key, value in data.items()}
        return [self.replaced(item) for item in data] if isinstance(data, list | tuple) else data

    def of_person(self, part: str, value: Json) -> Json:
        """A part of a person's entry, which is replaced whole."""
        if part in PARTS and isinstance(value, str) and value in self.exact:
            return self.exact[value]
        return self.replaced(value)

    def text(self, text: str) -> str:
        """A text with all that is known replaced; the longest goes first, and only whole words."""
        text = MENTION.sub(lambda found: found[0].replace(found[1], self.exact.get(found[1], found[1])), text)
        pattern = self.pattern
        return pattern.sub(lambda found: self.known[found[0]], text) if pattern is not None else text

    @property
    def pattern(self) -> re.Pattern[str] | None:
        names = sorted((n for n in self.known if len(n) >= SHORTEST), key=lambda n: (-len(n), n))
        if not names:
            return None
        return re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, names)) + r")(?![\w])")


def stand_in(kind: str, number: int) -> str:
    if kind == PEOPLE:
        return f"Person {number}"
    return f"person-{number}@example.com" if kind == ADDRESSES else f"person-{number}"


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
