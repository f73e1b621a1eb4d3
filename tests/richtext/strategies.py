"""Texts and documents for Hypothesis: much markup, well and badly formed, and unknown nodes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

_SIGNS = [
    "*",
    "_",
    "-",
    "+",
    "^",
    "~",
    "{",
    "}",
    "[",
    "]",
    "|",
    "\\",
    "#",
    "!",
    "&",
    ".",
    ":",
    "/",
    " ",
    "\n",
    "\t",
    "\r\n",
    "a",
    "b",
    "é",
    "1",
    "\u00a0",
    "(",
    ")",
]
_SNIPPETS = [
    "{code}",
    "{code:java}",
    "{code:title=T.java|java}",
    "{noformat}",
    "{quote}",
    "{panel}",
    "{info}",
    "{panel:title=T|bgColor=#ffebe6}",
    "{tip}",
    "{color:red}",
    "{color:#00ff00}",
    "{color}",
    "{{",
    "}}",
    "{*}",
    "{_}",
    "{-}",
    "h1. ",
    "h6. ",
    "bq. ",
    "* ",
    "** ",
    "# ",
    "#* ",
    "- ",
    "----",
    "||",
    "| ",
    "|",
    "[text|http://x.example/y]",
    "[http://x.example]",
    "http://x.example/a_b",
    "[~accountid:5b10]",
    "[~ada]",
    "[^a.txt]",
    "!a.png!",
    "\\\\",
    "\\\\ ",
    "&#42;",
    "&#38;",
    "\n\n",
    "\n\n\n",
    "*bold*",
    "_em_",
    "{{c}}",
    "word",
    "file://",
    "[a|#b]",
    "[a|http://x.example|smart-link]",
    "[a|http://x.example|title]",
]

hostile_texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(_SIGNS), max_size=30).map("".join),
    st.lists(st.one_of(st.sampled_from(_SNIPPETS), st.sampled_from(_SIGNS)), max_size=25).map("".join),
)

_words = st.text(alphabet="abcdefgéß漢XYZ0123456789,;()'\"=<>%$§", min_size=1, max_size=8)
_plain_lines = st.lists(_words, min_size=1, max_size=6).map(" ".join)
plain_texts = st.lists(
    st.lists(_plain_lines, min_size=1, max_size=4).map("\n".join), min_size=1, max_size=4
).flatmap(
    lambda blocks: st.lists(
        st.sampled_from(["\n\n", "\n\n\n", "\n\n\n\n"]), min_size=len(blocks), max_size=len(blocks)
    ).map(lambda gaps: "".join(block + gap for block, gap in zip(blocks, gaps, strict=True)))
)

_node_types = st.sampled_from(
    [
        "paragraph",
        "heading",
        "bulletList",
        "orderedList",
        "listItem",
        "codeBlock",
        "blockquote",
        "panel",
        "rule",
        "table",
        "tableRow",
        "tableCell",
        "tableHeader",
        "expand",
        "nestedExpand",
        "layoutSection",
        "layoutColumn",
        "taskList",
        "taskItem",
        "decisionList",
        "decisionItem",
        "mediaSingle",
        "mediaGroup",
        "media",
        "mention",
        "hardBreak",
        "emoji",
        "date",
        "status",
        "inlineCard",
        "blockCard",
        "extension",
        "bodiedExtension",
        "caption",
        "mediaInline",
        "blockTaskItem",
        "neverHeardOf",
    ]
)
_marks = st.lists(
    st.one_of(
        st.sampled_from(["strong", "em", "strike", "underline", "code", "annotation", "odd"]).map(
            lambda name: {"type": name}
        ),
        st.sampled_from(["#ff0000", "red", ""]).map(
            lambda color: {"type": "textColor", "attrs": {"color": color}}
        ),
        st.sampled_from(["http://x.example", "javascript:x", "a b", "/x|y]", ""]).map(
            lambda href: {"type": "link", "attrs": {"href": href}}
        ),
        st.sampled_from(["sub", "sup", "x"]).map(lambda kind: {"type": "subsup", "attrs": {"type": kind}}),
    ),
    max_size=3,
)
_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 9),
    st.text(max_size=5),
    st.just("file"),
    st.just("external"),
    st.just("DONE"),
    st.just("info"),
    st.just("#ffebe6"),
    st.just([1]),
)
_attrs = st.dictionaries(
    st.sampled_from(
        [
            "level",
            "order",
            "panelType",
            "language",
            "id",
            "text",
            "url",
            "alt",
            "type",
            "state",
            "timestamp",
            "color",
            "shortName",
            "title",
            "layout",
            "width",
            "localId",
            "userType",
            "href",
            "collection",
        ]
    ),
    _values,
    max_size=4,
)
_texts = st.builds(
    lambda text, marks: (
        {"type": "text", "text": text, "marks": marks} if marks else {"type": "text", "text": text}
    ),
    hostile_texts,
    _marks,
)


def _grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"type": _node_types},
        optional={
            "attrs": st.one_of(_attrs, st.none()),
            "content": st.lists(inner, max_size=4),
            "marks": _marks,
        },
    )


odd_nodes = st.recursive(
    st.one_of(_texts, _texts, st.just({}), st.just("?"), st.none()), _grown, max_leaves=12
)
odd_documents = st.lists(odd_nodes, max_size=4).map(
    lambda content: {"version": 1, "type": "doc", "content": content}
)
