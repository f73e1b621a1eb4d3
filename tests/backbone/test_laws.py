"""Laws of reading and checking: what is valid passes, and damage is found or harmless, never silent."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syncscript.backbone import (
    Export,
    Finding,
    Level,
    Unreadable,
    check_side,
    check_two,
    matched,
    read_export,
)
from syncscript.backbone.depth import is_deeper, is_plain
from syncscript.backbone.reading import NOT_READ, quickly
from syncscript.backbone.spelling import spelt as walked
from tests.backbone.exports import as_bytes, document, entry
from tests.backbone.generated import Sides, damaged, merged, pairs_of_exports, spelt

calmly = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def findings(export: Export) -> list[Finding]:
    if len(export.sides) == 1:
        return check_side(export.sides[0])
    return check_two(*export.sides)


def essence(export: Export) -> Any:
    """What a takeover lives on, and what both sides know: pairs, numbers of messages, and sent comments."""
    return [[essence_of(entry) for entry in side.entries] for side in export.sides], export.shape


def essence_of(entry: dict[str, Any]) -> Any:
    known = ("localIssueKey", "remoteIssueKey", "outgoingMessageSequenceId", "incomingMessageSequenceId")
    items = entry.get("comments", [])
    sent = sorted(item["localId"] for item in items if "remoteId" not in item)
    return [entry.get(name) or 0 for name in known], sent, sorted(item.get("remoteId", "") for item in items)


@calmly
@given(st.data(), pairs_of_exports())
def test_what_is_valid_has_no_errors_and_no_warnings(data: st.DataObject, sides: Sides) -> None:
    export = read_export(data.draw(spelt(merged(sides))))
    assert [side.entries for side in export.sides] == list(sides)
    assert {finding.level for finding in findings(export)} <= {Level.INFO}
    assert len(matched(*export.sides).pairs) == len(sides[0])


@calmly
@given(st.data(), pairs_of_exports())
def test_lenient_reading_of_what_is_valid_repairs_nothing(data: st.DataObject, sides: Sides) -> None:
    content = data.draw(spelt(merged(sides)))
    assert read_export(content, lenient=True) == read_export(content)


@calmly
@given(st.data(), pairs_of_exports(most=4))
def test_damage_is_found_or_harmless(data: st.DataObject, sides: Sides) -> None:
    content = data.draw(spelt(merged(sides)))
    whole = read_export(content)
    hurt = data.draw(damaged(content))
    for lenient in (False, True):
        try:
            export = read_export(hurt, lenient=lenient)
        except Unreadable as error:
            assert error.diagnostic.code in ("BB001", "BB002", "BB003")
            assert error.diagnostic.help
            continue
        if findings(export) == findings(whole) and not export.repairs:
            assert essence(export) == essence(whole)


ODD: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**30, "", "x", "../y", "\ud800", [], [None], ["5"], {}, {"localId": []},
)  # fmt: skip


def test_a_value_of_any_kind_in_any_place_ends_no_check() -> None:
    sent, got = [{"localId": "1"}, {"localId": "2"}], [{"remoteId": "1", "localId": "8"}, {"localId": "9"}]
    files = [{"localId": "3", "remoteId": "4"}]
    for side in (0, 1):
        for path in ((), ("comments", 0), ("comments", 0, "localId"), ("attachments", 0, "remoteId"),
                     ("attachments", 0, "localId"), *((name,) for name in entry(comments=1, attachments=1))):
            for odd in ODD:
                sides = [[entry(1, comments=sent, attachments=files), entry(2)],
                         [entry(1, "ELM", "OAK", comments=got, attachments=files), entry(2, "ELM", "OAK")]]
                replaced = deepcopy(sides)
                into: Any = replaced[side]
                *way, last = (0, *path)
                for step in way:
                    into = into[step]
                into[last] = odd
                found = findings(read_export(as_bytes(document(*replaced))))
                assert all(finding.message for finding in found)
                if replaced != sides and type(odd) in (list, dict, float) and path not in (("comments",),):
                    assert {finding.level for finding in found} - {Level.INFO}, (path, odd)


@calmly
@given(st.data(), pairs_of_exports(most=3))
def test_the_quick_reader_and_the_one_by_tokens_agree(data: st.DataObject, sides: Sides) -> None:
    text = data.draw(damaged(data.draw(spelt(merged(sides))))).decode("utf-8", "replace").lstrip("\ufeff")
    walk = walked(text)
    assert (quickly(text) is NOT_READ) == bool(walk.edits or walk.fault)


@calmly
@given(st.data(), pairs_of_exports(most=3))
def test_a_dropped_comma_is_mended_to_what_it_was(data: st.DataObject, sides: Sides) -> None:
    content = data.draw(spelt(merged(sides)))
    outside = commas_between_tokens(content)
    if not outside:
        return
    at = data.draw(st.sampled_from(outside))
    mended = read_export(content[:at] + b" " + content[at + 1 :], lenient=True)
    assert len(mended.repairs) == 1
    assert replace(mended, repairs=()) == read_export(content)


def commas_between_tokens(content: bytes) -> list[int]:
    found, is_inside, is_escaped = [], False, False
    for at, byte in enumerate(content):
        if is_escaped:
            is_escaped = False
        elif is_inside and byte == ord("\\"):
            is_escaped = True
        elif byte == ord('"'):
            is_inside = not is_inside
        elif byte == ord(",") and not is_inside:
            found.append(at)
    return found


@calmly
@given(
    st.recursive(
        st.integers() | st.text(), lambda e: st.lists(e) | st.dictionaries(st.text(), e), max_leaves=8
    )
)
def test_depth_is_what_it_says(value: Any) -> None:
    def depth(each: Any) -> int:
        inner = each.values() if isinstance(each, dict) else each if isinstance(each, list) else None
        return 0 if inner is None else 1 + max(map(depth, inner), default=0)

    for most in range(1, 6):
        assert is_deeper(value, most) == (depth(value) > most)


def test_brackets_that_are_more_than_an_export_needs_are_seen() -> None:
    assert is_plain({"firstConnector": [{"comments": [{}]}]}, '{"firstConnector": [{"comments": [{}]}]}')
    assert not is_plain({"firstConnector": [{"x": []}]}, '{"firstConnector": [{"x": []}]}')
    assert not is_plain({"firstConnector": [{"comments": [[]]}]}, '{"firstConnector": [{"comments": [[]]}]}')
