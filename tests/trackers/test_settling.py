"""What rules may write, and what becomes of it."""

from __future__ import annotations

from typing import Any

import pytest

from syncscript.contracts import Settlement
from syncscript.model import Provenance, Severity, Written
from tests.trackers.fake_jira import FakeJira, Reply, raw_issue, raw_user

HERE = Provenance("green.incoming.sync", 7, 3)


def jira(deployment: str = "cloud") -> FakeJira:
    fake = FakeJira(deployment)
    fake.on("GET /priority", [{"id": "2", "name": "High"}, {"id": "3", "name": "Medium"}])
    fake.on("GET /resolution", [{"id": "1", "name": "Done"}]).on(
        "GET /status", [{"id": "5", "name": "In Progress"}]
    )
    fake.on("GET /project/BLUE/components", [{"id": "7", "name": "Importer"}])
    fake.on("GET /project/BLUE/versions", [{"id": "8", "name": "1.0"}])
    fake.on("GET /user/search", []).on("GET /user", Reply({}, 404))
    return fake


def settle(fake: FakeJira, **values: Any) -> Settlement:
    written = {
        name.replace("cf_", "customFields.").replace("__", " "): Written(v, HERE)
        for name, v in values.items()
    }
    return fake.tracker.settle(written, None, "BLUE")


COMMENTS = [{"id": "1", "body": "First point"}, {"id": "2", "body": "done"}]


@pytest.mark.parametrize(
    ("field", "raw", "value"),
    [
        ("summary", "A  title", "A  title"),
        ("summary", 5, "5"),
        ("description", "Line\r\nnext  \n\n", "Line\nnext"),
        ("description", None, None),
        ("description", "", None),
        ("environment", {"name": "Production"}, "Production"),
        ("labels", "one", frozenset({"one"})),
        ("labels", ["one", {"label": "two"}, "one", "", None], frozenset({"one", "two"})),
        ("labels", None, frozenset()),
        ("priority", "high", "High"),
        ("priority", {"id": "99", "name": "Medium"}, "Medium"),
        ("priority", None, None),
        ("status", {"name": "in progress"}, "In Progress"),
        ("resolution", "Done", "Done"),
        ("components", [{"name": "importer"}], frozenset({"Importer"})),
        ("fixVersions", "1.0", frozenset({"1.0"})),
        ("due", "2026-01-31", "2026-01-31"),
        ("due", "2026-01-31T23:30:00+09:00", "2026-01-31"),
        ("parentId", {"id": "10007", "key": "BLUE-7"}, "10007"),
        ("cf_Story__Points", "3.5", 3.5),
        ("cf_Story__Points", "8", 8),
        ("cf_10012", 5.0, 5),
        ("cf_customfield_10012", 5, 5),
        ("cf_Remote__Key", "GREEN-1", "GREEN-1"),
        ("cf_Severity", {"id": "77", "value": "Major"}, "Major"),
        ("cf_Platforms", ["Linux", {"value": "macOS"}], frozenset({"Linux", "macOS"})),
        ("cf_Region", {"value": "Europe", "child": {"value": "North"}}, "Europe / North"),
        ("cf_Region", ["Europe", "North"], "Europe / North"),
        ("cf_Deployed__At", "2026-01-31T12:00:00+01:00", "2026-01-31T11:00:00.000+00:00"),
        ("cf_Tags", "a b", frozenset({"a_b"})),
        (
            "cf_Severity",
            {"id": "customfield_10015", "name": "Severity", "value": {"value": "Minor"}},
            "Minor",
        ),
    ],
)
def test_values(field: str, raw: Any, value: Any) -> None:
    settlement = settle(jira("dc"), **{field: raw})
    assert not settlement.problems
    assert [settled.value for settled in settlement.fields.values()] == [value]
    assert next(iter(settlement.fields.values())).by == HERE


def test_custom_fields_go_by_their_names() -> None:
    assert list(settle(jira(), cf_10012=5).fields) == ["customFields.Story Points"]


def test_comments_become_labels() -> None:
    settlement = settle(jira(), labels=COMMENTS)
    assert settlement.fields["labels"].value == frozenset({"First_point", "done"})
    assert settlement.fields["labels"].shown == [{"label": "First_point"}, {"label": "done"}]
    [notice] = settlement.notices
    assert "Jira labels hold no spaces" in notice.message
    assert notice.severity is Severity.WARNING
    assert notice.span is not None
    assert (notice.span.file, notice.span.line) == ("green.incoming.sync", 7)


def test_summaries_are_cut_with_a_notice() -> None:
    settlement = settle(jira(), summary="x" * 300)
    assert len(str(settlement.fields["summary"].value)) == 255
    assert "255" in settlement.notices[0].message
    assert settle(jira(), summary="two\nlines").fields["summary"].value == "two lines"


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_descriptions_are_cut_with_a_notice(deployment: str) -> None:
    settlement = settle(jira(deployment), description="word " * 8_000)
    assert 30_000 < len(str(settlement.fields["description"].value)) <= 32_767
    assert "32,767" in settlement.notices[0].message


@pytest.mark.parametrize(
    ("field", "raw", "words"),
    [
        ("sumary", "x", "summary"),
        ("key", "BLUE-1", "by itself"),
        ("created", "2026-01-01", "by itself"),
        ("summary", "", "cannot be empty"),
        ("summary", None, "cannot be empty"),
        ("priority", "Hihg", "did you mean High"),
        ("components", "Exporter", "Importer"),
        ("due", "soon", "2026-01-31"),
        ("cf_Story__Points", "many", "number"),
        ("cf_Story__Pionts", 5, "Story Points"),
        ("description", {"x": 1}, "map"),
    ],
)
def test_problems_tell_what_to_do(field: str, raw: Any, words: str) -> None:
    settlement = settle(jira(), **{field: raw})
    assert not settlement.fields
    [problem] = settlement.problems
    assert words in f"{problem.message} {problem.help}"
    assert problem.span is not None
    assert problem.span.line == 7


def test_all_problems_are_told_at_once() -> None:
    settlement = settle(jira(), summary="fine", priority="x", due="y")
    assert len(settlement.problems) == 2
    assert list(settlement.fields) == ["summary"]


@pytest.mark.parametrize("deployment", ["cloud", "dc"])
def test_a_user_of_the_other_side_is_found_by_email(deployment: str) -> None:
    cloud = deployment == "cloud"
    fake = jira(deployment).on("GET /user/search", [raw_user(1, cloud)])
    there = {
        "key": "other-side",
        "displayName": "Green Tester 1",
        "email": "TESTER1@example.invalid",
        "username": "g",
    }
    first = settle(fake, assignee=there).fields["assignee"]
    assert first.value == ("account-1" if cloud else "JIRAUSER1")
    settle(fake, assignee=there, reporter="tester1@example.invalid")
    assert fake.calls().count("GET /user/search") == 1, "asked once, remembered after"


def test_a_user_of_ours_needs_no_call() -> None:
    fake = jira().on(
        "POST /issue/bulkfetch", {"issues": [raw_issue(1, assignee=raw_user(4))], "issueErrors": []}
    )
    fake.tracker.fetch(["10001"])
    before = len(fake.sent)
    assert settle(fake, assignee={"key": "account-4"}).fields["assignee"].value == "account-4"
    assert settle(fake, reporter="tester4@example.invalid").fields["reporter"].value == "account-4"
    assert len(fake.sent) == before


def test_an_equal_key_of_another_jira_is_another_person() -> None:
    fake = jira("dc").on("GET /issue/10001", raw_issue(1, assignee=raw_user(4, False)))
    fake.tracker.fetch(["10001"])
    theirs = {"key": "JIRAUSER4", "email": "somebody.else@example.invalid", "username": "else"}
    assert not settle(fake, assignee=theirs).fields
    assert settle(fake, assignee={"key": "JIRAUSER4"}).fields["assignee"].value == "JIRAUSER4"


def test_an_unknown_user_leaves_the_field_alone() -> None:
    settlement = settle(jira(), assignee={"key": "nobody", "email": "nobody@example.invalid"})
    assert not settlement.fields
    assert not settlement.problems
    assert "nobody@example.invalid" in settlement.notices[0].message


def test_who_left_is_not_assigned() -> None:
    fake = jira().on("GET /user/search", [raw_user(1, active=False)])
    assert not settle(fake, assignee="tester1@example.invalid").fields


def test_names_seen_in_issues_need_no_list() -> None:
    fake = jira().on("POST /issue/bulkfetch", {"issues": [raw_issue(1)], "issueErrors": []})
    fake.tracker.fetch(["10001"])
    settle(fake, priority="Medium")
    assert "GET /priority" not in fake.calls()


def test_lists_are_read_once() -> None:
    fake = jira()
    for name in ("High", "high", "Medium"):
        settle(fake, priority=name)
    assert fake.calls().count("GET /priority") == 1


TEXTS = [
    "plain",
    "*bold* and _slanted_",
    "# one\n# two",
    "h1. Title\n\ntext",
    "{code:java}\nint i;\n{code}",
    "a\n\n\nb",
    "||head||\n|cell|",
    "[link|https://blue.example.invalid]",
    "back\\slash \\* star",
    "trailing   ",
    "* a\n** b",
]


@pytest.mark.parametrize("text", TEXTS)
def test_on_cloud_a_settled_text_is_what_is_read_later(text: str) -> None:
    """Else the engine would see a change where there is none."""
    from syncscript.richtext import wiki_to_adf

    fake = jira()
    settled = settle(fake, description=text).fields["description"]
    raw = raw_issue(1, description=wiki_to_adf(str(settled.shown)))
    fake.on("POST /issue/bulkfetch", {"issues": [raw], "issueErrors": []})
    issue = fake.tracker.fetch(["10001"]).issues["10001"]
    assert issue.fields["description"] == settled.value
    assert settle(fake, description=issue.payload["description"]).fields["description"].value == settled.value
