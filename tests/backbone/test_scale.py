"""Time grows with the size of an export and with nothing else, whatever is wrong in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from click.testing import CliRunner

from syncscript.backbone import check_two, read_export
from syncscript.cli.group import syncscript
from tests.backbone.exports import as_bytes, document, entry


def sides(number: int, shift: int = 0) -> dict[str, Any]:
    """Of that many pairs; shifted ones name the wrong partners."""
    numbers = range(1, number + 1)
    first = [entry(n, comments=[{"localId": str(n)}]) for n in numbers]
    second = [
        entry(n, "ELM", "OAK", remoteIssueKey=f"OAK-{(n + shift - 1) % number + 1}",
              comments=[{"remoteId": str(n), "localId": str(-n)}])
        for n in numbers
    ]  # fmt: skip
    return document(first, second)


def matching(number: int) -> Callable[[], Any]:
    content = as_bytes(sides(number))
    return lambda: check_two(*read_export(content).sides)


def mismatching(number: int) -> Callable[[], Any]:
    content = as_bytes(sides(number, shift=1))
    return lambda: check_two(*read_export(content).sides)


def undelivered(number: int) -> Callable[[], Any]:
    data = sides(number)
    for each in data["secondConnector"]:
        del each["comments"]
    content = as_bytes(data)
    return lambda: check_two(*read_export(content).sides)


def without_any_comma(number: int) -> Callable[[], Any]:
    content = json.dumps(sides(number), separators=(" ", ":")).encode()
    return lambda: read_export(content, lenient=True)


@pytest.mark.parametrize("work", [matching, mismatching, undelivered, without_any_comma])
def test_ten_times_as_much_takes_not_much_more_than_ten_times_as_long(work: Any) -> None:
    def seconds(task: Callable[[], Any]) -> float:
        started = process_time()
        task()
        return process_time() - started

    small, large = work(300), work(3_000)
    shortest = min(seconds(small) for _ in range(3))
    assert min(seconds(large) for _ in range(2)) < 30 * shortest


def test_a_file_where_every_pair_is_wrong_is_told_in_a_few_lines(tmp_path: Any) -> None:
    (tmp_path / "both.json").write_bytes(as_bytes(sides(3_000, shift=1)))
    ended = CliRunner().invoke(syncscript, ["backbone", "validate", str(tmp_path / "both.json")])
    assert ended.exit_code == 1
    assert len(ended.output.splitlines()) < 50
    assert "BB022: and 2,980 more" in ended.stderr
