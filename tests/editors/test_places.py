"""Places as editors count them, and edits that an editor can make at such places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncscript.lsp.features.formatting import changed_stretch
from syncscript.lsp.places import Places

TEXTS = st.text(alphabet="ab \r\n\u2028😀e\u0301", max_size=12)


@given(TEXTS, TEXTS)
def test_what_changed_is_put_where_it_belongs(before: str, after: str) -> None:
    start, end, text = changed_stretch(before, after)
    assert before[:start] + text + before[end:] == after
    places = Places(before)
    assert [places.offset(places.position(each)) for each in (start, end)] == [start, end]


@given(TEXTS, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_place_is_found_again(text: str, encoding: str) -> None:
    places = Places(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n" or not offset:
            assert places.offset(places.position(offset)) == offset


@pytest.mark.parametrize(("encoding", "column"), [("utf-8", 7), ("utf-16", 4), ("utf-32", 3)])
def test_columns_are_counted_in_the_encoding_s_units(encoding: str, column: int) -> None:
    found = Places("x\r\n😀e\u0301 = 1", encoding).position(6)
    assert (found.line, found.character) == (1, column)
