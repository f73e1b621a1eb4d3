"""Work that is logged on an issue: told whole, corrected, taken back, and found when its answer was lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syncscript.contracts import NotFound, Tracker, Unavailable
from syncscript.model import EditWork, LogWork, RemoveWork, Work
from tests.contracts.tracker.place import HERE, MARKER, NOTHING, OTHER, Place, create, read


class WorkContract:
    def test_work_is_logged_corrected_and_taken_back(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        work = Work(5400, "2026-01-31T08:15:00.000+00:00", "Looked *hard*")
        first = tracker.apply(ref, LogWork("1", work, HERE), MARKER, NOTHING)
        second = tracker.apply(ref, LogWork("2", replace(work, comment=""), HERE), OTHER, NOTHING)
        assert first.result_id and second.result_id
        logged = read(tracker, ref).payload["workLogs"]
        assert [w["id"] for w in logged] == [first.result_id, second.result_id]
        assert [Work.of(w, "").text for w in logged] == [work.text, replace(work, comment="").text]
        assert (first.detail or {})["body"] == work.text
        later = Work(60, "2026-02-01T23:59:00.000+00:00", "")
        tracker.apply(ref, EditWork(first.result_id, "1", work.text, later, HERE), MARKER, NOTHING)
        for _ in range(2):
            tracker.apply(ref, RemoveWork(second.result_id, "2", ""), MARKER, NOTHING)
        assert [Work.of(w, "") for w in read(tracker, ref).payload["workLogs"]] == [later]
        with pytest.raises(NotFound):
            tracker.apply(ref, EditWork(second.result_id, "2", "", later, HERE), MARKER, NOTHING)

    def test_all_logged_work_is_read(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker) for _ in range(3)]
        for number in range(25):
            work = Work(60 * (number + 1), "2026-01-31T08:15:00.000+00:00", f"Part {number}")
            tracker.apply(refs[0], LogWork(str(number), work, HERE), f"{number:024d}", NOTHING)
        issues = tracker.fetch([ref.id for ref in refs]).issues
        assert [w["comment"] for w in issues[refs[0].id].payload["workLogs"]] == [
            f"Part {n}" for n in range(25)
        ]

    def test_work_with_its_answer_lost_is_found(self, place: Place, tracker: Tracker) -> None:
        ref, since = create(place, tracker), datetime.now(UTC)
        operation = LogWork("1", Work(60, "2026-01-31T08:15:00.000+00:00", "Looked"), HERE)
        other = LogWork("2", Work(120, "2026-01-31T08:15:00.000+00:00", "Looked"), HERE)
        tracker.apply(ref, other, OTHER, NOTHING)
        assert tracker.find_added(ref, operation, MARKER, since) == []
        place.fault("lost", "work")
        with pytest.raises(Unavailable) as caught:
            tracker.apply(ref, operation, MARKER, NOTHING)
        assert caught.value.doubtful
        [found] = tracker.find_added(ref, operation, MARKER, since)
        assert found == read(tracker, ref).payload["workLogs"][-1]["id"]
