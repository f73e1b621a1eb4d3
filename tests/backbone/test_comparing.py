"""What an import would change, against what is there: newer, older, unchanged, in the way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from syncscript.backbone.comparing import Comparison, compared
from syncscript.backbone.containers import Side
from syncscript.backbone.takeover import taken_pairs
from syncscript.contracts import GONE, PAIRED, Pair, TakenPair
from syncscript.model import Diagnostic, IssueRef
from tests.backbone.entries import both
from tests.backbone.test_takeover import taken


def pairs(*made: Any) -> tuple[TakenPair, ...]:
    return taken(*made)


def counts(found: Comparison) -> tuple[int, ...]:
    return (len(found.added), len(found.updated), len(found.again), found.unchanged, len(found.refusals))


def held(blue: str | None, green: str | None, **changes: Any) -> Pair:
    refs = {"Blue": blue, "Green": green}
    issues = {side: IssueRef(f"1{key}", key) for side, key in refs.items() if key}
    return replace(Pair("p1", "c", issues), **changes)


def test_all_is_new_at_first_and_nothing_the_second_time() -> None:
    first = pairs(both(), both(2, 2))
    assert counts(compared(first, [], [])) == (2, 0, 0, 0, 0)
    again = compared(first, first, [])
    assert (counts(again), again.to_put) == ((0, 0, 0, 2, 0), ())


def test_only_what_is_newer_is_updated_and_looked_for_again() -> None:
    known = [replace(one, state=PAIRED, pair="p", resync={"Blue": 1}) for one in pairs(both(), both(2, 2))]
    news = {"blue": {"outgoingMessageSequenceId": 3}, "green": {"incomingMessageSequenceId": 3}}
    found = compared(pairs(both(**news), both(2, 2)), known, [])
    assert counts(found) == (0, 1, 0, 1, 0)
    (updated,) = found.updated
    assert (updated.state, updated.pair, updated.resync) == ("waiting", "p", {"Blue": 1})


@pytest.mark.parametrize("name", ["outgoingMessageSequenceId", "incomingMessageSequenceId",
                                  "lastOutgoingChange", "lastIncomingChange"])  # fmt: skip
def test_an_export_that_knows_less_is_refused(name: str) -> None:
    known = pairs(both())
    older = pairs(both(blue={name: known[0].sides["Blue"].entry[name] - 1}))
    assert [why.code for why in compared(older, known, []).refusals] == ["BB071"]


def test_another_order_is_no_change_but_is_kept() -> None:
    known = [replace(one, state=PAIRED, pair="p") for one in pairs(both(), both(2, 2))]
    found = compared(pairs(both(2, 2), both()), known, [])
    assert counts(found) == (0, 0, 0, 2, 0)
    assert [(one.state, one.sides["Blue"].position) for one in found.to_put] == [(PAIRED, 0), (PAIRED, 1)]


def test_the_sides_in_another_order_are_no_change_but_are_kept() -> None:
    known = [replace(one, sides=dict(reversed(one.sides.items()))) for one in pairs(both())]
    found = compared(pairs(both()), known, [])
    assert (counts(found), list(found.to_put[0].sides)) == ((0, 0, 0, 1, 0), ["Blue", "Green"])


def test_what_the_export_does_not_have_is_counted() -> None:
    assert compared(pairs(both()), pairs(both(), both(2, 2), both(3, 3)), []).absent == 2


def test_what_was_not_found_is_looked_for_again() -> None:
    known = [replace(one, state=GONE) for one in pairs(both())]
    found = compared(pairs(both()), known, [])
    assert (counts(found), found.to_put[0].state) == ((0, 0, 1, 0, 0), "waiting")


@pytest.mark.parametrize(("known", "in_state"), [
    (both(1, 2), None),
    (both(2, 1), None),
    (None, held("BLUE-1", "GREEN-7")),
    (None, held("BLUE-8", "green-1")),
    (None, held("BLUE-1", None)),
    (None, held(None, "GREEN-1", state="failed")),
])  # fmt: skip
def test_another_partner_is_a_conflict_that_names_both(known: Any, in_state: Any) -> None:
    found = compared(pairs(both()), pairs(known) if known else [], [in_state] if in_state else [])
    (refusal,) = found.refusals
    assert refusal.code == "BB070" and "BLUE-1" in refusal.message and refusal.help
    assert found.to_put == ()


@pytest.mark.parametrize("state", [{"state": GONE}, {"state": PAIRED, "pair": "p1"}])
def test_another_partner_of_what_is_over_is_none(state: dict[str, Any]) -> None:
    known = [replace(one, **state) for one in pairs(both(1, 2))]
    in_state = [held("BLUE-1", "GREEN-2", state="stopped")] if "pair" in state else []
    found = compared(pairs(both()), known, in_state)
    assert (counts(found), list(found.dropped)) == ((1, 0, 0, 0, 0), [known[0].id])


def test_what_stands_still_for_want_of_an_issue_is_not_over() -> None:
    known = [replace(one, state=GONE, pair="p1") for one in pairs(both(1, 2))]
    in_state = held("BLUE-1", None, state="stopped", problem=Diagnostic("E480", "gone"))
    assert [why.code for why in compared(pairs(both()), known, [in_state]).refusals] == ["BB070"]


@pytest.mark.parametrize("in_state", [
    held("BLUE-1", "GREEN-1"), held("BLUE-1", None, state="stopped"), held("BLUE-9", "GREEN-9"),
    held("BLUE-1", "GREEN-7", state="stopped")])  # fmt: skip
def test_the_same_pair_in_the_state_is_none(in_state: Pair) -> None:
    assert counts(compared(pairs(both()), [], [in_state])) == (1, 0, 0, 0, 0)


def test_a_pair_that_moved_after_its_takeover_is_none() -> None:
    known = [replace(one, state=PAIRED, pair="p1") for one in pairs(both())]
    assert counts(compared(pairs(both()), known, [held("BLUE-1", "ELSE-3")])) == (0, 0, 0, 1, 0)


def test_sides_the_other_way_round_are_refused() -> None:
    known = pairs(both(), both(2, 2))
    sides = Side("a", [both(3, 4)[1]]), Side("b", [both(3, 4)[0]])
    turned = tuple(taken_pairs("c", ("Blue", "Green"), *sides))
    assert [why.code for why in compared(turned, known, []).refusals] == ["BB083"]
    assert compared(turned, [], []).refusals == ()


def test_sides_under_other_names_are_refused() -> None:
    (former,) = pairs(both())
    known = [replace(former, sides={"Ocean": former.sides["Blue"], "Green": former.sides["Green"]})]
    assert [why.code for why in compared(pairs(both()), known, []).refusals] == ["BB084"]


def test_a_pair_that_contradicts_two_names_both() -> None:
    (why,) = compared(pairs(both(1, 2)), pairs(both(), both(2, 2)), [held("BLUE-1", "GREEN-1")]).refusals
    assert "Blue BLUE-1 = Green GREEN-1 and Blue BLUE-2 = Green GREEN-2" in why.message
    assert "syncscript unsync BLUE-1, syncscript unsync BLUE-2, then" in (why.help or "")
