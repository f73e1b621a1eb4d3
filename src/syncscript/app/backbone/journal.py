"""What a migration has done so far, in a file: a step is noted once it is done, and never done again.

A journal belongs to its inputs; with others it is a new one. Refuses to know what the steps are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from syncscript.app.writing_files import write_file

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Told:
    """What a step has to say. lines: what a person is told at once; moved, left, to_do: what a report says
    went along, did not and why, and is for the person to do."""

    lines: tuple[str, ...]
    left: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    to_do: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """at: when, as text."""

    at: str
    told: Told


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

    def noted(self, step: str, at: str, told: Told) -> Journal:
        """With one more step, on the disk too."""
        after = replace(self, done={**self.done, step: Done(at, told)})
        steps = {name: asdict(one) for name, one in after.done.items()}
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
        done = {name: Done(str(one["at"]), _told(one["told"])) for name, one in data["done"].items()}
        return Journal(path, inputs, done)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Journal(path, inputs)


def _told(data: Mapping[str, Iterable[object]]) -> Told:
    return Told(*(tuple(map(str, data[part.name])) for part in fields(Told)))
