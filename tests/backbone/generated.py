"""Valid pairs of exports of any size, and what hands and disks do to files."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from tests.backbone.exports import START, document, entry

Sides = tuple[list[dict[str, Any]], list[dict[str, Any]]]

TEXTS = st.text(alphabet=st.sampled_from('aé"\\/,:]}{[\u00a0\ufeff\u2028😀\n\t\x1b0'), max_size=6)
EXTRAS = st.dictionaries(
    TEXTS.map("x".__add__),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
        max_leaves=5,
    ),
    max_size=2,
)


@st.composite
def pairs_of_exports(draw: st.DrawFn, most: int = 6) -> Sides:
    """Two sides without errors and warnings: drained, every comment delivered."""
    numbers = draw(st.lists(st.integers(1, 10**6), unique=True, max_size=most))
    first, second = [], []
    for place, number in enumerate(numbers):
        ours, theirs = draw(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)))
        mine, yours = comments(draw(st.lists(st.booleans(), max_size=3)), place * 10)
        lone = [{"remoteId": str(5_000 + place), "localId": str(6_000 + place)}]
        shared = {"id": place, "lastChangeSeen": START + draw(st.integers(0, 10**9))}
        first.append(entry(
            number, outgoingMessageSequenceId=ours, incomingMessageSequenceId=theirs,
            comments=mine or None, **shared, **draw(EXTRAS),
        ))  # fmt: skip
        second.append(entry(
            number, "ELM", "OAK", outgoingMessageSequenceId=theirs, incomingMessageSequenceId=ours,
            comments=yours or None, attachments=lone if draw(st.booleans()) else None, **shared,
        ))  # fmt: skip
    return first, draw(st.permutations(second))


def comments(made_here: list[bool], start: int) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """What both sides list of comments, each made here or there."""
    mine, yours = [], []
    for place, is_ours in enumerate(made_here, start):
        sender, receiver = (mine, yours) if is_ours else (yours, mine)
        sender.append({"localId": str(1_000 + place)})
        receiver.append({"remoteId": str(1_000 + place), "localId": str(3_000 + place)})
    return mine, yours


def merged(sides: Sides) -> dict[str, Any]:
    return document(*sides)


@st.composite
def spelt(draw: st.DrawFn, data: Any) -> bytes:
    """Any of the ways in which programs write JSON."""
    indent = draw(st.sampled_from([None, 0, 2, 4]))
    text = json.dumps(data, indent=indent, ensure_ascii=draw(st.booleans()))
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n") if "\r" not in text else text
    return text.encode("utf-8")


@st.composite
def damaged(draw: st.DrawFn, data: bytes) -> bytes:
    """One thing happened to the file."""
    return draw(st.sampled_from([flipped, cut, without_a_line, without_a_comma, with_a_line_twice,
                                 with_swapped_names, with_a_part_twice]))(draw, data)  # fmt: skip


def flipped(draw: st.DrawFn, data: bytes) -> bytes:
    at, bit = draw(st.integers(0, len(data) - 1)), draw(st.integers(0, 7))
    return data[:at] + bytes([data[at] ^ (1 << bit)]) + data[at + 1 :]


def cut(draw: st.DrawFn, data: bytes) -> bytes:
    return data[: draw(st.integers(0, len(data) - 1))]


def without_a_line(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    return b"\n".join(lines[:at] + lines[at + 1 :])


def with_a_line_twice(draw: st.DrawFn, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at = draw(st.integers(0, len(lines) - 1))
    return b"\n".join(lines[: at + 1] + lines[at:])


def without_a_comma(draw: st.DrawFn, data: bytes) -> bytes:
    places = [at for at, byte in enumerate(data) if byte == ord(",")] or [0]
    at = draw(st.sampled_from(places))
    return data[:at] + data[at + 1 :]


def with_swapped_names(draw: st.DrawFn, data: bytes) -> bytes:
    one, other = draw(st.sampled_from([
        (b"localIssueKey", b"remoteIssueKey"), (b"localId", b"remoteId"),
        (b"outgoingMessageSequenceId", b"incomingMessageSequenceId"),
    ]))  # fmt: skip
    places = [at for at in range(len(data)) if data.startswith(one, at)] or [len(data)]
    at = draw(st.sampled_from(places))
    end = at + len(one)
    after = data.find(other, end)
    if after < 0:
        return data[:at] + other + data[end:]
    return data[:at] + other + data[end:after] + one + data[after + len(other) :]


def with_a_part_twice(draw: st.DrawFn, data: bytes) -> bytes:
    start = draw(st.integers(0, len(data) - 1))
    end = draw(st.integers(start, len(data)))
    return data[:end] + data[start:end] + data[end:]
