"""What people change between the first and the second run, on both sides at once.

Each edit is one that a merge can get wrong: different fields of one issue, the same field, an own
comment beside copies, a moved issue, a removed label.
"""

from __future__ import annotations

from collections.abc import Callable

from syncscript.demo.sandboxes import Jiras

APART = 2.0
"""Seconds between the two edits of one field, so that it is plain which is newer."""


def make(jiras: Jiras, wait: Callable[[float], None]) -> list[list[str]]:
    """Make the edits; who did what to which issue, in order."""
    twins = jiras.twins()
    told: list[list[str]] = []
    _different_fields(jiras, "BLUE-1", twins["BLUE-1"], told)
    _the_same_field(jiras, "BLUE-2", twins["BLUE-2"], told, wait)
    _words(jiras, "BLUE-3", twins["BLUE-3"], told)
    _work(jiras, "BLUE-5", twins["BLUE-5"], told)
    return told


def _different_fields(jiras: Jiras, blue: str, green: str, told: list[list[str]]) -> None:
    summary = "Export stops at names with typographic characters"
    jiras.blue_person.edit(blue, summary=summary)
    told.append([jiras.blue_person.name, blue, f'summary: "{summary}"'])
    jiras.green_person.edit(green, priority={"name": "Highest"})
    told.append([jiras.green_person.name, green, "priority: Highest (the same issue, another field)"])
    jiras.green_person.add_label(green, "encoding")
    told.append([jiras.green_person.name, green, "labels: + encoding"])
    jiras.blue_person.remove_label(blue, "export")
    told.append([jiras.blue_person.name, blue, "labels: - export"])


def _the_same_field(
    jiras: Jiras, blue: str, green: str, told: list[list[str]], wait: Callable[[float], None]
) -> None:
    first, second = "Reset mail is sent twice", "Password reset: two mails, the second link expired"
    jiras.blue_person.edit(blue, summary=first)
    told.append([jiras.blue_person.name, blue, f'summary: "{first}"'])
    wait(APART)
    jiras.green_person.edit(green, summary=second)
    told.append([jiras.green_person.name, green, f'summary: "{second}" (the same field, a little later)'])


def _words(jiras: Jiras, blue: str, green: str, told: list[list[str]]) -> None:
    jiras.green_person.comment(green, "Is a setting per *user* enough? The account has many.")
    told.append([jiras.green_person.name, green, "a comment, with a question"])
    comment = jiras.blue_person.comment(blue, "Per user would be even better.")
    jiras.blue_person.edit_comment(blue, comment, "Per user would be even better, said support.")
    told.append([jiras.blue_person.name, blue, "a comment at the same time, then corrected"])


def _work(jiras: Jiras, blue: str, green: str, told: list[list[str]]) -> None:
    jiras.green_person.move(green, "In Progress")
    told.append([jiras.green_person.name, green, "status: In Progress"])
    jiras.blue_person.attach(blue, "invoice-numbers.txt", b"2026-0001\n2026-0002\n2026-0117\n")
    told.append([jiras.blue_person.name, blue, "a file: invoice-numbers.txt"])
