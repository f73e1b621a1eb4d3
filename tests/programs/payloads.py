"""Payloads at random: what a tracker sends, with fields missing, null or of a shape nobody expects."""

from __future__ import annotations

import copy
from random import Random
from typing import Any

WORDS = ("a", "b", "ab", "", "x,y", "Done", " c ", "3", "12", "EMEA", "Äß", "a-b-c", "long text with words")
NAMED = ("status", "priority", "type", "resolution", "project", "parent")
PEOPLE = ("assignee", "reporter", "creator")
TEXTS = ("summary", "description", "environment", "key", "id", "parentId", "extra", "other")
DATES = ("created", "updated", "due", "resolutionDate")
LISTS = ("components", "fixVersions", "affectedVersions")
ODD = (None, None, 0, 1.5, True, "x", [], {}, ["a", 1], {"name": None}, [None], [{"id": 1}])


def payload(random: Random) -> dict[str, Any]:
    """The inputs of one run."""
    made = {"issue": sent(random), "replica": sent(random), "firstSync": random.random() < 0.5}
    if random.random() < 0.3:
        made["previous"] = sent(random)
    return {name: value for name, value in made.items() if random.random() < 0.97}


def sent(random: Random) -> dict[str, Any]:
    """An issue or a replica."""
    made: dict[str, Any] = {name: random.choice(WORDS) for name in TEXTS}
    made |= {name: named(random) for name in NAMED}
    made |= {name: person(random) for name in PEOPLE}
    made |= {name: f"2026-0{random.randint(1, 9)}-1{random.randint(0, 9)}T10:00:00Z" for name in DATES}
    made |= {name: several(random, named) for name in LISTS}
    made["labels"] = several(random, lambda r: {"label": r.choice(WORDS)})
    made["comments"] = several(random, comment)
    made["attachments"] = several(random, attachment)
    made["customFields"] = custom_fields(random)
    if random.random() < 0.5:
        made["customKeys"] = {"id": random.choice(WORDS)}
    missing = random.choice((0.0, 0.1, 0.3, 0.9))
    kept = {name: value for name, value in made.items() if random.random() >= missing}
    for name in kept:
        if random.random() < 0.04:
            kept[name] = copy.deepcopy(random.choice(ODD))
    return kept


def several(random: Random, make: Any) -> list[Any]:
    return [make(random) for _ in range(random.choice((0, 1, 1, 2, 4)))]


def named(random: Random) -> dict[str, Any]:
    return {"id": str(random.randint(1, 9)), "name": random.choice(WORDS)}


def person(random: Random) -> dict[str, Any] | None:
    word = random.choice(("ann", "bob", "cy"))
    made = {"key": word, "displayName": word.title(), "email": f"{word}@example.com", "username": word}
    return None if random.random() < 0.15 else made


def comment(random: Random) -> dict[str, Any]:
    number = random.randint(1, 6)
    return {
        "id": str(number),
        "author": person(random),
        "body": random.choice(WORDS),
        "created": f"2026-01-0{number}T10:00:00Z",
        "internal": random.random() < 0.3,
    }


def attachment(random: Random) -> dict[str, Any]:
    number = random.randint(1, 6)
    return {"id": str(number), "filename": f"f{number}.txt", "mimetype": "text/plain", "filesize": number}


def custom_fields(random: Random) -> dict[str, Any]:
    values = {
        "Region": lambda: random.choice(({"id": "1", "value": random.choice(WORDS)}, None, "EMEA")),
        "Points": lambda: random.choice((1, 2.5, 0, None, "3")),
        "Team": lambda: random.choice((random.choice(WORDS), None, ["x", "y"])),
    }
    made = {}
    for number, (name, value) in enumerate(values.items()):
        if random.random() < 0.8:
            made[name] = {"id": f"customfield_{10010 + number}", "name": name, "value": value()}
    return made
