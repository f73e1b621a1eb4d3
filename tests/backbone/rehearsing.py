"""Two sandboxes that a sync by files kept in step, its last days, and what people do after it stopped.

A seed decides who edits what. Every comment and file has a token of its own, so that counting tells what was
lost or doubled.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.backbone.file_exchange import INTERNAL, FileExchange
from tests.backbone.moving import Move
from tests.faults.sandboxes import Clock
from tests.faults.worlds import People, Seen

NUMBER_OF_ISSUES = 6
LOST, DEAF, DELETED, MOVED = 0, 1, 2, 3
"""Which pair has undelivered messages, ignores what comes to Green, loses its Green issue, moves in Blue."""
REWORDED = "better"
Picture = dict[str, list[Any]]


@dataclass
class Rehearsal:
    """One world. pairs: keys at Blue and Green; crossing: tokens that both sides of a pair must show, by
    pair; alone: tokens that stay on one side; carried: tokens that the former sync carried over."""

    folder: Path
    random: Random
    blue: People
    green: People
    clock: Clock
    exchange: FileExchange
    pairs: list[tuple[str, str]] = field(default_factory=list)
    crossing: dict[int, set[str]] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    texts: dict[int, str] = field(default_factory=dict)
    carried: set[str] = field(default_factory=set)
    reworded: set[str] = field(default_factory=set)
    count: int = 0

    def token(self) -> str:
        self.count += 1
        return f"token{self.count:04d}"

    def later(self, **time: float) -> None:
        """Both trackers' clocks go on, and so does the former sync's."""
        self.clock.ahead += timedelta(**time)

    def people(self, side: str) -> People:
        return self.blue if side == "blue" else self.green

    def key(self, number: int, side: str) -> str:
        return self.pairs[number][0 if side == "blue" else 1]

    def says(self, number: int, side: str, *, words: str = "said") -> None:
        token = self.token()
        self.people(side).comments(self.key(number, side), f"{words} {token}")
        if words.startswith(INTERNAL):
            self.alone.add(token)
        else:
            self.crossing.setdefault(number, set()).add(token)

    def attaches(self, number: int, side: str) -> None:
        token = self.token()
        self.people(side).attaches(self.key(number, side), f"{token}.bin", token.encode())
        self.crossing.setdefault(number, set()).add(token)

    def edits(self, number: int, side: str) -> None:
        self.texts[number] = f"edited {self.token()}"
        self.people(side).edits(self.key(number, side), description=self.texts[number])

    def rewords_a_copied_one(self, number: int, side: str) -> None:
        """A person edits a comment of their own that the former sync carried over, if there is one."""
        people, key = self.people(side), self.key(number, side)
        for one in people.call("GET", f"/issue/{key}/comment")["comments"]:
            token = one["body"].removeprefix("said ")
            if token in self.carried:
                self.reworded.add(token)
                people.call("PUT", f"/issue/{key}/comment/{one['id']}", {"body": f"{token} said {REWORDED}"})
                return

    # ---------------------------------------------------------------- the former sync

    def lives(self) -> None:
        """Weeks of the former sync, whose last message is from yesterday."""
        for number in range(NUMBER_OF_ISSUES):
            people = self.blue if number % 2 else self.green
            self.texts[number] = f"as reported {self.token()}"
            people.creates(f"issue {number}", description=self.texts[number], labels=[f"n{number}"])
            self.later(minutes=1)
        self.exchange.carry()
        self.pairs = sorted(
            ((one.key, one.partner) for one in self.exchange.blue.synced.values()), key=self._number_of
        )
        for _ in range(2):
            self.later(days=1)
            for number in range(NUMBER_OF_ISSUES):
                self._somebody_works(number)
            self.exchange.carry()
        self.carried = set().union(*self.crossing.values())
        self.says(4, "blue", words=INTERNAL)
        self.exchange.carry()

    def _number_of(self, keys: tuple[str, str]) -> int:
        return int(self.blue.sees_one(keys[0]).summary.rpartition(" ")[2])

    def _somebody_works(self, number: int) -> None:
        for side in ("blue", "green"):
            if self.random.random() < 0.7:
                self.says(number, side)
            if self.random.random() < 0.4:
                self.attaches(number, side)
        if self.random.random() < 0.5:
            self.edits(number, self.random.choice(["blue", "green"]))

    def stops(self) -> None:
        """The former sync's last messages never arrive, and from here on it sees nothing."""
        self.later(hours=5)
        self.exchange.green.synced[self.key(DEAF, "green")].ignores_incoming = True
        self.says(LOST, "blue")
        self.attaches(LOST, "blue")
        self.edits(LOST, "blue")
        self.exchange.lose()
        self.later(hours=1)

    def exports(self) -> tuple[Path, Path]:
        """Both sides' downloads, of before the move."""
        found = []
        for half in (self.exchange.blue, self.exchange.green):
            path = self.folder / f"{half.project.lower()}.json"
            path.write_text(json.dumps({"firstConnector": half.entries()}, indent=2))
            found.append(path)
        return found[0], found[1]

    def moved(self, people: People, move: Move) -> None:
        """Those of the side that moved work in the new instance from now on."""
        if move.is_primary:
            self.blue = people
        else:
            self.green = people
        self.pairs = [(move.key(ours), move.key(theirs)) for ours, theirs in self.pairs]

    # ---------------------------------------------------------------- what people do meanwhile

    def people_go_on(self) -> None:
        """Between export and import: edits, comments and files on both sides, an issue goes, one moves."""
        for number in (LOST, MOVED, 4, 5):
            side = "blue" if number % 2 else "green"
            if number != LOST:
                self.edits(number, side)
            self.says(number, self.random.choice(["blue", "green"]))
            if self.random.random() < 0.5:
                self.attaches(number, self.random.choice(["blue", "green"]))
        self.green.deletes(self.key(DELETED, "green"))
        moved = self.blue.moves(self.key(MOVED, "blue"))
        self.pairs[MOVED] = (moved, self.pairs[MOVED][1])
        self.later(hours=1)

    def people_edit(self) -> None:
        """Both sides work as ever."""
        for number in (LOST, MOVED, 4, 5):
            side = self.random.choice(["blue", "green"])
            self.edits(number, side)
            self.says(number, "blue")
            self.says(number, "green")
            self.attaches(number, side)
            self.rewords_a_copied_one(number, "blue")
            self.rewords_a_copied_one(number, "green")
        self.alone.add(f"token{self.count + 1:04d}")
        self.blue.comments(self.key(DEAF, "blue"), f"unheard {self.token()}")

    # ---------------------------------------------------------------- what must hold

    def picture(self) -> Picture:
        """Everything that people see, in an order that no death changes."""
        return {side: [_calm(seen) for seen in self._all(side)] for side in ("blue", "green")}

    def shows_partners(self) -> None:
        """The search that tells how far a resync is finds every issue that has a twin, on both sides."""
        paired = [keys for number, keys in enumerate(self.pairs) if number != DELETED]
        for people, keys in ((self.blue, {b for b, _ in paired}), (self.green, {g for _, g in paired})):
            query = f"project = {people.project} and backbone.remoteKey is not empty"
            found = people.searched(query, "summary")
            keys = {key for key in keys if key.startswith(f"{people.project}-")}
            assert {issue["key"] for issue in found} == keys

    def _all(self, side: str) -> list[Seen]:
        people = self.people(side)
        there = people.sees()
        listed = {one.key for one in there}
        moved = [people.sees_one(keys[0]) for keys in self.pairs if side == "blue" and keys[0] not in listed]
        return there + moved

    def holds(self) -> None:
        """No issue twice, none lost; every token once on each side that has to show it."""
        for number, (blue, green) in enumerate(self.pairs):
            if number == DELETED:
                continue
            ours, theirs = self.blue.sees_one(blue), self.green.sees_one(green)
            for seen in (ours, theirs):
                shown = tokens_of(seen)
                doubled = {token for token, times in shown.items() if times > 1}
                assert not doubled, f"{seen.key} shows twice: {doubled}"
                missing = self.crossing.get(number, set()) - set(shown)
                assert not missing, f"{seen.key} lost {missing}"
                if number != DEAF:
                    assert seen.description == self.texts[number], seen.key
                for text in seen.comments:
                    told = set(re.findall(r"token\d+", text))
                    assert (REWORDED in text) == bool(told & self.reworded), f"{seen.key}: {text}"
            strange = set(tokens_of(ours)) ^ set(tokens_of(theirs))
            assert strange <= self.alone, f"{blue} and {green}: {strange - self.alone}"
        for side, more in (("blue", 0), ("green", -1)):
            summaries = Counter(seen.summary for seen in self._all(side))
            assert max(summaries.values()) == 1, summaries
            assert len(summaries) == NUMBER_OF_ISSUES + more, summaries


def tokens_of(seen: Seen) -> Counter[str]:
    """Of comments and files."""
    found = Counter(token for text in seen.comments for token in re.findall(r"token\d+", text))
    return found + Counter(content.decode() for _, content in seen.attachments)


def _calm(seen: Seen) -> tuple[Any, ...]:
    return (seen.key, seen.summary, seen.description, sorted(seen.labels), sorted(seen.comments),
            seen.attachments)  # fmt: skip
