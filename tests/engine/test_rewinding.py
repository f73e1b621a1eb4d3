"""An issue before its latest changes, as a history words them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from syncscript.contracts import FieldChange
from syncscript.engine.takeover.rewinding import as_it_was
from syncscript.model import Issue, IssueRef

AT = datetime(2026, 1, 1, tzinfo=UTC)


def was(name: str, shown: Any, value: Any, *changes: tuple[str, str], known: str = "") -> tuple[Any, Any]:
    """What rules read at the field and what it was compared by, before these changes of (old, new)."""
    payload = {"key": "B-1"}
    if name.startswith("customFields."):
        payload |= {"customFields": {name.partition(".")[2]: {"name": "x", "value": shown}}}  # type: ignore[dict-item]
    else:
        payload |= {name: shown}
    issue = Issue(IssueRef("1", "B-1"), "v", AT, AT, payload, {name: value})
    then = as_it_was(issue, [FieldChange(name, AT, *change) for change in changes], known.split(","))
    told: Any = then.payload
    shown_then = told["customFields"][name.partition(".")[2]]["value"] if "." in name else told[name]
    return shown_then, then.fields[name]


@pytest.mark.parametrize(("name", "shown", "value", "changes", "expected"), [
    ("summary", "three", "three", [("one", "two"), ("two", "three")], ("one", "one")),
    ("summary", "two", "two", [("", "two")], (None, None)),
    ("priority", {"id": "1", "name": "Low"}, "Low", [("High", "Low")], ({"name": "High"}, "High")),
    ("priority", None, None, [("High", "")], ({"name": "High"}, "High")),
    ("customFields.Team", {"id": "7", "value": "B"}, "B", [("A", "B")], ({"value": "A"}, "A")),
])  # fmt: skip
def test_a_value(name: str, shown: Any, value: Any, changes: Any, expected: Any) -> None:
    assert was(name, shown, value, *changes) == expected


@pytest.mark.parametrize(("name", "now", "changes", "known", "then"), [
    ("labels", "a c", [("a b", "a c")], "", "a,b"),
    ("labels", "a", [("", "a"), ("a", "a b"), ("a b", "a")], "", ""),
    ("labels", "", [("x y", "")], "", "x,y"),
    ("components", "Door", [("Front Door", ""), ("", "Door")], "", "Front Door"),
    ("fixVersions", "", [("1.1, 2.0", "")], "", "1.1,2.0"),
    ("fixVersions", "", [("Spring, early", "")], "Spring, early;x", "Spring, early"),
    ("customFields.Tags", "", [("x y", "")], "x;y", "x,y"),
    ("customFields.Tags", "y", [("x y", "y")], "", "x,y"),
    ("customFields.Systems", "Mac", [("Linux,Mac", "Mac")], "", "Linux,Mac"),
])  # fmt: skip
def test_a_set(name: str, now: str, changes: Any, known: str, then: str) -> None:
    elements = frozenset(now.split())
    payload = [{"value": one} for one in sorted(elements)]
    issue = Issue(IssueRef("1", "B-1"), "v", AT, AT, {name: payload}, {name: elements})
    found = as_it_was(issue, [FieldChange(name, AT, *c) for c in changes], known.split(";"))
    expected = frozenset({then} if then in known.split(";") else then.split(",")) - {""}
    assert found.fields[name] == expected


def test_elements_that_are_gone_come_back_in_the_shape_of_their_siblings() -> None:
    labels = was("labels", [{"label": "a"}], frozenset("a"), ("a b", "a"))[0]
    assert labels == [{"label": "a"}, {"label": "b"}]
    assert was("components", [], frozenset(), ("Door", ""))[0] == [{"name": "Door"}]
    assert was("customFields.Os", [], frozenset(), ("Mac", ""))[0] == [{"value": "Mac"}]
    assert was("watchers", ["a"], frozenset("a"), ("b", ""))[0] == ["a", "b"]


def test_nothing_else_changes() -> None:
    issue = Issue(IssueRef("1", "B-1"), "v", AT, AT, {"summary": "x", "priority": 1}, {"summary": "x"})
    assert as_it_was(issue, []) == issue
