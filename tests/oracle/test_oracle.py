"""The compiler against the walker: on every conformance case, and on every program recorded from Groovy."""

from __future__ import annotations

import copy
import pprint
from pathlib import Path

import pytest

from syncscript.cli.judging import Case
from syncscript.language import Limits, compile_rule
from syncscript.model import DiagnosticError
from tests.conformance.cases import running_cases
from tests.groovy.cases import case_files, read_cases
from tests.oracle.telling import agree, compiled, walked

REFUSED_ONLY_COMPILED = "issue.status.replace('name', 'x')"
"""The walker copies all inputs, so there this can be done."""
CASES = [
    case
    for case in running_cases()
    if case.content.get("kind") != "mapping"
    and "diagnostics" not in case.content
    and case.content["script"] != REFUSED_ONLY_COMPILED
]
FILES = case_files()


def both(source: str, kind: str, given: object, limits: Limits, answers: object) -> tuple[object, object]:
    one = compiled(compile_rule(source, kind=kind, name="oracle"), copy.deepcopy(given), limits, answers)  # type: ignore[arg-type]
    return one, walked(source, kind, copy.deepcopy(given), limits, answers)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=[case.place for case in CASES])
def test_compiler_agrees_with_the_walker(case: Case) -> None:
    content = case.content
    limits, given = Limits(**content.get("limits", {})), content.get("given") or {}
    kind, answers = content.get("kind", "incoming"), content.get("answers", {})
    ran, walk = both(content["script"], kind, given, limits, answers)
    assert agree(ran, walk), f"{pprint.pformat(ran)}\n{pprint.pformat(walk)}"


@pytest.mark.parametrize("path", FILES, ids=[f"{path.parent.name}/{path.stem}" for path in FILES])
def test_they_agree_on_what_groovy_was_asked(path: Path) -> None:
    wrong = []
    for case in read_cases(path):
        try:
            ran, walk = both(case.program, "incoming", {}, Limits(), None)
        except DiagnosticError:
            continue
        if not agree(ran, walk):
            wrong.append(f"{case.program}\n  compiler {ran}\n  walker   {walk}")
    assert not wrong, f"{len(wrong)} disagree:\n" + "\n".join(wrong[:20])
