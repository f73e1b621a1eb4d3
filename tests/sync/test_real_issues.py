"""Real issues with all their comments go from one Jira to the other, and stay in step.

The issues are no part of the project: these tests are skipped where the file is not there. The statuses of
the data are mapped onto those that Green has, the way an admin would do it.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from syncscript.engine import RunSummary
from syncscript.richtext import canonical_wiki
from syncscript.sandbox import SandboxServer
from syncscript.sandbox.bodies import wiki_of
from syncscript.sandbox.records import Issue
from tests.engine.dying import IS_EVERY
from tests.rig import Rig, rig
from tests.sync.person import Person

DATA = Path(__file__).parents[3] / "shared" / "data" / "nutch-issues.jsonl"
STATUSES = {
    "Closed": "Done",
    "Resolved": "Done",
    "Open": "To Do",
    "Reopened": "To Do",
    "Patch Available": "In Review",
}
PART = 32767
"""Characters that Jira takes in one comment."""
LOWEST = "5"
"""Id of the lowest priority."""

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the real issues are not in ../shared/data")


@dataclass(frozen=True)
class Scene:
    """The two sides, somebody at each of them, and the lines that were loaded into Blue."""

    rig: Rig
    at_blue: Person
    at_green: Person
    lines: list[dict[str, object]]

    def run(self) -> RunSummary:
        summary = self.rig.engine.run()
        assert not (summary.failed or summary.waiting or summary.problems)
        return summary

    def writes(self) -> tuple[int, int]:
        calls = self.rig.calls()
        return calls["Blue"][1], calls["Green"][1]

    def pairs(self) -> list[tuple[Issue, Issue]]:
        """As they are now, in the order of their creation on each side."""
        worlds = (self.rig.blue.state.world, self.rig.green.state.world)
        blues, greens = (sorted(world.issues.values(), key=lambda i: int(i.id)) for world in worlds)
        return list(zip(blues, greens, strict=True))


def loaded(
    folder: Path, faces: tuple[str, str], count: int | None = None, *, longest_comment: bool = False
) -> Iterator[Scene]:
    """The first `count` issues in Blue (all of them for None), or the one with the longest comment."""
    with DATA.open(encoding="utf-8") as lines:
        chosen = list(itertools.islice(lines, count))
    if longest_comment:
        chosen = [max(chosen, key=lambda line: max(map(len, json.loads(line)["comments"]), default=0))]
    part = folder / "issues.jsonl"
    part.write_text("".join(chosen), encoding="utf-8")
    statuses = ", ".join(f'"{theirs}": "{ours}"' for theirs, ours in STATUSES.items())
    with rig(folder, faces=faces, statuses=statuses) as two:
        two.blue.load_issues(part, "BLUE")
        yield Scene(two, Person(two.blue), Person(two.green), [json.loads(line) for line in chosen])


def test_many_real_issues(tmp_path: Path) -> None:
    """One scene, looked at from all sides: making it again for each look would cost a minute each time. All
    three hundred where SYNCSCRIPT_EVERY_POINT is set."""
    number = 300 if IS_EVERY else 90
    for scene in loaded(tmp_path, ("cloud", "cloud"), number):
        summary = scene.run()
        assert summary.writes["create"] == len(scene.lines) == number
        assert_arrived(scene)
        assert_nothing_is_sent_twice(scene)
        edit_both_sides(scene)
        scene.run()
        scene.run()
        assert_in_step(scene)
        assert_nothing_is_sent_twice(scene)


@pytest.mark.parametrize("faces", [("cloud", "dc"), ("dc", "cloud"), ("dc", "dc")], ids="-to-".join)
def test_between_the_faces(tmp_path: Path, faces: tuple[str, str]) -> None:
    for scene in loaded(tmp_path, faces, 25):
        assert scene.run().writes["create"] == 25
        assert_arrived(scene)
        assert_nothing_is_sent_twice(scene)
        edit_both_sides(scene)
        scene.run()
        scene.run()
        assert_in_step(scene)
        assert_nothing_is_sent_twice(scene)


@pytest.mark.parametrize("faces", [("dc", "dc"), ("cloud", "dc"), ("dc", "cloud")], ids="-to-".join)
def test_the_longest_comment_loses_not_a_character(tmp_path: Path, faces: tuple[str, str]) -> None:
    """150,000 characters come in parts; only between two notations may blanks and escapes differ."""
    for scene in loaded(tmp_path, faces, longest_comment=True):
        summary = scene.run()
        assert any("parts" in notice.message for notice in summary.notices)
        ((blue, green),) = scene.pairs()
        assert_comments_arrived(scene, blue, green)
        longest = max((wiki_of(c.body) for c in blue.comments), key=len)
        copy = max(whole_comments(green), key=len)
        assert len(longest) > 4 * PART
        if faces == ("dc", "dc"):
            assert "".join(longest.split()) in "".join(copy.split())
        assert_nothing_is_sent_twice(scene)


# -------------------------------------------------------------------- what must be true


def assert_nothing_is_sent_twice(scene: Scene) -> None:
    before = scene.writes()
    assert scene.run().writes == {}
    assert scene.writes() == before


def assert_arrived(scene: Scene) -> None:
    """Creation order, statuses, and every comment with its author's name and its body, in order."""
    for (blue, green), line in zip(scene.pairs(), scene.lines, strict=True):
        assert blue.fields["summary"] == green.fields["summary"]
        assert str(line["summary"]).startswith(str(blue.fields["summary"])[:200].rstrip())
        assert set(green.fields.get("labels", [])) == set(blue.fields.get("labels", []))
        assert words(green.fields.get("description")) == words(blue.fields.get("description")), blue.key
        assert status_of(scene.rig.green, green) == asked_status(scene, blue), blue.key
        assert_comments_arrived(scene, blue, green)


def assert_comments_arrived(scene: Scene, blue: Issue, green: Issue) -> None:
    names = [scene.rig.blue.state.world.users[comment.author].display for comment in blue.comments]
    expected = [
        text_words(f"{name} commented:\n{wiki_of(comment.body)}")
        for name, comment in zip(names, blue.comments, strict=True)
    ]
    assert [text_words(text) for text in whole_comments(green)] == expected, blue.key


def whole_comments(issue: Issue) -> list[str]:
    """Bodies, oldest first; the parts of a long one are put together again."""
    whole: list[str] = []
    for comment in issue.comments:
        body = wiki_of(comment.body)
        assert len(body) <= PART
        part = re.match(r"\((\d+)/(\d+)\)\n", body)
        if part is None:
            whole.append(body)
        elif part[1] == "1":
            whole.append(body[part.end() :])
        else:
            whole[-1] += "\n" + body[part.end() :]
    return whole


def status_of(server: SandboxServer, issue: Issue) -> str:
    return server.state.world.statuses[issue.fields["status"]].name


def asked_status(scene: Scene, blue: Issue) -> str:
    status = status_of(scene.rig.blue, blue)
    return STATUSES.get(status, status)


def words(body: dict[str, Any] | None) -> list[str]:
    return text_words(wiki_of(body))


def text_words(text: str) -> list[str]:
    """What is left of a text when notation and spacing are taken away."""
    return re.findall(r"\w+", canonical_wiki(text))


# -------------------------------------------------------------------- a day of work on both sides


def edit_both_sides(scene: Scene) -> None:
    """Every third issue on Blue, every fourth on Green, every twelfth therefore on both; every
    twenty-fourth in the same field, Green last."""
    for number, (blue, green) in enumerate(scene.pairs()):
        if number % 3 == 0:
            scene.at_blue.edit(blue.key, summary=f"Blue says {number}")
            scene.at_blue.label(blue.key, add=[f"blue-{number}"])
            scene.at_blue.comment(blue.key, f"Blue's word on {number}")
        if number % 5 == 0:
            scene.at_blue.move(blue.key, "In Progress")
        if number % 4 == 0:
            scene.at_green.edit(green.key, priority={"name": "Lowest"})
            scene.at_green.label(green.key, add=[f"green-{number}"])
            scene.at_green.comment(green.key, f"Green's word on {number}")
        if number % 24 == 0:
            scene.at_green.edit(green.key, summary=f"Green says {number}")


def assert_in_step(scene: Scene) -> None:
    for number, (blue, green) in enumerate(scene.pairs()):
        labels = {f"blue-{number}"} if number % 3 == 0 else set()
        labels |= {f"green-{number}"} if number % 4 == 0 else set()
        assert blue.fields["summary"] == green.fields["summary"], blue.key
        if number % 4 == 0:
            assert blue.fields["priority"] == green.fields["priority"] == LOWEST, blue.key
        assert set(blue.fields.get("labels", [])) == set(green.fields.get("labels", [])) == labels, blue.key
        assert status_of(scene.rig.green, green) == asked_status(scene, blue), blue.key
        assert (number % 24 == 0) == blue.fields["summary"].startswith("Green says")
        assert_words_crossed_once(number, blue, green)


def assert_words_crossed_once(number: int, blue: Issue, green: Issue) -> None:
    for name, said, own, copied in (
        ("Blue", number % 3 == 0, blue, green),
        ("Green", number % 4 == 0, green, blue),
    ):
        word = f"{name}'s word on {number}"
        assert [wiki_of(c.body) for c in own.comments].count(word) == said
        assert [wiki_of(c.body) for c in copied.comments].count(f"Sync Account commented:\n{word}") == said
