"""What wiki markup cannot keep of an ADF document, in words."""

from __future__ import annotations

from typing import Any


def conversion_losses(document: dict[str, Any]) -> tuple[str, ...]:
    """What `adf_to_wiki` cannot keep, one sentence each, in document order."""
    return ()
