"""What a migration has done so far, in a file: a step is noted once it is done, and never done again.

A journal belongs to its inputs; with others it is a new one. Refuses to know what the steps are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from syncscript.app.writing_files import write_file

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Done:
    """at: when, as text; told: what a person was told of it."""

    at: str
    told: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """path: of its file; inputs: digest of what the migration was called with; done: by step, in order."""

    path: Path
    inputs: str
    done: Mapping[str, Done] = field(default_factory=lambda: MappingProxyType({}))

    def without(self, steps: Iterable[str]) -> Journal:
        """As if these had not been done; on the disk with the next step that is noted."""
        forgotten = set(steps)
        return replace(self, done={name: one for name, one in self.done.items() if name not in forgotten})

    def noted(self, step: str, at: str, told: Iterable[str]) -> Journal:
        """With one more step, on the disk too."""
        after = replace(self, done={**self.done, step: Done(at, tuple(told))})
        steps = {name: {"at": one.at, "told": list(one.told)} for name, one in after.done.items()}
        data = {"format": FORMAT, "inputs": self.inputs, "done": steps}
        write_file(self.path, json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n")
        return after


def digest(parts: Iterable[bytes]) -> str:
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def journal_at(path: Path, inputs: str) -> Journal:
    """The journal of these inputs; an empty one where the file is missing, of others, or of no use."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT or data["inputs"] != inputs:
            return Journal(path, inputs)
        noted = data["done"].items()
        done = {name: Done(str(one["at"]), tuple(map(str, one["told"]))) for name, one in noted}
        return Journal(path, inputs, done)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Journal(path, inputs)
