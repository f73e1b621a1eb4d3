"""Every state of a rule on its way from nothing to the whole: whatever is asked, there is an answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from syncscript.language.analysis.bindings import bindings
from syncscript.language.assist import RuleText, completions, description_at, replaced_from
from syncscript.language.rule_files import kind_of
from tests.editors.sides import AROUND

ROOT = Path(__file__).parents[2]
FILES = sorted(ROOT.glob("rules/**/*.sync"))
STEP = 37
"""Not every prefix: one in so many, which hits all kinds of places in so many files."""


def ask_everything(text: str, kind: str, offset: int) -> None:
    rule = RuleText(text, kind, AROUND)
    start = replaced_from(rule, offset)
    assert 0 <= start <= offset
    assert all(offer.label for offer in completions(rule, offset))
    told = description_at(rule, offset)
    assert told is None or (told.start <= offset <= told.end and told.text)
    for binding in bindings(rule.parsed.script, text):
        assert {text[start:end] for start, end in binding.spots} == {binding.name}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_rule_that_grows(file: Path) -> None:
    text = file.read_text("utf-8")
    kind = kind_of(file.name)
    for end in range(0, len(text) + 1, max(STEP, len(text) // 40)):
        ask_everything(text[:end], kind, end)


@pytest.mark.parametrize("text", ["'{", '"{', "${", "issue.$", "[:", "{ ->"])
def test_half_a_text(text: str) -> None:
    for offset in range(len(text) + 1):
        ask_everything(text, "incoming", offset)


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from([*"'\".()[]{}$=: \nx,", "issue", "?.", "priority", "customFields", "->", "${", "def ",
                         "==", "//", "if ", "nodeHelper.getPriority", "😀", "class "]),
        max_size=14,
    ),
    st.sampled_from(["incoming", "outgoing", "mapping"]),
)  # fmt: skip
def test_any_pieces(pieces: list[str], kind: str) -> None:
    text = "".join(pieces)
    ask_everything(text, kind, len(text))
    ask_everything(text, kind, len(text) // 2)
