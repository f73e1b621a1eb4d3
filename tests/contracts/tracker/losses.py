"""An effect whose answer is lost has happened once or not at all, and it can be told which.

Markers find what was created; the kind of place decides nothing but how the answer was lost.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from syncscript.contracts import Rejected, Tracker, Unavailable
from syncscript.model import AddAttachment, AddComment, MakePart, Written
from tests.contracts.tracker.place import HERE, HOUR, MARKER, NOTHING, OTHER, Place, create, file_of, read


class LossesContract:
    def test_a_create_with_its_answer_lost_is_found(self, place: Place, tracker: Tracker) -> None:
        create(place, tracker, OTHER)
        above, since = tracker.high_water(place.project), datetime.now(UTC)
        place.fault("lost", "create")
        with pytest.raises(Unavailable) as caught:
            create(place, tracker)
        assert caught.value.doubtful
        [ref] = tracker.find_created(MARKER, place.project, above, since)
        assert read(tracker, ref).fields["summary"] == "A title"
        assert [found.key for found in tracker.find_created(OTHER, place.project, 0, since - HOUR)] == [
            f"{place.project}-1"
        ]

    def test_two_of_one_marker_come_oldest_first(self, place: Place, tracker: Tracker) -> None:
        since = datetime.now(UTC)
        refs = [create(place, tracker), create(place, tracker, OTHER), create(place, tracker)]
        assert tracker.find_created(MARKER, place.project, 0, since) == [refs[0], refs[2]]
        assert tracker.find_created(MARKER, place.project, 50, since) == [refs[0], refs[2]], "by search alone"

    def test_a_create_that_never_arrived_is_not_found(self, place: Place, tracker: Tracker) -> None:
        since = datetime.now(UTC)
        place.fault("unsent", "create")
        with pytest.raises(Unavailable) as caught:
            create(place, tracker)
        assert caught.value.doubtful
        assert tracker.find_created(MARKER, place.project, 0, since) == []

    def test_the_high_water_rises(self, place: Place, tracker: Tracker) -> None:
        assert tracker.high_water(place.project) == 0
        create(place, tracker)
        create(place, tracker)
        assert tracker.high_water(place.project) == 2
        assert place.tracker().high_water(place.project) == 2

    def test_a_comment_with_its_answer_lost_is_found(self, place: Place, tracker: Tracker) -> None:
        ref, since = create(place, tracker), datetime.now(UTC)
        operation = AddComment("1", "Same text", HERE)
        tracker.apply(ref, operation, OTHER, NOTHING)
        assert tracker.find_added(ref, operation, MARKER, since) == []
        place.fault("lost", "comment")
        with pytest.raises(Unavailable) as caught:
            tracker.apply(ref, operation, MARKER, NOTHING)
        assert caught.value.doubtful
        [found] = tracker.find_added(ref, operation, MARKER, since)
        assert found == read(tracker, ref).payload["comments"][-1]["id"]

    def test_a_rules_own_call_is_sent_once_and_only_inside(self, place: Place, tracker: Tracker) -> None:
        for path in ("https://example.com/rest/x", "//example.com/rest/x", "/rest/../secure/x", "/plugins/x"):
            with pytest.raises(Rejected):
                tracker.send("POST", path, "{}", {})

    @pytest.mark.parametrize("sort", ["version", "component"])
    def test_a_part_of_a_project_is_made_once(self, place: Place, tracker: Tracker, sort: str) -> None:
        part = MakePart(sort, place.project, "Two 2", "", HERE)
        field = {"version": "fixVersions", "component": "components"}[sort]
        assert tracker.settle({field: Written(["Two 2"], HERE)}, None, place.project).problems
        fields = tracker.settle({field: Written(["Two 2"], HERE)}, None, place.project, made=[part]).fields
        assert fields[field].value == frozenset({"Two 2"})
        place.fault("lost", sort)
        with pytest.raises(Unavailable):
            tracker.make(part)
        tracker.make(part)
        place.tracker().make(MakePart(sort, place.project, "two 2", "", HERE))
        ref = create(place, tracker, **{field: ["Two 2"]})
        assert read(tracker, ref).fields[field] == frozenset({"Two 2"})

    def test_an_attachment_with_its_answer_lost_is_found(self, place: Place, tracker: Tracker) -> None:
        ref, since = create(place, tracker), datetime.now(UTC)
        operation = AddAttachment("1", "a.txt", "text/plain", 9, HERE)
        place.fault("lost", "attach")
        with pytest.raises(Unavailable) as caught:
            tracker.apply(ref, operation, MARKER, NOTHING, file_of(b"some text"))
        assert caught.value.doubtful
        [found] = tracker.find_added(ref, operation, MARKER, since)
        assert found == read(tracker, ref).payload["attachments"][0]["id"]
