"""What is asked of every program: all forms and the oracle tell the same of each payload, and leave it so."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import SimpleNamespace
from typing import Any
from zlib import crc32

from syncscript.language import Limits, compile_rule
from syncscript.model import Diagnostic, DiagnosticError, Json, Question
from tests.oracle.telling import agree, failed, walked
from tests.oracle.telling import told as outcome_told
from tests.programs.forms import FORMS, force, told
from tests.programs.generation import Program

USUAL = Limits(steps=20_000, depth=60, allocation=400_000, output=200_000, text=100_000)


@dataclass(frozen=True)
class Disagreement:
    """Two told something else of the same run."""

    between: str
    careful: object
    other: object


class Refused(Exception):
    """The program has mistakes in its text, so there is nothing to compare."""


def answer(question: Question) -> Json:
    """The same for the same question, and now and then nothing."""
    number = crc32(question.key.encode())
    if number % 4 == 0:
        return None
    word = f"w{number % 10}"
    return {"id": word, "key": word, "name": word, "email": f"{word}@example.com", "displayName": "Who"}


def limits_of(number: int) -> Limits:
    """Mostly enough for everything; some programs get so little that their budget ends somewhere."""
    random = Random(number)
    if random.random() < 0.9:
        return USUAL
    return Limits(
        steps=random.choice((5, 40, 20_000)),
        depth=random.choice((2, 60)),
        allocation=random.choice((200, 3_000, 400_000)),
        output=random.choice((100, 2_000, 200_000)),
        text=random.choice((10, 100_000)),
    )


def disagreement(program: Program, ends: Counter[str] | None = None) -> Disagreement | None:
    """The first run of which two forms tell different things. Refused when the program does not compile.

    ends: counts how runs ended.
    """
    rule = compiled(program)
    limits, seen = limits_of(program.number), Counter[str]() if ends is None else ends
    force(rule, program.script, "careful")
    before, script = copy.deepcopy(program.given), rule.program.script
    careful = [told(rule, given, limits, answer) for given in program.given]
    if program.given != before:
        return Disagreement("the payloads before and after", before, program.given)
    seen.update("failed" if isinstance(end, Diagnostic) else "done" for end in careful)
    for given, expected in zip(program.given, careful, strict=True):
        walk = walked(program.script, program.kind, copy.deepcopy(given), limits, answer, script)
        if not agree(for_the_oracle(expected), walk):
            return Disagreement("the compiler and the oracle", for_the_oracle(expected), walk)
    for form in FORMS:
        if not force(rule, program.script, form):
            continue
        for given, expected in zip(program.given, careful, strict=True):
            found = compared(rule, form, given, limits, expected)
            if found is not None:
                return found
            seen[form] += not isinstance(expected, Diagnostic)
        seen["gave up"] += rule.forms.misses - sum(isinstance(end, Diagnostic) for end in careful)
    return None


def for_the_oracle(end: Any) -> object:
    """What a run told, as far as the oracle tells it too."""
    return failed(end) if isinstance(end, Diagnostic) else outcome_told(SimpleNamespace(**end))


def compiled(program: Program) -> Any:
    try:
        return compile_rule(program.script, kind=program.kind, name=f"program-{program.number}")
    except DiagnosticError as error:
        raise Refused(str(error)) from None


def compared(
    rule: Any, form: str, given: Mapping[str, Any], limits: Limits, careful: object
) -> Disagreement | None:
    before = copy.deepcopy(given)
    other = told(rule, given, limits, answer)
    if given != before:
        return Disagreement(f"the payload before and after the {form} form", before, given)
    if other != careful:
        return Disagreement(f"the careful and the {form} form", careful, other)
    return None
