"""People, addresses, accounts and hosts replaced by stand-ins, the same one wherever the same one is meant.

Numbered by first appearance, so that the same data gives the same case. A person is known by any of name,
address, account and user name; words of a person's name are replaced in texts too. Refuses to guess about
anything else that texts may tell of somebody: whoever commits a case reads it first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from syncscript.cases.tell_tales import (
    ACCOUNT,
    ADDRESS,
    MENTION,
    SHORTEST,
    WITHOUT_BLANKS,
    capitalised_words,
    hosts_in,
    is_person,
    is_worked_out,
    name_words,
    people_in,
    texts_in,
    words_of_address,
    words_of_fields,
)
from syncscript.model import Json

PEOPLE, ADDRESSES, ACCOUNTS, HOSTS = "people", "addresses", "accounts", "hosts"
KINDS = (PEOPLE, ADDRESSES, ACCOUNTS, HOSTS)
PARTS: Mapping[str, str] = {
    "displayName": PEOPLE, "email": ADDRESSES, "emailAddress": ADDRESSES, "key": ACCOUNTS, "id": ACCOUNTS,
    "accountId": ACCOUNTS, "username": ACCOUNTS, "name": ACCOUNTS,
}  # fmt: skip
"""What of a person's entry tells who it is, and which kind it is of."""


@dataclass
class StandIns:
    """keep: kinds that stay as they are; exact: stand-ins for whole parts of a person's entry; known: those
    for words in texts; loose: the same, whatever the letters' case; spelt: names that addresses tell. A user
    name that is a plain word, as `sync`, is replaced in entries and mentions only."""

    keep: Collection[str] = ()
    exact: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)
    loose: dict[str, str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    hosts: dict[str, int] = field(default_factory=dict)
    domains: dict[str, None] = field(default_factory=dict)
    spelt: dict[str, int] = field(default_factory=dict)

    def learn(self, data: Json) -> None:
        """Looks for everybody and every host in the data. All is learnt before anything is replaced."""
        for person in people_in(data):
            self.meet(person)
        for text in texts_in(data):
            self.look_through(text)
        self.look_for_names(data)
        if ADDRESSES not in self.keep:
            for domain in self.domains:
                self.meet_host(domain)

    def look_for_names(self, data: Json) -> None:
        """Words that are spelt as in somebody's address, but for those that name fields too."""
        names = self.spelt.keys() - words_of_fields(data) if self.spelt else frozenset()
        for text in texts_in(data) if names else ():
            for word, plain in capitalised_words(text):
                if plain in names:
                    self.know(word, PEOPLE, self.spelt[plain])

    def look_through(self, text: str) -> None:
        for found in MENTION.findall(text):
            self.meet({"accountId": found})
        for found in ADDRESS.findall(text):
            self.meet({"email": found})
        for found in ACCOUNT.findall(text):
            self.meet({"accountId": found})
        for found in hosts_in(text):
            self.meet_host(found)

    def meet(self, person: Mapping[str, Any]) -> None:
        told = {part: str(person[part]) for part in PARTS if person.get(part) not in (None, "")}
        number = next((self.people[v.casefold()] for v in told.values() if v.casefold() in self.people), None)
        if number is None:
            number = len(set(self.people.values())) + 1
        for part, value in told.items():
            self.people.setdefault(value.casefold(), number)
            if PARTS[part] == ADDRESSES:
                self.meet_address(value, number)
            if PARTS[part] not in self.keep:
                self.exact.setdefault(value, stand_in(PARTS[part], number))
                self.know(value, PARTS[part], number)
        for word in name_words(told.get("displayName", "")):
            self.know(word, PEOPLE, number)

    def know(self, value: str, kind: str, number: int) -> None:
        """A part of a person in texts. Loose is only what can hardly be an ordinary word."""
        if kind in self.keep or (kind == ACCOUNTS and value.isalpha()):
            return
        for form in ("NFC", "NFD"):
            written = unicodedata.normalize(form, value)
            self.known.setdefault(written, stand_in(kind, number))
            if kind == ADDRESSES or (kind == PEOPLE and " " in value) or is_worked_out(value):
                self.loose.setdefault(written.casefold(), stand_in(kind, number))

    def meet_address(self, address: str, number: int) -> None:
        """What is kept stands for itself, so that nothing in it is replaced either."""
        name, _, domain = address.rpartition("@")
        self.domains.setdefault(domain)
        if ADDRESSES in self.keep:
            self.loose.setdefault(address.casefold(), address)
        elif is_worked_out(name):
            self.know(name, ACCOUNTS, number)
        for word in words_of_address(name):
            self.spelt.setdefault(word, number)

    def meet_host(self, host: str) -> None:
        if HOSTS in self.keep or host == "localhost" or host.endswith(("example.com", ".invalid")):
            return
        number = self.hosts.setdefault(host.casefold(), len(self.hosts) + 1)
        self.loose.setdefault(host.casefold(), f"host-{number}.example.com")

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
        return pattern.sub(self.instead_of, text) if pattern is not None else text

    def instead_of(self, found: re.Match[str]) -> str:
        word = found[0]
        instead = self.known.get(word) or self.loose[word.casefold()]
        return word if instead.casefold() == word.casefold() else instead

    @property
    def pattern(self) -> re.Pattern[str] | None:
        names = {**dict.fromkeys(self.known, False), **dict.fromkeys(self.loose, True)}
        fitting = sorted((name for name in names if is_long_enough(name)), key=lambda n: (-len(n), n))
        if not fitting:
            return None
        return re.compile("|".join(whole_word(name, is_loose=names[name]) for name in fitting))


def is_long_enough(name: str) -> bool:
    return len(name) >= SHORTEST or bool(WITHOUT_BLANKS.match(name) and len(name) > 1)


def whole_word(name: str, *, is_loose: bool) -> str:
    """A pattern for the name between what are no letters and digits, where its script parts words at all."""
    written = re.escape(name)
    found = f"(?i:{written})" if is_loose else written
    return found if WITHOUT_BLANKS.match(name) else rf"(?<![^\W_]){found}(?![^\W_])"


def stand_in(kind: str, number: int) -> str:
    if kind == PEOPLE:
        return f"Person {number}"
    return f"person-{number}@example.com" if kind == ADDRESSES else f"person-{number}"
