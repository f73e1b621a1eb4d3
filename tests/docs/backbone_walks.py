"""What somebody types who follows a page about a move from Backbone, and what the program answers.

A page is walked from its top: ```console blocks hold commands behind `$ ` and what they print, where `...`
stands for any lines. Files that a page names are made here, as the mistake that it tells makes them.
"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from syncscript.cli.group import syncscript
from tests.backbone.entries import both

HOME = "/srv/sync"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
ANSWER = re.compile(r"\[y/N\]: (\w+)")
BLOCK = re.compile(r"^```console\n(.*?)^```", re.S | re.M)
PAIRS = [
    both(blue={"comments": [{"localId": "10019"}]},
         green={"comments": [{"remoteId": "10019", "localId": "10034"}]}),
    both(2, 2),
]  # fmt: skip
SIDES: tuple[list[dict[str, Any]], ...] = tuple([pair[number] for pair in PAIRS] for number in (0, 1))


def file_of(*sides: list[dict[str, Any]], indent: int | None = 2) -> str:
    names = ("firstConnector", "secondConnector")
    return json.dumps(dict(zip(names, sides, strict=False)), indent=indent) + "\n"


def renamed(entries: list[dict[str, Any]], old: str, new: str) -> list[dict[str, Any]]:
    return json.loads(json.dumps(entries).replace(f'"{old}-', f'"{new}-'))


def changed(entries: list[dict[str, Any]], number: int, **changes: Any) -> list[dict[str, Any]]:
    copied = deepcopy(entries)
    copied[number].update(changes)
    return copied


PRIMARY, SECONDARY = SIDES
FILES: Mapping[str, str] = {
    "primary.json": file_of(PRIMARY),
    "secondary.json": file_of(SECONDARY),
    "lost-comma.json": file_of(PRIMARY, SECONDARY).replace('],\n  "second', ']\n  "second'),
    "not-renamed.json": file_of(PRIMARY, SECONDARY).replace("secondConnector", "firstConnector"),
    "configuration.json": json.dumps({"integrationKey": "INT-1", "firstConnector": {}}),
    "through-a-spreadsheet.json": file_of(changed(PRIMARY, 0, lastChangeSeen="1699999991000")),
    "an-hour-later.json": file_of(SECONDARY[:1]),
    "on-its-way.json": file_of(changed(PRIMARY, 1, outgoingMessageSequenceId=3)),
    "green-as-it-was.json": file_of(renamed(SECONDARY, "GREEN", "OLD")),
    "blue-as-it-was.json": file_of(renamed(PRIMARY, "GREEN", "OLD")),
    "older.json": file_of(
        changed(PRIMARY, 0, outgoingMessageSequenceId=1), changed(SECONDARY, 0, incomingMessageSequenceId=1)
    ),
    "other-twins.json": file_of(*([one] for one in both(1, 7))),
    "rules/blue.incoming.sync": "issue.summary = replica.summary\n"
    "issue.assignee = nodeHelper.getUserByUsername(replica.assignee?.username)\n",
}  # fmt: skip


def steps_of(page: str) -> Iterator[tuple[str, str]]:
    """Each command of a page with what it is told to print."""
    for block in BLOCK.findall(page):
        for step in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, told = step.partition("\n")
            yield command, told


def walked(folder: Path, command: str, told: str) -> str:
    """What a command prints in the folder, where a person gives the answers that the page shows."""
    words = shlex.split(command, comments=True)[1:]
    answers = "".join(f"{answer}\n" for answer in ANSWER.findall(told))
    result = CliRunner().invoke(syncscript, words, input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return MOMENT.sub("2026-11-21T22:40:00+00:00", result.output.replace(str(folder), HOME))


def fits(told: str, printed: str) -> bool:
    pattern = ".*?".join(map(re.escape, told.split("...\n")))
    return re.fullmatch(pattern, printed, re.S) is not None
