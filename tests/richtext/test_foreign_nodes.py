"""Nodes that wiki markup has no sign for: their content is kept and the loss is told."""

from __future__ import annotations

import pytest

from syncscript.richtext import adf_to_wiki, conversion_losses
from tests.richtext.documents import Node, color, doc, item, leaf, node, p, t, ul

CASES: list[tuple[Node, str, tuple[str, ...]]] = [
    (
        p(leaf("emoji", shortName=":smile:", text="😄")),
        "😄",
        ("an emoji becomes its character or short name",),
    ),
    (p(leaf("date", timestamp="1767225600000")), "2026-01-01", ("a date becomes its day as text",)),
    (p(leaf("date", timestamp="soon")), "soon", ("a date becomes its day as text",)),
    (p("is ", leaf("status", text="Done", color="green")), "is Done", ("a status lozenge becomes its text",)),
    (p(leaf("inlineCard", url="http://x.example")), "http://x.example", ()),
    (leaf("blockCard", url="http://x.example"), "http://x.example", ("a card becomes a plain link",)),
    (
        node(
            "mediaSingle", leaf("media", type="file", id="1", collection="", alt="a b.png"), layout="center"
        ),
        "!a b.png!",
        ("an image or file becomes its name",),
    ),
    (
        node(
            "mediaGroup",
            leaf("media", type="file", id="1", collection="", alt="a.txt"),
            leaf("media", type="file", id="2", collection=""),
        ),
        "[^a.txt]\n[^attachment]",
        ("an image or file becomes its name",),
    ),
    (
        node(
            "taskList",
            node("taskItem", "a", localId="1", state="DONE"),
            node("taskItem", "b", localId="2", state="TODO"),
            localId="0",
        ),
        "* (/) a\n* ( ) b",
        ("a task list becomes a bullet list",),
    ),
    (
        node("expand", p("inside"), title="More"),
        "*More*\n\ninside",
        ("an expandable section is written open, below its title",),
    ),
    (
        node(
            "layoutSection",
            node("layoutColumn", p("left"), width=50),
            node("layoutColumn", p("right"), width=50),
        ),
        "left\n\nright",
        ("columns are written one below the other",),
    ),
    (node("panel", node("blockquote", p("x")), panelType="note"), "{note}\nx\n{note}", ()),
    (node("neverHeardOf", p("kept")), "kept", ("`neverHeardOf`, which is not known here, becomes its text",)),
    (
        p(leaf("mention", id="all", text="@all", userType="SPECIAL")),
        "@all",
        ("a mention of a group becomes text",),
    ),
    (p(t("x", "annotation")), "x", ("`annotation` formatting is left out",)),
    (p(t("x", color("#123456"), "code")), "{{x}}", ()),
    (
        node("table", node("tableRow", node("tableCell", p("a"), node("codeBlock", "x\ny"), colspan=2))),
        "|a\\\\ {{x}}\\\\ {{y}}|",
        (
            "a table cell that spans rows or columns becomes a single cell",
            "a block inside a table cell becomes lines of text",
        ),
    ),
]


@pytest.mark.parametrize(("block", "text", "losses"), CASES, ids=[text for _, text, _ in CASES])
def test_content_is_kept_and_the_loss_told(block: Node, text: str, losses: tuple[str, ...]) -> None:
    assert adf_to_wiki(doc(block)) == text
    assert conversion_losses(doc(block)) == losses


def test_what_is_nested_too_deep_gives_its_text() -> None:
    nested = p("deep")
    for _ in range(5000):
        nested = ul(item(nested))
    assert "deep" in adf_to_wiki(doc(nested))


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"content": None},
        {"content": "x"},
        {"content": [None, 1, {"type": 5}]},
        doc({"type": "paragraph", "content": {"a": 1}, "attrs": []}),
    ],
)
def test_malformed_documents_are_empty(document: Node) -> None:
    assert adf_to_wiki(document) == ""
    assert isinstance(conversion_losses(document), tuple)
