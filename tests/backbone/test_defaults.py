"""What help tells without loading anything is what the checks and the reader do."""

from __future__ import annotations

from syncscript.backbone import LARGEST, Conditions
from syncscript.cli.exports import GIB, USUAL_KEY


def test_help_and_checks_agree() -> None:
    assert (Conditions().issue_key, LARGEST) == (USUAL_KEY, GIB)
