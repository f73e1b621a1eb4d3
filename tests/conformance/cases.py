"""Reads the conformance cases. Shared by the compiler's driver and the oracle's comparison."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

HOME = Path(__file__).parent
OUTCOMES = ("value", "plan", "failure", "diagnostics")


@dataclass(frozen=True)
class Case:
    place: str
    content: dict[str, Any]

    @property
    def expects(self) -> str:
        found = [key for key in OUTCOMES if key in self.content]
        assert len(found) == 1, f"{self.place} must have exactly one of {OUTCOMES}"
        return found[0]


def all_cases() -> Iterator[Case]:
    for path in sorted(HOME.glob("*/*.yaml")):
        for number, content in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            name = content.get("name") or (content["script"].strip() or "empty").splitlines()[0][:60]
            yield Case(f"{path.parent.name}/{path.stem}[{number}] {name}", content)
