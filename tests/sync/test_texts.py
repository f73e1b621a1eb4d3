"""Texts that no script touched: from Cloud to Cloud without loss, and into comments beside their prefix."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.richtext.documents import color, doc, item, leaf, link, node, ol, p, t, ul
from tests.sync.joined import Joined, joined, scripts

RULES = scripts(
    """
replica.summary = issue.summary
replica.description = issue.description
replica.environment = issue.environment
replica.comments = issue.comments
""",
    """
if (firstSync) { issue.projectKey = "{project}"; issue.typeName = "Task" }
issue.summary = replica.summary
issue.description = replica.description
issue.environment = replica.environment
issue.comments = commentHelper.mergeComments(issue, replica)
""",
)


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Joined]:
    with joined(tmp_path, RULES) as made:
        yield made


def rich(account: str) -> dict[str, Any]:
    """A document with much that wiki markup cannot say."""
    return doc(
        leaf_heading("Badge readers", 2),
        node(
            "panel",
            p("Mind the ", t("gap", "strong")),
            ul(item(p("one")), item(p("two"))),
            panelType="warning",
        ),
        node(
            "table",
            node("tableRow", cell("tableHeader", "Door"), cell("tableHeader", "State")),
            node("tableRow", cell("tableCell", "North", background="#e6fcff"), cell("tableCell", "open")),
            isNumberColumnEnabled=True,
            layout="wide",
        ),
        p(
            "Ask ",
            leaf("mention", id=account, text="@Green Developer"),
            " about ",
            t("red", color("#ff5630")),
            " and ",
            t("both", "strong", "em", "underline"),
            " or ",
            t("the page", link("https://example.com/a?b=c")),
            ".",
        ),
        node(
            "taskList",
            node("taskItem", "check the lobby", localId="1", state="DONE"),
            node("taskItem", "check the gate", localId="2", state="TODO"),
            localId="list",
        ),
        node("decisionList", node("decisionItem", "keep it", localId="4", state="DECIDED"), localId="3"),
        node("codeBlock", "if (a < b) {\n    run();\n}", language="java"),
        node("expand", p("hidden ", leaf("emoji", shortName=":smile:", text="😄")), title="More"),
        p(
            leaf("status", text="OPEN", color="blue", localId="5", style=""),
            " until ",
            leaf("date", timestamp="1767225600000"),
        ),
        ol(item(p("first"), ul(item(p("nested")))), item(p("second"))),
        node("blockquote", p("quoted")),
        leaf("rule"),
        p("last"),
    )


def leaf_heading(text: str, level: int) -> dict[str, Any]:
    return node("heading", text, level=level)


def cell(kind: str, text: str, **attrs: Any) -> dict[str, Any]:
    return node(kind, p(text), **attrs) if attrs else {"type": kind, "attrs": {}, "content": [p(text)]}


def account(two: Joined) -> str:
    user = two.blue.state.world.user_named("developer")
    assert user is not None
    return user.id


def test_untouched_documents_cross_node_for_node(two: Joined) -> None:
    body = rich(account(two))
    blue = two.at_blue.create("BLUE", "one", api=3, description=body, environment=body)
    two.run()
    fields = two.at_green.fields(two.twin(blue), api=3)
    assert fields["description"] == body
    assert fields["environment"] == body
    two.assert_quiet()


def test_an_edited_document_crosses_whole_and_comes_back_whole(two: Joined) -> None:
    blue = two.at_blue.create("BLUE", "one", description="plain")
    two.settle()
    body = rich(account(two))
    two.at_blue.edit(blue, api=3, description=body)
    two.settle()
    green = two.twin(blue)
    assert two.at_green.fields(green, api=3)["description"] == body
    changed = {**body, "content": [*body["content"], p(t("added", color("#36b37e")))]}
    two.at_green.edit(green, api=3, description=changed)
    two.settle()
    assert two.at_blue.fields(blue, api=3)["description"] == changed
    two.assert_quiet()


def test_a_change_that_wiki_markup_cannot_say_still_crosses(two: Joined) -> None:
    """Only the panel's colour, or a task's tick, is different: the words are the same."""
    body = rich(account(two))
    blue = two.at_blue.create("BLUE", "one", api=3, description=body)
    two.settle()
    panel = body["content"][1]
    recoloured = {**panel, "attrs": {"panelType": "error"}}
    changed = {**body, "content": [body["content"][0], recoloured, *body["content"][2:]]}
    two.at_blue.edit(blue, api=3, description=changed)
    two.settle()
    assert two.at_green.fields(two.twin(blue), api=3)["description"] == changed


def test_a_comment_keeps_its_document_below_the_prefix(two: Joined) -> None:
    body = rich(account(two))
    blue = two.at_blue.create("BLUE", "one")
    two.at_blue.comment(blue, body, api=3)
    two.settle()
    (copied,) = two.at_green.comments(two.twin(blue), api=3)
    assert copied["content"][0] == p("Sync Account commented:")
    assert copied["content"][1:] == body["content"]
    two.assert_quiet()


def test_an_edited_comment_keeps_its_document_too(two: Joined) -> None:
    blue = two.at_blue.create("BLUE", "one")
    comment = two.at_blue.comment(blue, "plain")
    two.settle()
    body = rich(account(two))
    two.at_blue.edit_comment(blue, comment, body, api=3)
    two.settle()
    (copied,) = two.at_green.comments(two.twin(blue), api=3)
    assert copied["content"][1:] == body["content"]
    two.assert_quiet()


@pytest.mark.parametrize("faces", [("cloud", "dc"), ("dc", "cloud")], ids="-to-".join)
def test_between_the_notations_a_text_settles_at_once(tmp_path: Path, faces: tuple[str, str]) -> None:
    """Converting may change the notation of a text, never keep two sides writing to each other."""
    with joined(tmp_path, RULES, faces=faces) as two:
        table, code = "||a||b||\n|1|2|", "{code:java}\nif (a < b) run();\n{code}"
        text = f"h2. Title\n\n* one\n** two\n\n{table}\n\n{code}\n\n*bold* _em_"
        blue = two.at_blue.create("BLUE", "one", description=text)
        two.at_blue.comment(blue, text)
        two.run()
        two.assert_quiet()
        two.at_green.edit(two.twin(blue), description=text + "\n\nand more")
        two.run()
        two.assert_quiet()
        assert two.at_blue.fields(blue)["description"].endswith("and more")


def test_our_own_write_is_known_again_beside_an_untouched_text(two: Joined) -> None:
    """The run after a write sees nothing new at the side it wrote to, so it does not read the other side."""
    blue = two.at_blue.create("BLUE", "one", api=3, description=rich(account(two)))
    two.settle()
    two.run()
    two.at_blue.edit(blue, summary="two")
    two.run()
    before = len(two.blue.requests)
    two.run()
    assert [r.path for r in two.blue.requests[before:] if "bulkfetch" in r.path] == []
