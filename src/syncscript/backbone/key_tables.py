"""Tables of keys as CSV: `local_key,remote_key` and a pair a line, in UTF-8, as RFC 4180 says.

The form is our own. Knows no other meaning of a cell than a key: whatever a spreadsheet would take for a
formula is none, and is found by the pattern of keys.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from syncscript.backbone.checks.malformed_key import suggestion
from syncscript.backbone.containers import Unreadable
from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.wording import quoted
from syncscript.model import Diagnostic, Span

LOCAL_KEY, REMOTE_KEY = "local_key", "remote_key"
HEADER = (LOCAL_KEY, REMOTE_KEY)
CODE = "C167"

Keys = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KeyTable:
    """rows: with the number of their line; extra: names of columns that nobody reads."""

    rows: tuple[tuple[int, Keys], ...]
    extra: tuple[str, ...] = ()

    @property
    def pairs(self) -> list[Keys]:
        return [keys for _, keys in self.rows]


def to_csv(pairs: Iterable[Keys]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(pairs)
    return text.getvalue().encode()


def from_csv(data: bytes, file: str) -> KeyTable:
    """Unreadable where it is no such table. Lines without any cell are left out."""
    try:
        lines = csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        header = [cell.strip() for cell in next(lines, [])]
        if sorted(name for name in header if name in HEADER) != sorted(HEADER):
            raise _unreadable(f"its header must name {LOCAL_KEY} and {REMOTE_KEY}, once each", file, 1)
        places = [header.index(name) for name in HEADER]
        rows, longest = [], len(header)
        for cells in lines:
            if any(cells):
                local, remote = (cells[at] if at < len(cells) else "" for at in places)
                rows.append((lines.line_num, (local, remote)))
                longest = max(longest, len(cells))
    except UnicodeDecodeError as error:
        raise _unreadable(f"byte {error.start} is no UTF-8", file, 1) from None
    except csv.Error as error:
        raise _unreadable(str(error), file, lines.line_num) from None
    unnamed = [""] * (longest - len(header))
    return KeyTable(tuple(rows), tuple(name for name in (*header, *unnamed) if name not in HEADER))


def check_table(table: KeyTable, pattern: str, name: str) -> Iterator[Finding]:
    """Keys that are none, and keys that stand in two rows. name: of the table, in the findings."""
    is_key = re.compile(pattern).fullmatch
    seen: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for line, keys in table.rows:
        for place, (column, key) in enumerate(zip(HEADER, keys, strict=True)):
            if not is_key(key):
                told = f"{column} {quoted(key)} is no issue key{suggestion(key, pattern)}"
                yield Finding("BB005", Level.ERROR, name, f"line {line}", *keys, told)
            elif key in seen[place] and (place == 0 or keys[0] not in seen[0] or seen[0][keys[0]] == line):
                told = f"{column} {key} stands in line {seen[place][key]} as well"
                code = ("BB010", "BB011")[place]
                yield Finding(code, Level.ERROR, name, f"line {line}", *keys, told)
            seen[place].setdefault(key, line)


def _unreadable(message: str, file: str, line: int) -> Unreadable:
    help = f"a table has the line {LOCAL_KEY},{REMOTE_KEY} at its top, commas, and is saved as UTF-8"
    return Unreadable(Diagnostic(CODE, f"no table of keys: {message}", Span(file, line, 1, line, 1), help))
