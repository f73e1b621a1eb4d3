"""Issues that have something in common become pairs, and where more than two have, nobody guesses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syncscript.backbone import Conditions, Level, Unreadable, check_two, read_export
from syncscript.backbone.findings import USUAL_KEY
from syncscript.backbone.key_tables import check_table, from_csv, to_csv
from syncscript.backbone.pairing import Ambiguous, as_export, by_number, by_partner_key, paired
from syncscript.backbone.writing import pieces_of


def test_equal_numbers_are_pairs() -> None:
    found = paired(by_number(["OAK-10", "OAK-9", "OAK-1"]), by_number(["ELM-9", "ELM-10", "ELM-91"]))
    assert found.pairs == (("OAK-9", "ELM-9"), ("OAK-10", "ELM-10"))
    assert found.alone == (("OAK-1",), ("ELM-91",)) and not found.ambiguous


def test_two_issues_with_one_value_are_never_paired() -> None:
    first = {"OAK-1": ["x"], "OAK-2": ["x"], "OAK-3": ["y"], "OAK-4": ["z"], "OAK-5": ["z"], "OAK-6": []}
    found = paired(first, {"ELM-1": ["x"], "ELM-2": ["y"], "ELM-3": []})
    assert found.pairs == (("OAK-3", "ELM-2"),)
    assert found.ambiguous == (Ambiguous(("OAK-1", "OAK-2"), ("ELM-1",)),)
    assert found.alone == (("OAK-4", "OAK-5", "OAK-6"), ("ELM-3",))


def test_a_partners_key_stands_on_either_side() -> None:
    first = {"OAK-1": ["elm-7"], "OAK-2": [], "OAK-3": ["OAK-2"], "OAK-4": ["ELM-4"], "OAK-5": ["ELM-99"]}
    second = {"ELM-7": ["OAK-1"], "ELM-8": ["OAK-2"], "ELM-4": ["OAK-5"]}
    found = paired(by_partner_key(first, False), by_partner_key(second, True))
    assert found.pairs == (("OAK-1", "ELM-7"), ("OAK-2", "ELM-8"))
    assert found.ambiguous == (Ambiguous(("OAK-4", "OAK-5"), ("ELM-4",)),)
    assert found.alone == (("OAK-3",), ())


MARKS = st.dictionaries(st.integers(1, 30), st.lists(st.sampled_from("abcdefgh"), max_size=3), max_size=10)


@given(MARKS, MARKS)
def test_every_issue_has_one_place_and_pairs_share_what_nobody_else_has(
    one: dict[int, list[str]], other: dict[int, list[str]]
) -> None:
    first = {f"OAK-{n}": marks for n, marks in one.items()}
    second = {f"ELM-{n}": marks for n, marks in other.items()}
    found = paired(first, second)
    for place, side in enumerate((first, second)):
        told = [pair[place] for pair in found.pairs] + list(found.alone[place])
        told += [key for each in found.ambiguous for key in (each.first, each.second)[place]]
        assert sorted(told) == sorted(side)
    for ours, theirs in found.pairs:
        rest = [marks for key, marks in {**first, **second}.items() if key not in (ours, theirs)]
        assert set(first[ours]) & set(second[theirs])
        assert not (set(first[ours]) | set(second[theirs])) & {mark for marks in rest for mark in marks}


PAIRS = [("OAK-1", "ELM-7"), ("OAK-2", "ELM-3")]


def test_the_file_is_valid_and_has_no_maps() -> None:
    export = read_export(b"".join(pieces_of(as_export(PAIRS, ("Blue-OAK", "Green-ELM")))))
    first, second = export.sides
    assert {found.level for found in check_two(first, second, Conditions())} <= {Level.INFO}
    assert first.entries[0] == {
        "connectorKey": "Blue-OAK", "localIssueKey": "OAK-1", "remoteIssueKey": "ELM-7",
        "outgoingMessageSequenceId": 0, "incomingMessageSequenceId": 0, "incomingChangesIgnored": False,
    }  # fmt: skip
    assert second.entries[1]["localIssueKey"] == "ELM-3"


def test_projects_of_the_same_key_are_told_apart() -> None:
    first, second = as_export([("OAK-1", "OAK-1")], ("Blue-OAK", "Green-OAK")).sides
    assert {found.level for found in check_two(first, second, Conditions())} <= {Level.INFO}


def codes(data: bytes) -> list[tuple[str, str]]:
    return [(one.code, one.pointer) for one in check_table(from_csv(data, "t.csv"), USUAL_KEY, "t.csv")]


@pytest.mark.parametrize(("rows", "expected"), [
    (b"A1-1,B1-1\r\n\r\n\"A1-2\",B1-2\r\n", []),
    (b"A1-1,B1-1\nA1-1,B1-1\n", [("BB010", "line 3")]),
    (b"A1-1,B1-1\nA1-1,B1-2\n", [("BB010", "line 3")]),
    (b"A1-1,B1-1\nA1-2,B1-1\n", [("BB011", "line 3")]),
    (b"=A1-1,B1-1\n+1,@b\n", [("BB005", "line 2"), ("BB005", "line 3"), ("BB005", "line 3")]),
    (b"A1-1\nA1-2, B1-2\n", [("BB005", "line 2"), ("BB005", "line 3")]),
])  # fmt: skip
def test_rows_that_are_wrong_are_told_with_their_line(rows: bytes, expected: list[tuple[str, str]]) -> None:
    assert codes(b"local_key,remote_key\n" + rows) == expected


def test_columns_have_names_and_others_are_told() -> None:
    table = from_csv(b"\xef\xbb\xbfnote,remote_key,local_key\r\n\"a,\n\"\"b\",B1-1,A1-1\r\n", "t.csv")
    assert (table.pairs, table.extra) == ([("A1-1", "B1-1")], ("note",))
    assert from_csv(b"local_key,remote_key\nA1-1,B1-1,x,y\nA1-2,B1-2\n", "t.csv").extra == ("", "")


@pytest.mark.parametrize("data", [
    b"", b"local_key;remote_key\n", b"local_key,local_key\n", b"local_key,remote_key\n\xff,B1-1\n",
    b'local_key,remote_key\n"A1-1,B1-1\n', b'local_key,remote_key\n"A"1-1,B1-1\n',
    b"local_key,remote_key\n" + b"A" * 200_000 + b",B1-1\n",
])  # fmt: skip
def test_what_is_no_table_is_not_read(data: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        from_csv(data, "t.csv")
    assert caught.value.diagnostic.code == "C167" and caught.value.diagnostic.help


def test_a_table_that_was_written_is_read_again() -> None:
    pairs = [("A1-1", "B1-1"), ("A1-2", "B1-9")]
    assert from_csv(to_csv(pairs), "t.csv").pairs == pairs
