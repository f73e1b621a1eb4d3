"""Each sign of wiki markup, read and written back: `text` to document to `back` (or the same text)."""

from __future__ import annotations

import pytest

from syncscript.richtext import adf_to_wiki, wiki_to_adf
from tests.richtext.adf_schema import assert_valid, validator
from tests.richtext.documents import BR, Node, color, doc, item, leaf, link, node, ol, p, t, ul

URL = "http://x.example/a_b"
SUB = {"type": "subsup", "attrs": {"type": "sub"}}
SUP = {"type": "subsup", "attrs": {"type": "sup"}}

BOTH_WAYS: list[tuple[str, Node]] = [
    ("a\nb", doc(p("a", BR, "b"))),
    ("a\n\nb", doc(p("a"), p("b"))),
    ("a\n\n\n\nb", doc(p("a", BR, BR), p("b"))),
    ("  indented", doc(p("  indented"))),
    ("h1. Title", doc(node("heading", "Title", level=1))),
    ("h6. *T*\n\ntext", doc(node("heading", t("T", "strong"), level=6), p("text"))),
    ("a *b* c", doc(p("a ", t("b", "strong"), " c"))),
    (
        "_e_ -s- +u+ ~b~ ^p^",
        doc(
            p(
                t("e", "em"),
                " ",
                t("s", "strike"),
                " ",
                t("u", "underline"),
                " ",
                t("b", SUB),
                " ",
                t("p", SUP),
            )
        ),
    ),
    ("wo{*}r{*}d", doc(p("wo", t("r", "strong"), "d"))),
    ("{{a*b*}}", doc(p(t("a*b*", "code")))),
    (f"[text|{URL}]", doc(p(t("text", link(URL))))),
    (f"[a *b*|{URL}]", doc(p(t("a ", link(URL)), t("b", link(URL), "strong")))),
    (f"see [{URL}].", doc(p("see ", t(URL, link(URL)), "."))),
    (f"see {URL}.", doc(p("see ", leaf("inlineCard", url=URL), "."))),
    ("[x|mailto:ada@example.com]", doc(p(t("x", link("mailto:ada@example.com"))))),
    (
        "{color:red}r{color} {color:#123abc}x{color}",
        doc(p(t("r", color("#ff0000")), " ", t("x", color("#123abc")))),
    ),
    ("* a\n** b\n* c", doc(ul(item(p("a"), ul(item(p("b")))), item(p("c"))))),
    ("# a\n#* b\n#* c\n# d", doc(ol(item(p("a"), ul(item(p("b")), item(p("c")))), item(p("d"))))),
    ("* a\nmore", doc(ul(item(p("a", BR, "more"))))),
    ("** b", doc(ul(item(p(), ul(item(p("b"))))))),
    ("Intro:\n* a\n\nend", doc(p("Intro:"), ul(item(p("a"))), p("end"))),
    ("# a\n{code}\nx\n{code}\n# b", doc(ol(item(p("a"), node("codeBlock", "x")), item(p("b"))))),
    ("{code:java}\n  *x*\n\n{quote}\n{code}", doc(node("codeBlock", "  *x*\n\n{quote}", language="java"))),
    ("{noformat}\n{code}\n{noformat}", doc(node("codeBlock", "{code}", language="text"))),
    ("bq. said", doc(node("blockquote", p("said")))),
    ("{quote}\na\n\nb\n{quote}", doc(node("blockquote", p("a"), p("b")))),
    ("{info}\na\n{info}", doc(node("panel", p("a"), panelType="info"))),
    ("{tip}\na\n{tip}", doc(node("panel", p("a"), panelType="success"))),
    ("{panel:bgColor=#ffebe6}\na\n{panel}", doc(node("panel", p("a"), panelType="error"))),
    (
        "{panel}\nh2. x\n\n* a\n{panel}",
        doc(node("panel", node("heading", "x", level=2), ul(item(p("a"))), panelType="custom")),
    ),
    ("a\n\n----\n\nb", doc(p("a"), leaf("rule"), p("b"))),
    (
        "||h||i||\n|a|*b*|",
        doc(
            node(
                "table",
                node("tableRow", node("tableHeader", p("h")), node("tableHeader", p("i"))),
                node("tableRow", node("tableCell", p("a")), node("tableCell", p(t("b", "strong")))),
            )
        ),
    ),
    (
        "|a\\\\ b\n* c|d\\|e|",
        doc(
            node(
                "table",
                node(
                    "tableRow",
                    node("tableCell", p("a", BR, "b"), ul(item(p("c")))),
                    node("tableCell", p("d|e")),
                ),
            )
        ),
    ),
    ("[~accountid:5b10:ab] hi", doc(p(leaf("mention", id="5b10:ab"), " hi"))),
    ("[~ada] !a.png! [^b.txt]", doc(p("[~ada] !a.png! [^b.txt]"))),
]

ONE_WAY: list[tuple[str, Node, str]] = [
    ("- a\n- b", doc(ul(item(p("a")), item(p("b")))), "* a\n* b"),
    ("a {code}x{code} b", doc(p("a"), node("codeBlock", "x"), p("b")), "a\n\n{code}\nx\n{code}\n\nb"),
    (
        "{code:title=T.java|java}\nx\n{code}",
        doc(p(t("T.java", "strong")), node("codeBlock", "x", language="java")),
        "*T.java*\n\n{code:java}\nx\n{code}",
    ),
    (
        "{color:red}a\nb{color}",
        doc(p(t("a", color("#ff0000")), BR, t("b", color("#ff0000")))),
        "{color:red}a{color}\n{color:red}b{color}",
    ),
    ("a\\\\ b", doc(p("a", BR, "b")), "a\nb"),
    ("\\*a\\* &#42;", doc(p("*a* *")), "\\*a\\* \\*"),
    ("{code}never closed", doc(p("{code}never closed")), "\\{code}never closed"),
    ("[bad|javascript:alert(1)]", doc(p("[bad|javascript:alert(1)]")), "[bad|javascript:alert(1)]"),
]

AS_TEXT = [
    "2 * 3 * 4",
    "snake_case_name",
    "-dir crawl -depth 2",
    "a - b",
    "C:\\dir\\file",
    "x[0] = {1}",
    "a_b*c*d",
    "~/home ^ x",
    "#12 is fixed",
    "1. one",
    "2019-10-13",
    "e-mail ada@example.com",
    "if (a || b) {c}",
    "--ada",
]


@pytest.mark.parametrize(("text", "document"), BOTH_WAYS, ids=[text for text, _ in BOTH_WAYS])
def test_sign_is_read_and_written_back(text: str, document: Node) -> None:
    assert wiki_to_adf(text) == document
    assert adf_to_wiki(document) == text


@pytest.mark.parametrize(("text", "document", "back"), ONE_WAY, ids=[text for text, _, _ in ONE_WAY])
def test_sign_is_read_and_written_another_way(text: str, document: Node, back: str) -> None:
    assert wiki_to_adf(text) == document
    assert adf_to_wiki(document) == back


@pytest.mark.parametrize("text", AS_TEXT)
def test_signs_without_a_partner_are_text(text: str) -> None:
    assert wiki_to_adf(text) == doc(p(text))
    assert adf_to_wiki(doc(p(text))) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("* a", "\\* a"),
        ("# a", "\\# a"),
        ("- a", "\\- a"),
        ("h1. a", "h1&#46; a"),
        ("bq. a", "bq&#46; a"),
        ("|a|", "\\|a|"),
        ("----", "\\----"),
        ("*a*", "\\*a\\*"),
        ("[a|http://x.example]", "\\[a|http://x.example]"),
        ("{{a}}", "\\{\\{a}}"),
        ("[~accountid:5b10]", "\\[\\~accountid:5b10]"),
        ("{quote}a{quote}", "\\{quote}a\\{quote}"),
        ("a \\* b", "a &#92;\\* b"),
        ("&#42;", "&#38;#42;"),
        ("{color:red}a{color}", "\\{color:red}a\\{color}"),
    ],
)
def test_text_that_looks_like_markup_is_escaped(text: str, written: str) -> None:
    assert adf_to_wiki(doc(p(text))) == written
    assert wiki_to_adf(written) == doc(p(text)) or "http" in text


@pytest.mark.parametrize("document", [document for _, document in BOTH_WAYS] + [d for _, d, _ in ONE_WAY])
def test_the_schema_accepts_these_documents(document: Node) -> None:
    assert_valid(document)


def test_the_schema_judge_can_say_no() -> None:
    if validator():
        with pytest.raises(AssertionError):
            assert_valid(doc(node("blockquote", node("panel", p("x"), panelType="info"))))
