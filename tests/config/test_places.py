"""Where keys of a TOML file stand."""

from __future__ import annotations

from syncscript.config.places import places_of_keys

TEXT = '''\
state = "x"  # [not.a.header]
[instances."Blue Jira"]
url = """
[instances.Fake]
"""
[connections.blue.left]
instance = 'a = "b"'
[[connections.blue.triggers]]
query = "x"
[[connections.blue.triggers]]
query = "labels = \\"sync\\""
[connections.blue]
right = { instance = "Green", list = [ 1, { deep = 2 } ], project = "G" }
policies.workers = 3
'''


def lines() -> dict[tuple[str | int, ...], tuple[int, int]]:
    return {path: (span.line, span.column) for path, span in places_of_keys(TEXT, "f").items()}


def test_headers_keys_arrays_inline_tables_and_dotted_keys() -> None:
    assert lines() == {
        ("state",): (1, 1),
        ("instances",): (2, 1),
        ("instances", "Blue Jira"): (2, 1),
        ("instances", "Blue Jira", "url"): (3, 1),
        ("connections",): (6, 1),
        ("connections", "blue", "left"): (6, 1),
        ("connections", "blue", "left", "instance"): (7, 1),
        ("connections", "blue", "triggers"): (8, 1),
        ("connections", "blue", "triggers", 0): (8, 1),
        ("connections", "blue", "triggers", 0, "query"): (9, 1),
        ("connections", "blue", "triggers", 1): (10, 1),
        ("connections", "blue", "triggers", 1, "query"): (11, 1),
        ("connections", "blue"): (12, 1),
        ("connections", "blue", "right"): (13, 1),
        ("connections", "blue", "right", "instance"): (13, 11),
        ("connections", "blue", "right", "list"): (13, 31),
        ("connections", "blue", "right", "list", 0): (13, 40),
        ("connections", "blue", "right", "list", 1): (13, 43),
        ("connections", "blue", "right", "list", 1, "deep"): (13, 45),
        ("connections", "blue", "right", "project"): (13, 59),
        ("connections", "blue", "policies"): (14, 1),
        ("connections", "blue", "policies", "workers"): (14, 1),
    }


def test_a_span_covers_its_key() -> None:
    span = places_of_keys("a = 1\nlong_key = 2\n", "f")[("long_key",)]
    assert (span.file, span.line, span.column, span.width) == ("f", 2, 1, len("long_key"))


def test_multi_line_arrays_of_tables_with_comments() -> None:
    found = places_of_keys("t = [\n  { q = 1 }, # first\n  { q = 2 },\n]\nafter = 1\n", "f")
    assert found[("t", 1, "q")].line == 3
    assert found[("after",)].line == 5
