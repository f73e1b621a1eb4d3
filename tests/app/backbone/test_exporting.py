"""What was taken over is given back as it was, and what was paired since is given beside it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syncscript.app.backbone.exporting import FORMS, given_by
from syncscript.app.backbone.importing import import_of, take_over
from syncscript.backbone import Conditions, Level, check_two, read_export
from syncscript.backbone.giving_back import Given
from syncscript.contracts import Copy, Pair
from syncscript.model import DiagnosticError, IssueRef
from syncscript.store import open_store
from tests.backbone.entries import both
from tests.backbone.generated import EXTRAS, Sides, merged, pairs_of_exports, spelt

BESIDE = EXTRAS.map(lambda extras: {k: v for k, v in extras.items() if not isinstance(v, list)})
"""Keys beside the sides; a list there would be taken for a side whose name is misspelt."""
AT = datetime(2026, 1, 1, tzinfo=UTC)
OAK_ELM = (SimpleNamespace(project="OAK"), SimpleNamespace(project="ELM"))
BLUE_GREEN = (SimpleNamespace(project="BLUE"), SimpleNamespace(project="GREEN"))


def through_a_store(content: bytes, sides: Any, pairs: Any = (), copies: Any = ()) -> Given:
    """Imported and exported by processes of their own: only the file is between them."""
    names = cast(Any, SimpleNamespace(side_names=("A", "B"), sides=sides))
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "state.db")
        take_over(store, import_of("c", names, read_export(content), Conditions(), "A"), AT, {})
        with store.transaction() as records:
            records.put_pairs(list(pairs))
            records.put_copies(list(copies))
        store.close()
        store = open_store(Path(folder) / "state.db")
        with store.transaction() as records:
            found = given_by(records, "c", ("A", "B"))
        store.close()
    return found


def with_order(value: Any) -> Any:
    """Equal only where the keys of all objects stand in the same order, too."""
    if isinstance(value, dict):
        return [(key, with_order(inner)) for key, inner in value.items()]
    return [with_order(inner) for inner in value] if isinstance(value, list) else (type(value), value)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data(), pairs_of_exports(), BESIDE)
def test_what_is_imported_is_exported_as_it_was(
    data: st.DataObject, sides: Sides, beside: dict[str, Any]
) -> None:
    document = {**merged(sides), **(beside if sides[0] else {})}
    found = through_a_store(data.draw(spelt(document)), OAK_ELM)
    assert found.own == found.ended == 0
    assert with_order([side.entries for side in found.export.sides]) == with_order(list(sides))
    assert with_order(dict(found.export.others)) == with_order(beside if sides[0] else {})
    for number, side in enumerate(("first", "second")):
        alone = read_export(FORMS["download"](found.export, side))
        assert with_order(alone.sides[0].entries) == with_order(sides[number])
        assert with_order(json.loads(FORMS["rest"](found.export, side))) == with_order(sides[number])
    again = read_export(FORMS["download"](found.export, "both"))
    assert with_order([side.entries for side in again.sides]) == with_order(list(sides))


def exported(*pairs: Any, **more: Any) -> Given:
    document = {"firstConnector": [p[0] for p in pairs], "secondConnector": [p[1] for p in pairs]}
    return through_a_store(json.dumps(document).encode(), BLUE_GREEN, **more)


def made(number: int, id: str = "", **more: Any) -> Pair:
    refs = {"A": IssueRef(f"1{number}", f"BLUE-{number}"), "B": IssueRef(f"2{number}", f"GREEN-{number}")}
    return Pair(id or f"p{number}", "c", refs, **more)


def test_pairs_made_since_follow_with_their_copies() -> None:
    copies = [
        Copy("p7", "B", "comment", "100", "900", "x", "x"),
        Copy("p7", "A", "attachment", "50", "60", "x", "x"),
        Copy("p7", "B", "comment", "rule:comment1:abc:0", "901", "x", "x"),
        Copy("p7", "B", "comment", "102", "", "x", "x"), Copy("p7", "B", "work", "1", "2", "x", "x"),
        Copy("p7", "B", "comment", "103", "903", "x", "x"),
        Copy("p7", "B", "comment", "103#2", "904", "", ""),
    ]  # fmt: skip
    found = exported(both(), pairs=[made(10), made(7)], copies=copies)
    blue, green = (side.entries for side in found.export.sides)
    assert [entry["localIssueKey"] for entry in blue] == ["BLUE-1", "BLUE-7", "BLUE-10"]
    assert blue[1] == {
        "connectorKey": "CON-BLUE", "localIssueKey": "BLUE-7", "remoteIssueKey": "GREEN-7",
        "outgoingMessageSequenceId": 0, "incomingMessageSequenceId": 0, "incomingChangesIgnored": False,
        "comments": [{"localId": "100"}, {"localId": "103"}],
        "attachments": [{"remoteId": "50", "localId": "60"}],
    }  # fmt: skip
    assert green[1]["comments"] == [
        {"remoteId": "100", "localId": "900"}, {"remoteId": "103", "localId": "903"}]  # fmt: skip
    assert "attachments" not in green[1] and found.own == 2
    levels = {finding.level for finding in check_two(*found.export.sides, Conditions())}
    assert levels <= {Level.INFO}


def test_a_pair_that_was_taken_over_is_not_given_twice() -> None:
    """Neither under its key, where it was there before, nor where a person ended it."""
    assert exported(both(), pairs=[made(1)]).own == 0
    half = Pair("p3", "c", {"A": IssueRef("13", "BLUE-3")})
    found = exported(both(), pairs=[made(2, state="stopped"), half])
    assert (len(found.export.sides[0].entries), found.own, found.ended) == (1, 0, 1)


def test_a_connection_that_took_nothing_over_gives_its_pairs() -> None:
    found = exported(pairs=[made(2), made(1)])
    blue, green = (side.entries for side in found.export.sides)
    assert [entry["localIssueKey"] for entry in blue] == ["BLUE-1", "BLUE-2"]
    assert [side[0]["connectorKey"] for side in (blue, green)] == ["A-BLUE", "B-GREEN"]


def test_keys_as_a_table_and_what_no_list_can_hold() -> None:
    found = exported(both(), both(2, 3))
    rows = FORMS["csv"](found.export, "both").split(b"\r\n")
    assert rows == [b"local_key,remote_key", b"BLUE-1,GREEN-1", b"BLUE-2,GREEN-3", b""]
    assert FORMS["csv"](found.export, "second").splitlines()[2] == b"GREEN-3,BLUE-2"
    with pytest.raises(DiagnosticError, match="one connector"):
        FORMS["rest"](found.export, "both")


