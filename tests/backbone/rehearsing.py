"""Two sandboxes that a sync by files kept in step, its last days, and what people do after it stopped.

A seed decides who edits what. Every comment and file has a token of its own, so that counting tells what was
lost or doubled. Refuses to know what must hold in the end.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

from tests.backbone.file_exchange import INTERNAL, FileExchange
from tests.backbone.moving import Move
from tests.faults.sandboxes import Clock
from tests.faults.worlds import People

NUMBER_OF_ISSUES = 6
LOST, DEAF, DELETED, MOVED = 0, 1, 2, 3
"""Which pair has undelivered messages, ignores what comes to Green, loses its Green issue, moves in Blue."""
REWORDED = "better"


@dataclass
class Rehearsal:
    """One world. pairs: keys at Blue and Green; crossing: tokens that both sides of a pair must show, by
    pair; alone: tokens that stay on one side; carried: tokens that the former sync carried over; reworded:
    those that their people said better since."""

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

    def both_edit(self, number: int) -> None:
        """The same field, within minutes: the later one counts."""
        self.edits(number, "blue")
        self.later(minutes=1)
        self.edits(number, "green")

    def rewords_a_copied_one(self, number: int, side: str) -> None:
        """A person edits a comment of their own that the former sync carried over, if there is one."""
        for id, token in self._carried_of(number, side)[:1]:
            self.reworded.add(token)
            path = f"/issue/{self.key(number, side)}/comment/{id}"
            self.people(side).call("PUT", path, {"body": f"{token} said {REWORDED}"})

    def deletes_a_copied_one(self, number: int, side: str) -> None:
        """The same with its end: its copy was made by another program, and is left."""
        for id, token in self._carried_of(number, side)[:1]:
            self.alone.add(token)
            self.crossing[number].remove(token)
            self.people(side).call("DELETE", f"/issue/{self.key(number, side)}/comment/{id}")

    def _carried_of(self, number: int, side: str) -> list[tuple[str, str]]:
        """Id and token of those comments, in the words they came in."""
        listed = self.people(side).call("GET", f"/issue/{self.key(number, side)}/comment")["comments"]
        said = [(one["id"], one["body"].removeprefix("said ")) for one in listed]
        return [(id, token) for id, token in said if token in self.carried]

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
        """Between export and import: edits, comments and files on both sides, comments said better or taken
        back, an issue goes, one moves."""
        for number in (LOST, MOVED, 4, 5):
            side = "blue" if number % 2 else "green"
            if number != LOST:
                self.edits(number, side)
            self.says(number, self.random.choice(["blue", "green"]))
            if self.random.random() < 0.5:
                self.attaches(number, self.random.choice(["blue", "green"]))
        self.both_edit(5)
        for side in ("blue", "green"):
            self.rewords_a_copied_one(5, side)
            self.deletes_a_copied_one(4, side)
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
        self.both_edit(4)
        self.alone.add(f"token{self.count + 1:04d}")
        self.blue.comments(self.key(DEAF, "blue"), f"unheard {self.token()}")
