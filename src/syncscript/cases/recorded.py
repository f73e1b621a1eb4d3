"""A case made from what really is: given, answers and what the rules did, as the text of a case file.

The rules are run twice: with the trackers' own answers, and again on the stand-ins, so that the case says
what the rules do with exactly what stands in it. Refuses to reach trackers: who answers is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from syncscript.cases.case import Case, Sides
from syncscript.cases.crossing import Ask, Merge, cross
from syncscript.cases.documents import Document
from syncscript.cases.observing import Observed
from syncscript.cases.shelf import Shelf
from syncscript.cases.splicing import Plainly, plain
from syncscript.cases.stand_ins import StandIns
from syncscript.model import Diagnostic, DiagnosticError, Json, Question


@dataclass(frozen=True, slots=True)
class Found:
    """What a tracker and the state told of an issue. other: its twin, None when there is none yet; previous:
    the replica of the issue that the other side worked on last; received: the one that this side did."""

    connection: str
    origin: str
    key: str
    issue: Mapping[str, Json]
    other: Mapping[str, Json] | None = None
    previous: Json = None
    received: Json = None


def recorded(found: Found, shelf: Shelf, merge: Merge, ask: Ask, stand_ins: StandIns) -> tuple[str, Observed]:
    """The text of a case file, and what the rules do in it.

    DiagnosticError K151 when they fail only because of the stand-ins.
    """

    def run(given: Mapping[str, Json], ask: Ask) -> Observed:
        return cross(case_of(found, given), shelf, merge, ask)

    given, answers, observed = on_stand_ins(given_of(found), run, ask, stand_ins)
    return text_of(found, {**given, "answers": answers}, observed), observed


def on_stand_ins(
    real: Mapping[str, Json], run: Callable[[Mapping[str, Json], Ask], Observed], ask: Ask,
    stand_ins: StandIns,
) -> tuple[dict[str, Json], dict[str, dict[str, Json]], Observed]:  # fmt: skip
    """What is given, which answers a side needs, and what comes of it, all with stand-ins.

    DiagnosticError K151 when it fails only because of them.
    """
    answered: dict[tuple[str, str], Json] = {}

    def first(side: str, question: Question) -> Json:
        answered[side, question.key] = answer = plain(ask(side, question))
        return answer

    before = run(real, first)
    stand_ins.learn([real, {key: answer for (_, key), answer in answered.items()}])
    replaced = {
        (side, stand_ins.text(key)): stand_ins.replaced(value) for (side, key), value in answered.items()
    }
    needed: dict[str, dict[str, Json]] = {}

    def again(side: str, question: Question) -> Json:
        place = (side, question.key)
        answer = replaced[place] if place in replaced else stand_ins.replaced(first(side, question))
        needed.setdefault(side, {})[question.key] = answer
        return answer

    given = stand_ins.replaced(real)
    observed = run(given, again)
    if observed.failure is not None and before.failure is None:
        raise DiagnosticError(only_with_stand_ins(observed.failure))
    return given, needed, observed


def only_with_stand_ins(failure: Diagnostic) -> Diagnostic:
    message = f"with stand-ins in place of people and hosts the rule fails: {failure.message}"
    help = "leave in place what the rule looks at: --keep people, addresses, accounts, hosts or all"
    return replace(failure, code="K151", message=message, help=help)


def given_of(found: Found) -> dict[str, Json]:
    made: dict[str, Json] = {"issue": plain(found.issue)}
    if found.other is not None:
        made["other"] = plain(found.other)
    if found.previous is not None:
        made["previous"] = plain(found.previous)
    return made


def case_of(found: Found, given: Mapping[str, Json]) -> Case:
    document = Document(f"{found.key}.test.yaml", "", None, {}, {})
    sides = Sides(connection=found.connection)
    return Case(document, (), found.key, given, {}, origin=found.origin, sides=sides)


def text_of(found: Found, given: Mapping[str, Json], observed: Observed) -> str:
    case = {"name": f"{found.key} as it was recorded", "from": found.origin, "given": given,
            "expect": expectation_of(observed)}  # fmt: skip
    return file_of({"connection": found.connection}, case)


def file_of(top: Mapping[str, Json], case: Mapping[str, Json]) -> str:
    """The text of a case file with one case."""
    head = "# Recorded from a real issue. Read it before you commit it: texts may tell more than names.\n"
    return head + written({**top, "cases": [case]})


def expectation_of(observed: Observed) -> dict[str, Json]:
    if observed.failure is not None:
        return {"error": observed.failure.message}
    made: dict[str, Any] = {"replica": values(observed.sent), "fields": values(observed.fields)}
    made = {name: value for name, value in made.items() if value}
    if observed.back:
        changed = {name: plain(change.new) for name, change in observed.back.items()}
        return made | {"back": {"fields": changed}}
    return made | {"back": "nothing"}


def values(writes: Mapping[str, Any]) -> dict[str, Json]:
    return {name: plain(write.value) for name, write in writes.items()}


def written(data: Json) -> str:
    text: str = yaml.dump(plain(data), Dumper=Plainly, default_flow_style=None, width=110,
                          allow_unicode=True, sort_keys=False)  # fmt: skip
    return text
