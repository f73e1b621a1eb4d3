"""`syncscript backbone export`: what was taken over is given back as it was."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.backbone.entries import both
from tests.cli.conftest import Desk
from tests.cli.test_backbone_import import in_step, merged, take


def export(desk: Desk, form: str) -> str:
    out = desk.folder / f"out.{form}"
    result = desk.type("backbone", "export", "--connection", "blue-green", "--format", form, "-o", str(out))
    assert result.exit_code == 0, result.stderr
    return out.read_bytes().decode()


@pytest.fixture
def taken(desk: Desk) -> Any:
    in_step(desk, 3)
    pairs = [both(n, n, blue={"zeta": {"b": [1.5, None], "a": "é"}, "comments": [{"localId": str(n)}]})
             for n in (3, 1, 2)]  # fmt: skip
    file = merged(desk, *pairs)
    assert take(desk, file, "--yes").exit_code == 0
    return pairs


def test_what_was_taken_over_is_given_back_with_keys_and_order(desk: Desk, taken: Any) -> None:
    told = json.loads(export(desk, "download"))
    wanted = {"firstConnector": [one for one, _ in taken], "secondConnector": [other for _, other in taken]}
    assert json.dumps(told) == json.dumps(wanted)
    assert json.loads(export(desk, "rest")) == wanted["firstConnector"]
    rows = ["local_key,remote_key", "BLUE-3,GREEN-3", "BLUE-1,GREEN-1", "BLUE-2,GREEN-2", ""]
    assert export(desk, "csv").split("\r\n") == rows
