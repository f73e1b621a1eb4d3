"""Reading, from cases/readings.yaml, and what no file of texts can hold."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from syncscript.backbone import Unreadable, read_export
from tests.backbone.exports import as_bytes, document, entry

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "readings.yaml").read_text("utf-8"))


def refused(data: bytes, *, lenient: bool = False) -> Any:
    with pytest.raises(Unreadable) as caught:
        read_export(data, lenient=lenient, file="x.json")
    return caught.value.diagnostic


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_strictly_it_is_refused_at_its_place(case: dict[str, Any]) -> None:
    wanted, found = case["strict"], refused(case["text"].encode())
    assert found.code == wanted["code"]
    assert wanted.get("says", "") in found.message
    if "at" in wanted:
        assert [found.span.line, found.span.column] == wanted["at"]
    assert found.help


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_leniently_it_is_mended_or_refused(case: dict[str, Any]) -> None:
    if isinstance(case["lenient"], str):
        assert refused(case["text"].encode(), lenient=True).code == case["lenient"]
        return
    same = read_export(json.dumps(case["same_as"]).encode())
    if same.repairs:
        raise AssertionError("the mended document is to be valid")
    mended = read_export(case["text"].encode(), lenient=True)
    assert [str(repair).removeprefix("repaired ") for repair in mended.repairs] == case["lenient"]
    assert (mended.sides, mended.shape, dict(mended.others)) == (same.sides, same.shape, dict(same.others))


def test_strict_reading_tells_of_the_next_slip_and_of_lenient() -> None:
    found = refused(CASES[0]["text"].encode())
    assert "--lenient" in found.help and "line 7 column 4" in found.help
    assert found.excerpt == '   "secondConnector": ['


LONG = "{}, " * 100


def test_the_excerpt_is_the_line_or_what_stands_around_the_place() -> None:
    for text, at_place, begins, ends in [
        ("[{\n\t}\t5]", "5]", " }", " 5]"),
        (f"[{LONG}{{}} 5, {LONG}{{}}]", "5, {}", "...", "..."),
        (f"[{{}} 5, {LONG}{{}}]", "5, {}", "[{} 5", "..."),
        (f"[{LONG}{{}} 5]", "5]", "...", " 5]"),
    ]:
        _, excerpt, caret, *_ = str(refused(text.encode())).splitlines()
        assert excerpt[caret.index("^") :].startswith(at_place)
        assert excerpt.startswith(f"    {begins}") and excerpt.endswith(ends)
        assert len(excerpt) < 140


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("[]".encode("utf-16"), "UTF-16"),
        ("[]".encode("utf-16-le"), "UTF-16"),
        ("[]".encode("utf-32"), "UTF-32"),
        ("[]".encode("utf-32-be"), "UTF-32"),
        (gzip.compress(b"[]"), "gzip"),
        (b"PK\x03\x04\x14\x00", "zip"),
        (b'["\xff"]', "byte 2"),
        (b'[\n"OAK-\xe4"]', "byte 7"),
        (b"[" * 100_000, "levels deep"),
        (b'{"a":' * 100_000, "levels deep"),
        (b'[{"x":' + b"[" * 150 + b"]" * 150 + b"}]", "levels deep"),
        (b"[" + b"9" * 5_000 + b"]", "5,000 digits"),
        (b"[-" + b"9" * 2_000_000 + b"]", "2,000,001 digits"),
        (b"[1." + b"9" * 2_000_000 + b"e]", "not JSON"),
    ],
    ids=range(14),
)
def test_hostile_bytes_are_refused_quickly(data: bytes, says: str) -> None:
    for lenient in (False, True):
        found = refused(data, lenient=lenient)
        assert found.code == "BB001"
        assert says in found.message


def test_whole_numbers_are_exact() -> None:
    huge = [2**53 + 1, -(2**63), 10**300]
    assert read_export(json.dumps([{"x": huge}]).encode()).sides[0].entries == [{"x": huge}]


def test_a_byte_order_mark_at_the_start_is_accepted() -> None:
    data = b"\xef\xbb\xbf" + as_bytes(document([entry()]))
    assert read_export(data).sides == read_export(data[3:]).sides
    mended = read_export(data, lenient=True)
    assert [str(repair) for repair in mended.repairs] == [
        "repaired line 1 column 1: removed a byte order mark"
    ]
    assert refused(b"\xef\xbb\xbf" + data).span.column == 2


def test_a_larger_file_is_not_read() -> None:
    with pytest.raises(Unreadable, match="more than 10 bytes"):
        read_export(b"[           ]", max_size=10)


def test_all_shapes_are_read() -> None:
    ours, theirs = [entry()], [entry(1, "ELM", "OAK")]
    one, two = read_export(as_bytes(document(ours))), read_export(as_bytes(document(ours, theirs)))
    bare = read_export(as_bytes(ours))
    assert [(each.shape, [side.name for side in each.sides]) for each in (one, two, bare)] == [
        ("object", ["firstConnector"]),
        ("merged", ["firstConnector", "secondConnector"]),
        ("array", ["firstConnector"]),
    ]
    assert [side.pointer(0) for each in (two, bare) for side in each.sides] == [
        "/firstConnector/0", "/secondConnector/0", "/0",
    ]  # fmt: skip


def test_what_stands_beside_the_sides_is_kept() -> None:
    assert read_export(b'{"version": 3, "firstConnector": []}').others == {"version": 3}


def test_an_entry_with_a_status_is_no_configuration() -> None:
    assert read_export(b'[{"status": "open", "remoteIssueKey": "ELM-1"}]').shape == "array"


def test_the_order_of_the_sides_in_the_file_does_not_matter() -> None:
    export = read_export(b'{"secondConnector": [], "firstConnector": [{}]}')
    assert [side.entries for side in export.sides] == [[{}], []]
