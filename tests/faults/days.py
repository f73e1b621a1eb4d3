"""What people do on a day: deterministic for a seed, each text with a token of its own.

Even issues are edited in Blue, odd ones in Green, so that no edit of one side meets one of the
other and the last edit is what must stand on both sides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.faults.worlds import World


@dataclass
class Days:
    """The people of a world. `texts`: the description that must stand, by summary."""

    world: World
    random: Random
    texts: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def token(self) -> str:
        self.count += 1
        return f"token{self.count:04d}"

    def new_issue(self, comments: int, files: int) -> str:
        """A Blue issue with its comments and files; its summary."""
        number, blue = len(self.texts), self.world.blue
        summary, text = f"issue {number} {self.token()}", f"as reported {self.token()}"
        key = blue.creates(summary, description=text, labels=[f"n{number}"])
        for _ in range(comments):
            blue.comments(key, f"said {self.token()}")
        for _ in range(files):
            blue.attaches(key, f"file{number}.bin", self.token().encode() + self.random.randbytes(3000))
        self.texts[summary] = text
        return summary

    def pass_by(self) -> None:
        """One day: two new issues, an edit and a comment on an older one."""
        for files in (0, 1):
            self.new_issue(self.random.randint(1, 2), files)
        self._edit(self.random.randrange(len(self.texts)))

    def _edit(self, number: int) -> None:
        people = self.world.green if number % 2 else self.world.blue
        for seen in people.sees():
            if seen.summary.startswith(f"issue {number} "):
                self.texts[seen.summary] = f"edited {self.token()}"
                people.edits(seen.key, description=self.texts[seen.summary])
                people.comments(seen.key, f"added {self.token()}")

    def the_last_edit_stands(self) -> None:
        for people in (self.world.blue, self.world.green):
            found = {seen.summary: seen.description.strip() for seen in people.sees()}
            assert found == self.texts
