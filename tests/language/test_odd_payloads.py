"""Whatever a payload holds and however small the budgets are, all forms of a rule tell the same."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.payloads import incoming_inputs, outgoing_inputs

from syncscript.language import Limits, Rule, RuleFailure, compile_rule
from syncscript.language.interpreter.quick.program import quick_program
from tests.on_each import on_each

ROOT = Path(__file__).resolve().parents[2]
RULES = (
    ("rules/basic/basic.outgoing.sync", outgoing_inputs),
    ("rules/basic/basic.incoming.sync", incoming_inputs),
    ("benchmarks/rules/transform.incoming.sync", incoming_inputs),
)
ODD = (
    None, "", 0, 1, 1.5, True, False, [], {}, "text", ["a"], [{"name": "n", "label": "l", "body": "b"}],
    {"name": "n"}, {"displayName": None}, "x" * 3000, [None], {"id": {}}, {"value": []},
)  # fmt: skip


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in below:
        yield from places(inner, (*path, key))


def made_odd(inputs: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The inputs with up to three values left out or replaced."""
    for _ in range(chance.randint(1, 3)):
        path = chance.choice([p for p in places(inputs) if len(p) >= 2])
        owner: Any = inputs
        for key in path[:-1]:
            owner = owner[key]
        if isinstance(owner, dict) and chance.random() < 0.3:
            owner.pop(path[-1])
        else:
            owner[path[-1]] = copy.deepcopy(chance.choice(ODD))
    return inputs


def told(rule: Rule, inputs: dict[str, Any], limits: Limits) -> object:
    try:
        return rule.run(inputs, limits)
    except RuleFailure as failure:
        return failure.diagnostic


@on_each([(*rule, seed) for rule in RULES for seed in range(60)], parts=2)
def test_all_forms_agree(path: str, payload: Any, seed: int) -> None:
    chance = random.Random(seed)
    source = (ROOT / path).read_text(encoding="utf-8")
    rule = compile_rule(source, name=Path(path).name)
    inputs = made_odd(payload(chance.choice((0, 3, 12))), chance)
    limits = Limits(
        steps=chance.choice((5, 50, 500_000)),
        output=chance.choice((500, 5000, 8_000_000)),
        allocation=chance.choice((100, 2000, 16_000_000)),
        depth=chance.choice((1, 3, 100)),
    )
    before = copy.deepcopy(inputs)
    parts = (rule.program, source, rule.name, rule.kind)
    found = []
    for rule.forms.quick in (None, quick_program(*parts, hands_on=False), quick_program(*parts)):
        rule.forms.runs = 1000
        found.append(told(rule, inputs, limits))
    assert inputs == before and found[1] == found[0] and found[2] == found[0]
