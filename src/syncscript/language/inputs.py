"""The mapping that a run is given: which keys it has, and what may stand under them.

Everything is optional. Refuses what is no plain data, with its path; a key that no rule can read is told,
not refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.limits import Limits
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.scopes import INPUTS
from syncscript.language.plain_data import kind_name, problem_of
from syncscript.model import Json

OBJECTS = ("issue", "replica", "previous")
ANSWERS = "answers"
KNOWN = frozenset({*OBJECTS, *INPUTS, ANSWERS, "now"})


def checked_inputs(given: object, limits: object = None, answers: object = None) -> Mapping[str, Json]:
    """The inputs, with plain maps in the first two levels. Fault R600 for whatever does not fit."""
    refuse_settings(limits, answers)
    if not isinstance(given, Mapping):
        raise unfit(f"The inputs are {kind_name(given)}, not a map.")
    inputs = {key: dict(v) if isinstance(v, Mapping) else v for key, v in given.items()}
    for message in misfits(inputs):
        raise unfit(message)
    problem = problem_of(inputs, "inputs")
    if problem:
        raise unfit(f"{problem}.")
    return inputs


def misfits(inputs: Mapping[Any, Any]) -> Iterator[str]:
    for name in (*OBJECTS, ANSWERS):
        if not isinstance(inputs.get(name), dict | None):
            yield f"inputs.{name} is {kind_name(inputs[name])}, not a map."
    if not isinstance(inputs.get("traces"), list | None):
        yield f"inputs.traces is {kind_name(inputs['traces'])}, not a list."
    if not isinstance(inputs.get("firstSync"), bool | None):
        yield f"inputs.firstSync is {kind_name(inputs['firstSync'])}, not true or false."


def refuse_settings(limits: object, answers: object) -> None:
    """Fault R600 for limits and answers of another type."""
    if not isinstance(limits, Limits | None):
        raise Fault(f"limits is {kind_name(limits)}.", "give Limits(steps=...)", code="R600")
    if not isinstance(answers, Mapping | None) and not callable(answers):
        raise Fault(f"answers is {kind_name(answers)}.", "give a function or a mapping", code="R600")


def unfit(message: str) -> Fault:
    return Fault(message, "give JSON data: texts, numbers, true, false, null, lists and maps", code="R600")


def unread(inputs: Mapping[str, Json]) -> Iterator[str]:
    """A sentence for each key that no rule can read."""
    for name in sorted(set(inputs) - KNOWN):
        near = did_you_mean(name, KNOWN)
        yield f"inputs.{name[:60]} is read by no rule" + (f": {near}" if near else "")
