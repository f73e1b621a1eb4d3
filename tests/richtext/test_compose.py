"""Texts that rules produced, with their source documents beside them."""

from __future__ import annotations

from syncscript.model import Document
from syncscript.richtext import adf_to_wiki, canonical_wiki, compose, wiki_to_adf
from tests.richtext.adf_schema import assert_valid, validator
from tests.richtext.documents import BR, Node, doc, leaf, node, p, t

STATUS = leaf("status", text="Done", color="green")
RICH = doc(p("This is ", STATUS), node("expand", p("inside"), title="More"))


def source(document: Node, origin: str = "description") -> Document:
    return Document(origin, adf_to_wiki(document), "adf", document)


def check(document: Node) -> Node:
    if validator():
        assert_valid(document)
    return document


def test_untouched_text_brings_its_document() -> None:
    text = adf_to_wiki(RICH)
    assert check(compose(text, [source(RICH)])) == RICH
    assert compose(text.replace("\n", "\r\n") + " \n", [source(RICH)]) == RICH


def test_changed_text_is_converted() -> None:
    assert compose("*new*", [source(RICH)]) == wiki_to_adf("*new*")


def test_among_equal_texts_the_named_origin_counts() -> None:
    one, other = doc(p("x ", STATUS)), doc(p("x ", leaf("status", text="Done", color="red")))
    sources = [source(one, "comments/1"), source(other, "comments/2")]
    assert compose("x Done", sources, "comments/2") == other
    assert compose("x Done", sources, "comments/1") == one


def test_source_standing_as_whole_lines_is_spliced_in() -> None:
    text = f"*Blue Admin* commented:\n{adf_to_wiki(RICH)}\n\nbye"
    composed = check(compose(text, [source(RICH)]))
    assert composed == doc(p(t("Blue Admin", "strong"), " commented:"), *RICH["content"], p("bye"))


def test_source_inside_a_quote_is_converted_with_it() -> None:
    short = doc(p("is ", STATUS))
    composed = check(compose("{quote}\nis Done\n{quote}", [source(short)]))
    assert composed == doc(node("blockquote", p("is Done")))


def test_source_inside_a_line_is_converted_with_it() -> None:
    assert compose("so it is Done now", [source(doc(p("is ", STATUS)))]) == doc(p("so it is Done now"))


def test_source_that_says_no_more_than_its_text_leaves_lines_together() -> None:
    assert compose("Said:\nyes", [source(doc(p("yes")))]) == doc(p("Said:", BR, "yes"))


def test_files_of_the_source_become_their_names() -> None:
    document = doc(
        node(
            "mediaSingle", leaf("media", type="file", id="7f", collection="c", alt="a.png"), layout="center"
        ),
        p("see ", leaf("mediaInline", id="8", collection="c", alt="b.txt")),
    )
    composed = check(compose(adf_to_wiki(document), [source(document)]))
    assert composed == doc(p("!a.png!"), p("see ", "[^b.txt]"))
    assert adf_to_wiki(composed) == adf_to_wiki(document)


def test_images_from_the_web_stay() -> None:
    document = doc(
        node("mediaSingle", leaf("media", type="external", url="http://x.example/a.png"), layout="center")
    )
    assert check(compose(adf_to_wiki(document), [source(document)])) == document


def test_mentions_become_local_accounts_or_names() -> None:
    document = doc(
        p(
            leaf("mention", id="blue-1", text="@Blue Admin"),
            " ",
            leaf("mention", id="blue-2", text="@Green Tester"),
        )
    )
    known = {"blue-1": "green-1"}.get
    expected = doc(p(leaf("mention", id="green-1", text="@Blue Admin"), " ", "@Green Tester"))
    assert check(compose(adf_to_wiki(document), [source(document)], known_account=known)) == expected
    assert compose(adf_to_wiki(document), [source(document)]) == doc(p("@Blue Admin", " ", "@Green Tester"))


def test_mentions_in_changed_text_take_their_names_from_the_sources() -> None:
    document = doc(p(leaf("mention", id="blue-1", text="@Blue Admin")))
    assert compose("cc [~accountid:blue-1]!", [source(document)]) == doc(p("cc ", "@Blue Admin", "!"))
    assert compose("cc [~accountid:odd]", []) == doc(p("cc ", "@odd"))


def test_comments_on_a_passage_and_own_emojis_stay_behind() -> None:
    annotation = {"type": "annotation", "attrs": {"id": "1", "annotationType": "inlineComment"}}
    emoji = leaf("emoji", shortName=":ours:", id="01234567-89ab-cdef-0123-456789abcdef")
    document = doc(p(t("x", annotation, "strong"), emoji))
    assert check(compose(adf_to_wiki(document), [source(document)])) == doc(p(t("x", "strong"), ":ours:"))


def test_what_the_schema_does_not_know_is_converted() -> None:
    document = doc(node("neverHeardOf", p("kept")), p("plain ", STATUS))
    assert check(compose(adf_to_wiki(document), [source(document)])) == doc(p("kept"), p("plain ", STATUS))


def test_alignment_is_kept() -> None:
    document = doc(p("x", marks=[{"type": "alignment", "attrs": {"align": "center"}}]))
    assert check(compose("x", [source(document)])) == document


def test_empty_text_is_an_empty_paragraph() -> None:
    assert check(compose("", [])) == doc(p())
    assert canonical_wiki(" \r\n") == ""


def test_arguments_stay_as_they_are() -> None:
    document = doc(p(leaf("mention", id="blue-1", text="@Blue Admin")))
    before = source(document)
    compose(before.text, [before], known_account=lambda account: "other")
    assert document == doc(p(leaf("mention", id="blue-1", text="@Blue Admin")))
