"""Each name on the page of what works of Exalate is run by a conformance case, with the answer it tells."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from tests.on_each import on_each

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "exalate.md"
CASES = [
    case
    for folder in ("exalate", "classes")
    for path in sorted((ROOT / "tests" / "conformance" / folder).glob("*.yaml"))
    for case in yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
]
ROWS = re.findall(r"^\| `([^`]+)` \| (works|finding) \|", PAGE.read_text("utf-8"), re.M)
REFUSED = re.findall(r"^\| `([^`]+)` \| (?!works|finding)", PAGE.read_text("utf-8"), re.M)


def fails(case: dict[str, object]) -> bool:
    return "diagnostics" in case or "failure" in case


@on_each(ROWS)
def test_name_is_run(name: str, answer: str) -> None:
    stops = answer == "finding" or name in ("debug.error", "com.exalate.api.exception.IssueTrackerException")
    shown = [case for case in CASES if fails(case) == stops and name in case["script"]]
    assert shown, f"no case of tests/conformance/exalate uses {name}"


@on_each(REFUSED)
def test_name_is_refused(name: str) -> None:
    assert any(name in case["script"] and "diagnostics" in case for case in CASES)
