"""JSON for programs, whole whatever the terminal's encoding is."""

from __future__ import annotations

import codecs
import json
import sys
from typing import Any


def json_text(data: Any, indent: int | None = 2) -> str:
    """The data as JSON for standard output: readable where that takes UTF-8, in escapes elsewhere."""
    return json.dumps(data, indent=indent, ensure_ascii=not _is_utf8(getattr(sys.stdout, "encoding", None)))


def _is_utf8(encoding: str | None) -> bool:
    return bool(encoding) and codecs.lookup(str(encoding)).name == "utf-8"
