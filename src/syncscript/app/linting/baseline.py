"""Findings that are known and not told again, as a file tells them.

An entry is a rule, a file and the content of the lines it speaks of, never their numbers: what moves
stays known, in a file of another name too once its own is gone; what is edited is told. Refuses to know
caches and formats.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

from syncscript.app.linting.memory import digest_of
from syncscript.app.linting.reported import Reported


class Entry(NamedTuple):
    """content: digest of the lines without the spaces around them, so that no line stands in the file."""

    file: str
    rule: str
    content: str


class Compared(NamedTuple):
    """fresh: what no entry knows; known: how many were; stale: entries of files that were judged, without
    any finding."""

    fresh: list[Reported]
    known: int
    stale: list[Entry]


def entry_of(each: Reported, file: str, lines: list[str]) -> Entry:
    said = [line.strip() for line in lines[each.line - 1 : each.end_line]] if each.line else [each.message]
    return Entry(file, each.name, digest_of("\n".join(said).encode(errors="replace"))[:16])


def compared(
    entries: Counter[Entry],
    found: Iterable[tuple[Reported, Entry]],
    judged: frozenset[str],
    gone: frozenset[str] = frozenset(),
) -> Compared:
    """judged: the files that were looked at; nothing is said of the others. gone: those that are there no
    more: their findings are known wherever the same lines stand now."""
    left, unknown, known = Counter(entries), [], 0
    for each, entry in found:
        if left[entry] > 0:
            left[entry] -= 1
            known += 1
        else:
            unknown.append((each, entry))
    homeless = Counter((entry.rule, entry.content) for entry in left.elements() if entry.file in gone)
    fresh = []
    for each, entry in unknown:
        if homeless[entry.rule, entry.content] > 0:
            homeless[entry.rule, entry.content] -= 1
            known += 1
        else:
            fresh.append(each)
    return Compared(fresh, known, sorted(entry for entry in left.elements() if entry.file in judged))


def baseline_text(found: Iterable[tuple[Reported, Entry]]) -> str:
    """Sorted, one entry a line, so that a difference reads well."""
    counted: Counter[Entry] = Counter()
    messages: dict[Entry, str] = {}
    for each, entry in found:
        counted[entry] += 1
        messages.setdefault(entry, each.message)
    rows = [
        json.dumps(
            {**entry._asdict(), "count": counted[entry], "message": messages[entry]}, ensure_ascii=False
        )
        for entry in sorted(counted)
    ]
    return '{"version": 1, "findings": [\n' + ",\n".join(f"  {row}" for row in rows) + "\n]}\n"


def entries_in(path: Path) -> Counter[Entry]:
    """DiagnosticError for a file that is no baseline."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Counter({Entry(r["file"], r["rule"], r["content"]): int(r["count"]) for r in rows_of(data)})
    except OSError as error:
        refuse(f"the baseline {path} cannot be read: {error.strerror}")
    except (ValueError, KeyError, TypeError, RecursionError):
        refuse(f"{path} is no baseline")


def rows_of(data: object) -> list[Mapping[str, str]]:
    if not isinstance(data, dict) or data.get("version") != 1 or not isinstance(data.get("findings"), list):
        raise ValueError("no baseline")
    found: list[Mapping[str, str]] = data["findings"]
    return found


def refuse(message: str) -> NoReturn:
    from syncscript.model import Diagnostic, DiagnosticError

    help = "write it anew: syncscript lint --write-baseline FILE"
    raise DiagnosticError(Diagnostic("C191", message, help=help))


def stale(entry: Entry, path: str) -> Reported:
    """What is told of an entry that nothing belongs to any more."""
    message = f"{entry.file} has no finding {entry.rule} any more that this entry knows."
    help = "write the baseline anew: syncscript lint --write-baseline FILE"
    return Reported(path, 0, 0, 0, 0, "L002", "stale-baseline-entry", "note", message, help)
