"""What every tracker owes the engine: one suite, run against each kind of tracker.

A kind of tracker subclasses TrackerContract and gives a `place` fixture: an empty project in a real or
sandboxed instance, people in it, and bad days on demand. Nothing here knows any tracker's own way.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

import pytest

from syncscript.contracts import (
    Content,
    CreateForm,
    NotFound,
    RateLimited,
    Rejected,
    Tracker,
    TrackerError,
    Unauthorised,
    Unavailable,
)
from syncscript.model import (
    AddAttachment,
    AddComment,
    Document,
    Draft,
    EditComment,
    FieldWrite,
    Issue,
    IssueRef,
    Provenance,
    Question,
    RemoveAttachment,
    RemoveComment,
    Settled,
    Sources,
    Transition,
    UpdateFields,
    Written,
)

HERE = Provenance("rules/any.incoming.sync", 3, 5)
NOTHING = Sources()
MARKER = "00112233445566778899aabb"
OTHER = "ffeeddccbbaa998877665544"
HOUR = timedelta(hours=1)


class Place(Protocol):
    """Somewhere to try a tracker. `fault` makes the next matching call go wrong.

    what: `lost` (done, the answer lost), `unsent` (hung up before anything was done), `error` (500),
    `limit` (429 for 2,000 s), `denied` (401), `page` (a web page), `half` (half an answer).
    call: create, update, comment, attach, transition, search, fetch or download. nth: which of them.
    """

    project: str
    person_email: str
    types: tuple[str, str]
    statuses: tuple[str, str]
    custom_text: str
    custom_number: str
    custom_options: tuple[str, str, str]

    def tracker(self) -> Tracker: ...
    def wrong_secret(self) -> Tracker: ...
    def nobody_listens(self) -> Tracker: ...
    def fault(self, what: str, call: str, nth: int = 1) -> None: ...
    def small_pages(self) -> bool: ...


def draft(place: Place, tracker: Tracker, **values: Any) -> Draft:
    return Draft(place.project, place.types[0], settled(place, tracker, **{"summary": "A title", **values}))


def settled(place: Place, tracker: Tracker, issue: Issue | None = None, **values: Any) -> dict[str, Settled]:
    settlement = tracker.settle(
        {name: Written(value, HERE) for name, value in values.items()}, issue, place.project
    )
    assert settlement.problems == ()
    return dict(settlement.fields)


def create(place: Place, tracker: Tracker, marker: str = MARKER, **values: Any) -> IssueRef:
    return tracker.create(draft(place, tracker, **values), marker, NOTHING).ref


def read(tracker: Tracker, ref: IssueRef) -> Issue:
    fetched = tracker.fetch([ref.id])
    assert not fetched.missing
    return fetched.issues[ref.id]


def update(place: Place, tracker: Tracker, ref: IssueRef, **values: Any) -> Any:
    issue = read(tracker, ref)
    writes = {}
    for name, new in settled(place, tracker, issue, **values).items():
        old = issue.fields[name]
        sets = isinstance(new.value, frozenset) and isinstance(old, frozenset)
        add, remove = (new.value - old, old - new.value) if sets else (frozenset(), frozenset())  # type: ignore[operator]
        writes[name] = FieldWrite(old, new, add, remove)
    return tracker.apply(ref, UpdateFields(writes), MARKER, NOTHING)


def file_of(data: bytes, size: int | None = None) -> Callable[[], AbstractContextManager[Content]]:
    @contextmanager
    def opened() -> Iterator[Content]:
        yield Content(iter([data[:7], data[7:]]), len(data) if size is None else size)

    return opened


class TrackerContract:
    """The suite. `place` comes from the subclass."""

    @pytest.fixture
    def tracker(self, place: Place) -> Tracker:
        return place.tracker()

    # ------------------------------------------------------------------------ who is there

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

    # ------------------------------------------------------------------------ changes

    def test_an_empty_project_has_no_changes(self, place: Place, tracker: Tracker) -> None:
        assert tracker.changes(place.project, None) == []

    def test_changes_come_once_and_in_order(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker, summary=f"Issue {n}") for n in range(5)]
        update(place, tracker, refs[1], summary="Changed")
        heads = tracker.changes(place.project, HOUR)
        assert {head.ref for head in heads} == set(refs)
        assert len(heads) == 5
        assert heads[-1].ref == refs[1]
        assert [head.updated for head in heads] == sorted(head.updated for head in heads)

    def test_changes_outside_the_window_are_left_out(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        assert [head.ref for head in tracker.changes(place.project, timedelta(seconds=1))] == [ref]
        assert [head.ref for head in tracker.changes(place.project, None)] == [ref]

    def test_a_query_narrows_and_its_order_does_not_matter(self, place: Place, tracker: Tracker) -> None:
        create(place, tracker, labels=["other"])
        ref = create(place, tracker, labels=["sync"])
        found = tracker.changes(
            place.project, None, "labels = sync OR labels = nothing ORDER BY created DESC"
        )
        assert [head.ref for head in found] == [ref]

    @pytest.mark.parametrize("query", ["nonsense ===", "labels = a) OR (labels = b", "nosuchfield = 1"])
    def test_a_wrong_query_is_rejected(self, place: Place, tracker: Tracker, query: str) -> None:
        with pytest.raises(Rejected):
            tracker.changes(place.project, None, query)

    def test_an_unknown_project_is_an_error_not_an_empty_list(self, place: Place, tracker: Tracker) -> None:
        with pytest.raises((Rejected, NotFound)):
            tracker.changes("NOSUCHPROJECT", None)

    def test_versions_agree_and_change_with_every_write(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        [first] = tracker.changes(place.project, None)
        assert read(tracker, ref).head == first
        receipt = update(place, tracker, ref, summary="Changed")
        [second] = tracker.changes(place.project, None)
        assert second.version != first.version
        assert receipt.version in (None, second.version)

    # ------------------------------------------------------------------------ reading

    def test_what_is_missing_is_said_to_be_missing(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker) for _ in range(3)]
        fetched = tracker.fetch([*(ref.id for ref in refs), "99999999"])
        assert set(fetched.issues) == {ref.id for ref in refs}
        assert fetched.missing == {"99999999"}
        assert tracker.fetch([]).issues == {}

    def test_many_are_read(self, place: Place, tracker: Tracker) -> None:
        refs = [create(place, tracker, summary=f"Issue {n}") for n in range(105)]
        fetched = tracker.fetch([ref.id for ref in refs])
        assert [fetched.issues[ref.id].fields["summary"] for ref in refs] == [
            f"Issue {n}" for n in range(105)
        ]
        assert len(tracker.changes(place.project, None)) == 105

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

    # ------------------------------------------------------------------------ settling and writing

    def test_what_is_settled_is_what_is_read_later(self, place: Place, tracker: Tracker) -> None:
        """Else every run would see a change."""
        field, one, two = place.custom_options
        values = {
            "summary": "A title  ",
            "description": "h1. Head\r\n\r\n* one\r\n* two\r\n\r\n{code}\nx = 1\n{code}\n",
            "labels": ["two words", "one"],
            "priority": "high",
            "due": "2026-05-06",
            "assignee": place.person_email,
            place.custom_text: "text",
            place.custom_number: "8",
            field: [one, two],
        }
        fields = settled(place, tracker, None, **values)
        assert set(fields) == set(values)
        ref = tracker.create(Draft(place.project, place.types[0], fields), MARKER, NOTHING).ref
        issue = read(tracker, ref)
        assert {name: issue.fields[name] for name in fields} == {name: s.value for name, s in fields.items()}
        again = settled(
            place,
            tracker,
            issue,
            **{
                name: issue.payload[name]
                for name in ("summary", "description", "labels", "priority", "due", "assignee")
            },
        )
        assert all(issue.fields[name] == s.value for name, s in again.items())

    def test_updates_change_what_they_name_and_nothing_else(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker, summary="Old", description="stays", labels=["a", "b"], due="2026-05-06")
        update(place, tracker, ref, summary="New", labels=["b", "c"], due=None)
        fields = read(tracker, ref).fields
        assert (fields["summary"], fields["description"], fields["due"]) == ("New", "stays", None)
        assert fields["labels"] == frozenset({"b", "c"})

    def test_elements_are_added_and_removed_beside_others(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker, labels=["ours"])
        write = FieldWrite(None, Settled(frozenset({"ours", "new"}), [], HERE), add=frozenset({"new"}))
        update(place, tracker, ref, labels=["ours", "meanwhile"])
        tracker.apply(ref, UpdateFields({"labels": write}), MARKER, NOTHING)
        assert read(tracker, ref).fields["labels"] == frozenset({"ours", "meanwhile", "new"})

    def test_problems_name_the_rules_line(self, place: Place, tracker: Tracker) -> None:
        settlement = tracker.settle(
            {"sumary": Written("x", HERE), "key": Written("X-1", HERE)}, None, place.project
        )
        assert len(settlement.problems) == 2
        assert all(
            p.span and (p.span.file, p.span.line) == (HERE.file, HERE.line) for p in settlement.problems
        )

    def test_the_form_of_a_new_issue_tells_what_is_demanded(self, place: Place, tracker: Tracker) -> None:
        form = tracker.create_form(place.project, place.types[0].upper())
        assert (form.type, form.refusal) == (place.types[0], "")
        assert CreateForm.from_data(json.loads(json.dumps(form.as_data()))) == form
        fields = form.fields
        if fields is not None:
            assert fields["summary"].required and not fields["description"].required
            name, *options = place.custom_options
            assert set(options) <= set(form.allowed(name) or ())
            assert form.allowed("summary") is None

    def test_what_cannot_be_created_is_told_with_a_next_act(self, place: Place, tracker: Tracker) -> None:
        for kind in (("NOWHERE", place.types[0]), (place.project, "No such type")):
            form = tracker.create_form(*kind)
            assert form.refusal and form.help

    def test_a_choice_is_one_of_those_offered(self, place: Place, tracker: Tracker) -> None:
        name, option, _ = place.custom_options
        form = tracker.create_form(place.project, place.types[0])
        for value, problems in ((option.upper(), 0), ("No such option", 1)):
            settlement = tracker.settle({name: Written([value], HERE)}, None, place.project, lambda: form)
            assert len(settlement.problems) == problems
            assert problems or settlement.fields[name].value == frozenset({option})

    def test_a_parent_is_kept(self, place: Place, tracker: Tracker) -> None:
        parent = create(place, tracker)
        child = tracker.create(
            Draft(place.project, place.types[1], settled(place, tracker, summary="Child"), parent.id),
            MARKER,
            NOTHING,
        )
        assert read(tracker, child.ref).fields["parentId"] == parent.id

    def test_a_refused_create_says_why(self, place: Place, tracker: Tracker) -> None:
        with pytest.raises(Rejected) as caught:
            tracker.create(
                Draft(place.project, "No such type", settled(place, tracker, summary="x")), MARKER, NOTHING
            )
        assert len(str(caught.value)) > 20
        assert not caught.value.doubtful

    def test_writing_to_an_issue_that_is_gone_is_not_found(self, place: Place, tracker: Tracker) -> None:
        gone = IssueRef("99999999", f"{place.project}-999")
        write = FieldWrite("a", Settled("b", "b", HERE))
        for operation in (UpdateFields({"summary": write}), AddComment("1", "text", HERE)):
            with pytest.raises(NotFound):
                tracker.apply(gone, operation, MARKER, NOTHING)

    def test_a_source_document_arrives_without_loss(self, place: Place, tracker: Tracker) -> None:
        if tracker.capabilities.rich_text != "adf":
            pytest.skip("this tracker keeps no documents")
        body = {
            "type": "doc",
            "version": 1,
            "content": [
                {
                    "type": "panel",
                    "attrs": {"panelType": "warning"},
                    "content": [
                        {
                            "type": "paragraph",
                            "content": [{"type": "text", "text": "Mind", "marks": [{"type": "underline"}]}],
                        }
                    ],
                }
            ],
        }
        from syncscript.richtext import adf_to_wiki

        text = adf_to_wiki(body).rstrip()
        sources = Sources(
            (Document("description", text, "adf", body), Document("comments/7", text, "adf", body))
        )
        ref = tracker.create(draft(place, tracker, description=text), MARKER, sources).ref
        tracker.apply(ref, AddComment("7", text, HERE), OTHER, sources)
        issue = read(tracker, ref)
        assert [document.body for document in issue.documents] == [body, body]
        assert issue.fields["description"] == text

    # ------------------------------------------------------------------------ transitions

    def test_an_issue_is_moved(self, place: Place, tracker: Tracker) -> None:
        start, end = place.statuses
        for _ in range(2):
            ref = create(place, tracker)
            assert read(tracker, ref).fields["status"] == start
            tracker.apply(ref, Transition(end.lower(), start, HERE), MARKER, NOTHING)
            assert read(tracker, ref).fields["status"] == end
            tracker.apply(ref, Transition(end, end, HERE), MARKER, NOTHING)
            tracker.apply(ref, Transition(start, end, HERE), MARKER, NOTHING)
            assert read(tracker, ref).fields["status"] == start

    def test_an_unknown_status_names_those_there_are(self, place: Place, tracker: Tracker) -> None:
        ref = create(place, tracker)
        with pytest.raises(Rejected) as caught:
            tracker.apply(ref, Transition("Nonsense", place.statuses[0], HERE), MARKER, NOTHING)
        assert place.statuses[1] in caught.value.help

    # ------------------------------------------------------------------------ comments

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

    # ------------------------------------------------------------------------ attachments

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

    # ------------------------------------------------------------------------ questions

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

    # ------------------------------------------------------------------------ history and clocks

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

    # ------------------------------------------------------------------------ one effect, the answer lost

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

    def test_an_attachment_with_its_answer_lost_is_found(self, place: Place, tracker: Tracker) -> None:
        ref, since = create(place, tracker), datetime.now(UTC)
        operation = AddAttachment("1", "a.txt", "text/plain", 9, HERE)
        place.fault("lost", "attach")
        with pytest.raises(Unavailable) as caught:
            tracker.apply(ref, operation, MARKER, NOTHING, file_of(b"some text"))
        assert caught.value.doubtful
        [found] = tracker.find_added(ref, operation, MARKER, since)
        assert found == read(tracker, ref).payload["attachments"][0]["id"]

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

    # ------------------------------------------------------------------------ threads

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
