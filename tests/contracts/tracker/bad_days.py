"""Bad days: a write is sent once, a read is whole or an error, and threads share a tracker.

A list that broke off in the middle would look like issues that were removed; so there is no such list.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from syncscript.contracts import RateLimited, Tracker, TrackerError, Unauthorised, Unavailable
from syncscript.model import AddComment, FieldWrite, IssueRef, Settled, Transition, UpdateFields
from tests.contracts.tracker.place import HERE, MARKER, NOTHING, OTHER, Place, create, read


class BadDaysContract:
    @pytest.mark.parametrize(
        ("what", "error", "doubtful"),
        [
            ("error", Unavailable, True),
            ("lost", Unavailable, True),
            ("page", Unavailable, True),
            ("half", Unavailable, True),
            ("limit", RateLimited, False),
            ("denied", Unauthorised, False),
        ],
    )
    @pytest.mark.parametrize("call", ["create", "update", "comment", "transition"])
    def test_a_write_on_a_bad_day_is_sent_once(
        self,
        place: Place,
        tracker: Tracker,
        what: str,
        error: type[TrackerError],
        doubtful: bool,
        call: str,
    ) -> None:
        ref = create(place, tracker, OTHER)
        read(tracker, ref)
        writes: dict[str, Callable[[], Any]] = {
            "create": lambda: create(place, tracker),
            "update": lambda: tracker.apply(
                ref,
                UpdateFields({"summary": FieldWrite("A title", Settled("New", "New", HERE))}),
                MARKER,
                NOTHING,
            ),
            "comment": lambda: tracker.apply(ref, AddComment("1", "text", HERE), MARKER, NOTHING),
            "transition": lambda: tracker.apply(
                ref, Transition(place.statuses[1], place.statuses[0], HERE), MARKER, NOTHING
            ),
        }
        if what == "half" and call in ("update", "transition"):
            pytest.skip("there may be nothing in this answer to cut")
        place.fault(what, call)
        with pytest.raises(error) as caught:
            writes[call]()
        assert caught.value.doubtful == doubtful
        writes[call]()
        assert len(read(tracker, ref).payload["comments"]) <= 2

    @pytest.mark.parametrize("what", ["half", "page", "denied", "limit"])
    def test_a_search_on_a_bad_day_is_no_shorter_list(
        self, place: Place, tracker: Tracker, what: str
    ) -> None:
        create(place, tracker)
        place.fault(what, "search")
        with pytest.raises(TrackerError):
            tracker.changes(place.project, None)
        assert len(tracker.changes(place.project, None)) == 1

    @pytest.mark.parametrize("what", ["half", "page", "denied", "limit"])
    def test_a_fetch_on_a_bad_day_tells_of_nothing_missing(
        self, place: Place, tracker: Tracker, what: str
    ) -> None:
        refs = [create(place, tracker) for _ in range(3)]
        tracker.fetch([refs[0].id])
        place.fault(what, "fetch")
        with pytest.raises(TrackerError):
            tracker.fetch([ref.id for ref in refs])
        assert not tracker.fetch([ref.id for ref in refs]).missing

    @pytest.mark.parametrize("what", ["error", "unsent"])
    def test_reads_survive_a_short_trouble(self, place: Place, tracker: Tracker, what: str) -> None:
        create(place, tracker)
        place.fault("busy" if what == "error" else what, "search")
        assert len(tracker.changes(place.project, None)) == 1

    def test_a_long_list_that_breaks_in_the_middle_is_no_list(self, place: Place, tracker: Tracker) -> None:
        if not place.small_pages():
            pytest.skip("pages of this tracker cannot be made small")
        for _ in range(7):
            create(place, tracker)
        assert len(tracker.changes(place.project, None)) == 7
        place.fault("half", "search", nth=2)
        with pytest.raises(Unavailable):
            tracker.changes(place.project, None)

    def test_threads_may_share_it(self, place: Place, tracker: Tracker) -> None:
        made: list[IssueRef] = []
        threads = [
            threading.Thread(target=lambda n=n: made.append(create(place, tracker, f"{n:024d}")))
            for n in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len({ref.id for ref in made}) == 8
        assert set(tracker.fetch([ref.id for ref in made]).issues) == {ref.id for ref in made}
