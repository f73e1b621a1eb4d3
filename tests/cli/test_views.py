"""Plans, runs and states as text: what a person reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from syncscript.cli.show.paint import Paint
from syncscript.cli.show.plans import plan_text
from syncscript.cli.show.runs import has_failed, needs_a_look, run_text
from syncscript.cli.show.status import connections_text, pair_text
from syncscript.cli.show.summaries import conflict_as_data
from syncscript.cli.show.tables import table_text
from syncscript.cli.show.values import value_text
from syncscript.contracts import Conflict
from syncscript.engine.report import ConnectionPlan, PairFailure, PairPlan, RunSummary
from syncscript.model import (
    AddAttachment,
    AddComment,
    CreateIssue,
    Diagnostic,
    Draft,
    EditComment,
    FieldWrite,
    IssueRef,
    Provenance,
    RemoveComment,
    Settled,
    Span,
    Transition,
    UpdateFields,
)

PLAIN = Paint()
BY = Provenance("rules/green.incoming.sync", 12)
AT = datetime(2026, 1, 31, 9, 30, tzinfo=UTC)
CONFLICT = Conflict("p", "GreenJira", "summary", "old", "ours", "theirs", "theirs", "newest", AT)
OPEN = replace(CONFLICT, winner="open", policy="manual")


def settled(value: object) -> Settled:
    return Settled(value, value, BY)  # type: ignore[arg-type]


def pair(*operations: object, target: str | None = None, **more: object) -> PairPlan:
    issue = IssueRef("2", target) if target else None
    return PairPlan("p", "BlueJira", "GreenJira", IssueRef("1", "BLUE-1"), issue, tuple(operations), **more)  # type: ignore[arg-type]


def shown(*pairs: PairPlan, **more: object) -> str:
    return plan_text([ConnectionPlan("blue-green", pairs, **more)], PLAIN)  # type: ignore[arg-type]


def test_a_create_shows_every_field_and_its_rule_line() -> None:
    draft = Draft("GREEN", "Task", {"summary": settled("New"), "labels": settled(frozenset({"b", "a"}))})
    assert shown(pair(CreateIssue(draft))) == (
        "Connection blue-green\n"
        "\n"
        "  BlueJira BLUE-1 -> GreenJira a new issue\n"
        "    + create Task in GREEN\n"
        "      + labels  = a, b  # rules/green.incoming.sync:12\n"
        '      + summary = "New"  # rules/green.incoming.sync:12\n'
        "\n"
        "Plan: 1 to create, 0 to update.\n"
    )


def test_every_kind_of_write_has_its_line() -> None:
    text = shown(
        pair(
            UpdateFields(
                {
                    "summary": FieldWrite("old", settled("new")),
                    "labels": FieldWrite(
                        frozenset({"a"}), settled(frozenset({"b"})), frozenset({"b"}), frozenset({"a"})
                    ),
                }
            ),
            Transition("Done", "To Do", BY, "Fixed"),
            AddComment("7", "Hello", BY),
            EditComment("8", "7", "Hello", "Hello you", BY),
            RemoveComment("9", "6", "Bye"),
            AddAttachment("5", "log.txt", "text/plain", 2100, BY),
            target="GREEN-4",
        )
    )
    place = "  # rules/green.incoming.sync:12"
    assert [line.strip() for line in text.splitlines()[2:-2]] == [
        "BlueJira BLUE-1 -> GreenJira GREEN-4",
        f"~ labels  : a  +b -a{place}",
        f'~ summary : "old" -> "new"{place}',
        f'> status : "To Do" -> "Done" with resolution "Fixed"{place}',
        f'+ comment "Hello"{place}',
        f'~ comment "Hello" -> "Hello you"{place}',
        '- comment "Bye" (the sync\'s own copy)',
        f"+ attachment log.txt (2.1 kB){place}",
    ]
    assert text.splitlines()[-1] == (
        "Plan: 0 to create, 1 to update, 1 to transition, 1 to comment, 1 comments to edit, "
        "1 comments to remove, 1 to attach."
    )


def test_conflicts_held_removals_and_standing_pairs_are_told() -> None:
    problem = Diagnostic("E1", "the rule threw", Span("rules/x.sync", 3, 5, 3, 6), "correct it")
    text = shown(
        pair(RemoveComment("9", "6", "Bye"), target="GREEN-4", conflicts=(CONFLICT,), held=True),
        standing=(PairFailure("q", {"BlueJira": "BLUE-9"}, problem),),
    )
    assert "! held back: this run would remove too much; see --allow-removals" in text
    assert (
        '! conflict on summary: GreenJira has "ours", BlueJira has "theirs", before it was "old"; '
        "BlueJira wins (policy newest)"
    ) in text
    assert "  BlueJira BLUE-9\n    ! the rule threw (rules/x.sync:3:5) [E1]\n        help: correct it" in text
    assert text.endswith(
        "No changes. Nothing would be written. 1 in conflict. 1 held back. 1 cannot be applied now.\n"
    )


def test_nothing_to_do_is_one_line() -> None:
    assert shown(pair(target="GREEN-1")) == "No changes. Nothing would be written.\n"


def test_values_are_short_and_cannot_steer_a_terminal() -> None:
    assert value_text(None) == value_text("") == value_text(frozenset()) == "(empty)"
    assert value_text({"displayName": "Green Tester", "key": "x"}) == '"Green Tester"'
    assert value_text([{"label": "a"}, {"label": "b"}]) == "a, b"
    assert value_text("x" * 100, 10) == '"xxxxxxxxxx…" (100 characters)'
    assert "\x1b" not in value_text("\x1b[2J") + value_text(["\x1b[2J"]) + value_text("\u202e")
    assert value_text("line\nline") == '"line\\nline"'


def test_a_run_tells_counts_then_what_needs_a_look() -> None:
    failure = PairFailure(
        "p", {"BlueJira": "BLUE-3", "GreenJira": "GREEN-4"}, Diagnostic("T400", "refused", help="correct it")
    )
    summary = RunSummary(
        "blue-green", {"create": 2, "comment": 1}, 2, failed=(failure,), conflicts=(CONFLICT,)
    )
    assert run_text(summary, ("BlueJira", "GreenJira"), PLAIN) == (
        "blue-green: 2 created, 0 updated, 1 comments added; 1 failed, 1 in conflict\n"
        "  failed BlueJira BLUE-3 = GreenJira GREEN-4: refused [T400]\n"
        "    help: correct it\n"
        "  a failed pair is tried again when one of its issues or a rule changes, or after: "
        "syncscript retry KEY\n"
        '  conflict on summary: GreenJira has "ours", BlueJira has "theirs", before it was "old"; '
        "BlueJira wins (policy newest)\n"
    )
    assert has_failed(summary)


def test_a_quiet_run_has_nothing_to_look_at() -> None:
    summary = RunSummary("blue-green")
    assert run_text(summary, ("BlueJira", "GreenJira"), PLAIN) == "blue-green: nothing to do\n"
    assert not needs_a_look(summary)


def test_a_problem_stops_the_connection_and_says_so() -> None:
    summary = RunSummary("blue-green", problems=(Diagnostic("T401", "wrong token", help="renew it"),))
    text = run_text(summary, ("BlueJira", "GreenJira"), PLAIN)
    assert text.startswith("blue-green: stopped")
    assert "wrong token [T401]\n    help: renew it\n" in text
    assert has_failed(summary)


def test_status_lists_connections_and_troubled_pairs() -> None:
    trouble = {
        "pair": "p",
        "issues": {"BlueJira": "BLUE-3"},
        "state": "failed",
        "attempts": 2,
        "problem": Diagnostic("T400", "refused", help="correct it").as_data(),
        "not_before": None,
    }
    counts = dict.fromkeys(("pairs", "queued", "events", "failed", "doubtful", "waiting", "conflicts"), 1)
    data = {
        "connections": [
            {
                "connection": "blue-green",
                **counts,
                "last_run": AT.isoformat(),
                "troubled": [trouble],
                "open": [{**conflict_as_data(OPEN), "issues": {"BlueJira": "BLUE-3"}}],
                "problems": [],
            }
        ]
    }
    assert connections_text(data, PLAIN, width=None) == (
        "connection  pairs  queued  events  failed  doubtful  waiting  conflicts  last run\n"
        "blue-green  1      1       1       1       1         1        1          2026-01-31 09:30 UTC\n"
        "\n"
        "failed BlueJira BLUE-3 (blue-green)\n"
        "  refused [T400]\n"
        "    help: correct it\n"
        "a failed pair is tried again when one of its issues or a rule changes, or after: "
        "syncscript retry KEY\n"
        "in conflict BlueJira BLUE-3 (blue-green)\n"
        '  2026-01-31 09:30 UTC  summary: GreenJira had "ours", BlueJira had "theirs", before it was "old"; '
        "nothing is written until a person settles it (policy manual)\n"
    )


def test_status_of_a_pair_shows_writes_with_their_rule_lines() -> None:
    field = {"old": "a", "new": "b", "by": "rules/x.sync:3"}
    data = {
        "pair": "p",
        "connection": "blue-green",
        "state": "active",
        "problem": None,
        "attempts": 0,
        "not_before": None,
        "issues": {"BlueJira": {"key": "BLUE-3", "url": "https://blue.example.com/browse/BLUE-3"}},
        "queue": [
            {"number": 4, "source": "BlueJira", "created": AT.isoformat(), "fields": ["labels", "summary"]}
        ],
        "conflicts": [],
        "writes": [
            {
                "side": "GreenJira",
                "number": 3,
                "kind": "update",
                "detail": {"fields": {"summary": field}},
                "at": AT.isoformat(),
            }
        ],
    }
    assert pair_text(data, PLAIN) == (
        "BlueJira BLUE-3\n"
        "  https://blue.example.com/browse/BLUE-3\n"
        "  connection blue-green, state active\n"
        "\n"
        "  waiting messages\n"
        "    4 from BlueJira, 2026-01-31 09:30 UTC: labels, summary\n"
        "\n"
        "  last writes, newest first\n"
        "    2026-01-31 09:30 UTC  GreenJira  update\n"
        '      summary: "a" -> "b"  # rules/x.sync:3\n'
    )


def test_tables_lose_no_text() -> None:
    long = "word " * 60
    ruled = table_text(["a", "b"], [["x", long]], title="Title", ruled=True, width=60)
    assert ruled.count("word") == 60
    assert max(map(len, ruled.splitlines())) <= 60
    assert table_text(["a", "b"], [["1", "\x1b"]]) == "a  b\n1  \\x1b\n"
    assert "\x1b" not in ruled
