"""Atlassian's own JSON schema of ADF as a judge; it is not ours to ship, so tests skip without it.

It is looked for where SYNCSCRIPT_ADF_SCHEMA points, and in `.cache/adf-schema.json` of the checkout.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

_CACHED = Path(__file__).parents[2] / ".cache" / "adf-schema.json"


@cache
def validator() -> Any:
    """A validator of whole documents; None where the schema is absent."""
    path = Path(os.environ.get("SYNCSCRIPT_ADF_SCHEMA") or _CACHED)
    if not path.is_file():
        return None
    return jsonschema.Draft4Validator(json.loads(path.read_text(encoding="utf-8")))


def assert_valid(document: dict[str, Any]) -> None:
    """Fails with the schema's first complaint about `document`."""
    judge = validator()
    if judge is None:
        pytest.skip("Atlassian's ADF schema is absent: set SYNCSCRIPT_ADF_SCHEMA or run .ci/run once")
    complaint = next(judge.iter_errors(document), None)
    assert complaint is None, f"{complaint}"[:2000] if complaint else ""
