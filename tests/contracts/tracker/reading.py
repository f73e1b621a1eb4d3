"""Who a tracker is and what it reads: issues in both their views, histories, answers to questions.

What is missing is said to be missing, and a miss is None: neither is an error, and neither is silence.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from syncscript.contracts import Rejected, Tracker, Unauthorised, Unavailable
from syncscript.model import Draft, Question
from tests.contracts.tracker.place import HOUR, MARKER, NOTHING, OTHER, Place, create, read, update


class ReadingContract:
    def test_it_says_who_it_is(self, place: Place, tracker: Tracker) -> None:
        description = tracker.describe()
        assert description.version
        assert tracker.url_of("X-1").startswith(description.url)

    def test_a_wrong_secret_is_unauthorised(self, place: Place) -> None:
        with pytest.raises(Unauthorised) as caught:
            place.wrong_secret().changes(place.project, HOUR)
        assert caught.value.scope == "instance"
        assert caught.value.help
        assert not caught.value.retryable

    def test_nobody_there_is_unavailable_and_leaves_no_doubt(self, place: Place) -> None:
        with pytest.raises(Unavailable) as caught:
            place.nobody_listens().create(Draft(place.project, place.types[0]), MARKER, NOTHING)
        assert not caught.value.doubtful
        assert caught.value.retryable

    def test_what_is_missing_is_said_to_be_missing(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker) for _ in range(3)]
        fetched = tracker.fetch([*(ref.id for ref in refs), "99999999"])
        assert set(fetched.issues) == {ref.id for ref in refs}
        assert fetched.missing == {"99999999"}
        assert tracker.fetch([]).issues == {}

    def test_issues_are_looked_up_by_their_keys(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker, summary=f"Issue {n}") for n in range(3)]
        unknown, odd = f"{place.project}-999999", 'X" OR project = Y'
        found = tracker.look_up([*(ref.key for ref in refs), unknown, odd, "../../serverInfo", ""])
        assert {key: head.ref for key, head in found.items()} == {ref.key: ref for ref in refs}
        assert [found[ref.key].version for ref in refs] == [read(tracker, ref).version for ref in refs]
        assert tracker.look_up([]) == {}

    def test_many_are_read(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker, summary=f"Issue {n}") for n in range(105)]
        fetched = tracker.fetch([ref.id for ref in refs])
        assert [fetched.issues[ref.id].fields["summary"] for ref in refs] == [
            f"Issue {n}" for n in range(105)
        ]
        assert len(tracker.changes(place.project, None)) == 105
        assert len(tracker.look_up([ref.key for ref in refs])) == 105

    def test_an_issues_two_views_agree(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker, summary="Title", description="Some *bold* text", labels=["b", "a"])
        issue = read(tracker, ref)
        assert issue.ref == ref
        assert (issue.payload["key"], issue.payload["id"]) == (ref.key, ref.id)
        assert issue.payload["summary"] == issue.fields["summary"] == "Title"
        assert issue.payload["description"] == issue.fields["description"] == "Some *bold* text"
        assert {entry["label"] for entry in issue.payload["labels"]} == issue.fields["labels"] == {"a", "b"}
        assert issue.fields["type"] == issue.payload["type"]["name"] == place.types[0]
        assert issue.payload["project"]["key"] == issue.payload["projectKey"] == place.project
        assert issue.payload["comments"] == issue.payload["attachments"] == []
        assert issue.updated.tzinfo is not None

    def test_questions_are_answered(self, place: Place, tracker: Tracker) -> None:
        def ask(method: str, *arguments: Any) -> Any:
            return tracker.answer(Question("nodeHelper", method, arguments))

        user = ask("getUserByEmail", place.person_email)
        assert user["email"] == place.person_email
        assert ask("getUser", user["key"])["key"] == user["key"]
        assert ask("getUserByFullName", user["displayName"])["key"] == user["key"]
        assert ask("isUserAssignable", place.project, user["key"]) is True
        assert ask("getPriority", "High")["name"] == "High"
        assert ask("getIssueType", place.types[0])["name"] == place.types[0]
        assert ask("getIssueType", place.types[0], {"key": place.project})["name"] == place.types[0]
        assert ask("getStatus", place.statuses[1])["name"] == place.statuses[1]
        assert ask("getProject", place.project)["key"] == place.project

    @pytest.mark.parametrize(
        ("method", "argument"),
        [
            ("getUserByEmail", "nobody@example.invalid"),
            ("getUser", "nobody"),
            ("getPriority", "Nonsense"),
            ("getStatus", "Nonsense"),
            ("getProject", "NONSENSE"),
            ("getIssueType", "Nonsense"),
            ("getUserByEmail", None),
            ("getResolution", ""),
        ],
    )
    def test_a_miss_is_none(self, place: Place, tracker: Tracker, method: str, argument: str | None) -> None:
        assert tracker.answer(Question("nodeHelper", method, (argument,))) is None

    def test_an_unknown_question_is_rejected(self, place: Place, tracker: Tracker) -> None:
        with pytest.raises(Rejected):
            tracker.answer(Question("nodeHelper", "getNonsense", ()))

    def test_history_tells_when_fields_changed(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker, summary="One", labels=["a"])
        update(place, tracker, ref, summary="Two", labels=["a", "b"])
        update(place, tracker, ref, summary="Three", due="2026-05-06")
        changed = {change.field: change.at for change in tracker.history([ref.id])[ref.id]}
        assert {"summary", "labels", "due"} <= set(changed)
        assert changed["labels"] <= changed["summary"] <= read(tracker, ref).updated
        assert "description" not in changed

    def test_histories_of_many_come_together_in_order(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker, marker, summary="One") for marker in (MARKER, OTHER, "third")]
        for ref in refs[:2]:
            update(place, tracker, ref, summary="Two")
            update(place, tracker, ref, summary=f"Three of {ref.key}")
        found = tracker.history([ref.id for ref in refs])
        for ref in refs[:2]:
            told = [(c.old, c.new) for c in found[ref.id] if c.field == "summary"]
            assert told[-2:] == [("One", "Two"), ("Two", f"Three of {ref.key}")]
        assert not found.get(refs[2].id)

    def test_the_clock_is_seen(self, place: Place, tracker: Tracker) -> None:
        tracker.describe()
        assert abs(tracker.clock_offset) < timedelta(seconds=10)
