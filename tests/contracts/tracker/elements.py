"""Comments and attachments come, change and go, in order and byte by byte."""

from __future__ import annotations

import hashlib

import pytest

from syncscript.contracts import NotFound, Tracker, Unavailable
from syncscript.model import AddAttachment, AddComment, EditComment, RemoveAttachment, RemoveComment
from tests.contracts.tracker.place import HERE, MARKER, NOTHING, OTHER, Place, create, file_of, read


class ElementsContract:
    def test_comments_are_added_edited_and_removed(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        first = tracker.apply(ref, AddComment("1", "First *bold*", HERE), MARKER, NOTHING)
        second = tracker.apply(ref, AddComment("2", "Second\r\nline", HERE), OTHER, NOTHING)
        assert first.result_id and second.result_id
        comments = read(tracker, ref).payload["comments"]
        assert [c["id"] for c in comments] == [first.result_id, second.result_id]
        assert [c["body"] for c in comments] == ["First *bold*", "Second\nline"]
        tracker.apply(ref, EditComment(first.result_id, "1", "First *bold*", "Edited", HERE), MARKER, NOTHING)
        tracker.apply(ref, RemoveComment(second.result_id, "2", "Second"), MARKER, NOTHING)
        tracker.apply(ref, RemoveComment(second.result_id, "2", "Second"), MARKER, NOTHING)
        assert [c["body"] for c in read(tracker, ref).payload["comments"]] == ["Edited"]
        with pytest.raises(NotFound):
            tracker.apply(ref, EditComment(second.result_id, "2", "x", "y", HERE), MARKER, NOTHING)

    def test_many_comments_stay_in_order(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        for number in range(12):
            tracker.apply(ref, AddComment(str(number), f"Comment {number}", HERE), f"{number:024d}", NOTHING)
        assert [c["body"] for c in read(tracker, ref).payload["comments"]] == [
            f"Comment {n}" for n in range(12)
        ]

    @pytest.mark.parametrize(
        "data", [b"", b"short", bytes(range(256)) * 1200], ids=["empty", "short", "long"]
    )
    def test_attachments_arrive_byte_by_byte(self, place: Place, tracker: Tracker, data: bytes) -> None:
        ref = create(place, tracker)
        operation = AddAttachment("1", 'Bericht \u00fc "1".bin', "application/octet-stream", len(data), HERE)
        receipt = tracker.apply(ref, operation, MARKER, NOTHING, file_of(data))
        assert receipt.result_id
        assert receipt.detail and receipt.detail["sha256"] == hashlib.sha256(data).hexdigest()
        [shown] = read(tracker, ref).payload["attachments"]
        assert (shown["id"], shown["filesize"]) == (receipt.result_id, len(data))
        with tracker.open_attachment(receipt.result_id) as content:
            assert b"".join(content.chunks) == data
        removal = RemoveAttachment(receipt.result_id, "1", shown["filename"])
        tracker.apply(ref, removal, MARKER, NOTHING)
        tracker.apply(ref, removal, MARKER, NOTHING)
        assert read(tracker, ref).payload["attachments"] == []

    def test_an_unknown_attachment_is_not_found(self, place: Place, tracker: Tracker) -> None:
        with pytest.raises(NotFound), tracker.open_attachment("99999999"):
            pass

    def test_an_attachment_that_breaks_off_leaves_nothing(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        with pytest.raises(Unavailable):
            tracker.apply(
                ref,
                AddAttachment("1", "a.txt", "text/plain", 10, HERE),
                MARKER,
                NOTHING,
                file_of(b"short", size=10),
            )
        assert read(tracker, ref).payload["attachments"] == []

    def test_a_download_that_breaks_off_is_no_file(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        data = bytes(range(256)) * 1200
        operation = AddAttachment("1", "a.bin", "application/octet-stream", len(data), HERE)
        result = tracker.apply(ref, operation, MARKER, NOTHING, file_of(data)).result_id
        assert result
        place.fault("half", "download")
        with pytest.raises(Unavailable):
            tracker.apply(ref, operation, OTHER, NOTHING, lambda: tracker.open_attachment(result))
        assert [shown["id"] for shown in read(tracker, ref).payload["attachments"]] == [result]
        tracker.apply(ref, operation, OTHER, NOTHING, lambda: tracker.open_attachment(result))
        assert [shown["filesize"] for shown in read(tracker, ref).payload["attachments"]] == [len(data)] * 2
