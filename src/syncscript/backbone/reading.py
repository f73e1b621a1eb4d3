"""From the bytes of a file to an Export, or to one diagnostic that says why not.

The quick way is Python's own JSON reader. Whatever it refuses, and every repeated key, is looked at again
token by token, for the place and for what could be mended. Refuses to open files.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, NoReturn

from syncscript.backbone.containers import Export, Repair, Unreadable
from syncscript.backbone.decoding import text_of_bytes
from syncscript.backbone.depth import is_deeper, is_plain
from syncscript.backbone.places import Places
from syncscript.backbone.recognising import export_of
from syncscript.backbone.refusals.duplicate_key import duplicate_key
from syncscript.backbone.refusals.export_is_no_json import not_json
from syncscript.backbone.spelling import DEEPEST, Edit, Fault, spelt, with_edits

LARGEST = 1 << 30
"""Bytes of a file that are read unless more is asked for."""


def read_export(
    data: bytes, *, lenient: bool = False, max_size: int = LARGEST, file: str = "the file"
) -> Export:
    """Read an export strictly, or with the repairs of `spelling`; `file` is its name in messages.

    Unreadable (BB001, BB002, BB003) when it is none.
    """
    if len(data) > max_size:
        raise not_json(f"{file} has more than {max_size:,} bytes", "read a larger one with --max-size")
    text = text_of_bytes(data, file)
    del data  # As large as all that is read from it; whoever keeps no bytes has the memory back.
    marks = 1 if text.startswith("\ufeff") else 0
    if not (lenient and marks):
        document = quickly(text[marks:] if marks else text)
        if document is not NOT_READ:
            return export_of(document, file)
    return slowly(text, marks, file, lenient)


NOT_READ = object()


class NotStrict(ValueError):
    """Python's reader would take it, but it is no JSON."""


def quickly(text: str) -> Any:
    """The document of a text that is JSON and repeats no key, else NOT_READ."""
    try:
        document = json.loads(
            text, object_pairs_hook=distinct, parse_constant=refused_constant, parse_float=finite
        )
    except (ValueError, RecursionError):
        return NOT_READ
    return document if is_plain(document, text) or not is_deeper(document, DEEPEST) else NOT_READ


def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(pairs)
    if len(built) != len(pairs):
        raise NotStrict
    return built


def refused_constant(word: str) -> NoReturn:
    raise NotStrict(word)


def finite(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise NotStrict(digits)
    return number


def slowly(text: str, marks: int, file: str, lenient: bool) -> Export:
    places, walked = Places(text, file), spelt(text)
    edits = walked.edits
    if walked.fault is None and lenient:
        document = quickly(with_edits(text, edits))
        if document is not NOT_READ:
            return export_of(document, file, tuple(repair_of(edit, places) for edit in edits))
    faults = strict_faults(edits[marks:], walked.fault, lenient)
    raise refusal(faults, places, can_mend=walked.fault is None and not lenient)


def repair_of(edit: Edit, places: Places) -> Repair:
    return Repair(*places.at(edit.offset), edit.done)


STRICTLY = {
    "inserted ','": "a comma is missing before this",
    "removed ','": "this comma is followed by nothing",
    "removed a no-break space": "a no-break space stands here, which JSON does not know",
    "removed a byte order mark": "a byte order mark stands here, inside of the file",
}


def strict_faults(edits: Sequence[Edit], fault: Fault | None, lenient: bool) -> list[Fault]:
    """All that a strict reader may not take, the first one first."""
    mendable = [] if lenient else [Fault(edit.offset, STRICTLY[edit.done]) for edit in edits]
    return sorted([*mendable, *([fault] if fault else [])], key=lambda each: each.offset)


def refusal(faults: list[Fault], places: Places, can_mend: bool) -> Unreadable:
    if not faults:
        return not_json(f"{places.file} has a number that is too large", "download the file again")
    first = faults[0]
    span, excerpt = places.span(first.offset), places.excerpt(first.offset)
    if first.first >= 0:
        return duplicate_key(first.key, span, places.at(first.first), excerpt)
    return not_json(f"not JSON: {first.message}", next_act(faults, places, can_mend), span, excerpt)


def next_act(faults: list[Fault], places: Places, can_mend: bool) -> str:
    more = ""
    if len(faults) > 1:
        line, column = places.at(faults[1].offset)
        more = f"; the next one is at line {line} column {column}: {faults[1].message}"
    if can_mend:
        slips = "1 slip" if len(faults) == 1 else f"{len(faults):,} slips"
        return f"read it with --lenient, which mends all of it ({slips}) and tells what it did{more}"
    return f"correct it here, or download the file again{more}"
