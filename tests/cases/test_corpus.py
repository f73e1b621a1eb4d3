"""Folders of rules and cases, written as data, and what is made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from syncscript.app.testing import found_cases, results, shelf_of
from syncscript.cases.matching import MISSING
from syncscript.cases.running import Result
from syncscript.cli.show.cases import path_text

ENTRIES = [
    pytest.param(entry, id=f"{path.stem}: {entry['about']}")
    for path in sorted((Path(__file__).parent / "corpus").glob("*.yaml"))
    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
]


def told(result: Result) -> Any:
    if result.passed:
        return "passed"
    return "problem" if result.problems else list(result.differences)


def assert_difference(expected: dict[str, Any], got: Any) -> None:
    assert path_text(got) == expected["path"]
    assert expected.get("words", "") in got.words
    for part in ("expected", "got"):
        if part in expected:
            assert getattr(got, part) == expected[part]
        elif not got.words:
            assert getattr(got, part) is not MISSING
    if "line" in expected:
        assert got.by.line == expected["line"]


@pytest.mark.parametrize("entry", ENTRIES)
def test_what_is_made_of_it(entry: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in entry["files"].items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    cases, mistakes = found_cases([Path()])
    found = [(m.span.line if m.span else 0, m.code, str(m)) for m in mistakes]
    wanted = entry.get("mistakes", [])
    assert [(line, code) for line, code, _ in found] == [(line, code) for line, code, *_ in wanted], found
    for (_, _, text), (_, _, *part) in zip(found, wanted, strict=True):
        assert ", ".join(part) in text
    made = {result.case.name: told(result) for result in results(cases, shelf_of())}
    expected = entry.get("results", {})
    assert list(made) == list(expected)
    for name, want in expected.items():
        if isinstance(want, str):
            assert made[name] == want, name
            continue
        assert not isinstance(made[name], str), (name, made[name])
        assert len(made[name]) == len(want), made[name]
        for one, got in zip(want, made[name], strict=True):
            assert_difference(one, got)
