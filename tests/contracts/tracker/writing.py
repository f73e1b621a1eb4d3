"""What a rule writes is settled first, then written, and read again as it was settled.

If settling and reading disagreed, every run would see a change that nobody made.
"""

from __future__ import annotations

import json

import pytest

from syncscript.contracts import CreateForm, NotFound, Rejected, Tracker
from syncscript.model import (
    AddComment,
    Document,
    Draft,
    FieldWrite,
    IssueRef,
    Settled,
    Sources,
    Transition,
    UpdateFields,
    Written,
)
from tests.contracts.tracker.place import (
    HERE,
    MARKER,
    NOTHING,
    OTHER,
    Place,
    create,
    draft,
    read,
    settled,
    update,
)


class WritingContract:
    def test_the_key_of_a_twin_is_kept_beside_an_issue(self, place: Place, tracker: Tracker) -> None:
        """It is no change of the issue, however often it is told."""
        ref = create(place, tracker)
        before = read(tracker, ref)
        for key in ("THERE-1", "THERE-1", "THERE-2"):
            tracker.note_twin(ref, key)
        assert tracker.changes(place.project, None) == [before.head]
        assert read(tracker, ref) == before
        with pytest.raises(NotFound):
            tracker.note_twin(IssueRef("999999", f"{place.project}-999999"), "THERE-1")

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
