"""Tables of keys as CSV: `local_key,remote_key` and a pair a line, in UTF-8, as RFC 4180 says.

The form is our own. Knows no other meaning of a cell than a key: whatever a spreadsheet would take for a
formula is none, and is found by the pattern of keys.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

LOCAL_KEY, REMOTE_KEY = "local_key", "remote_key"
HEADER = (LOCAL_KEY, REMOTE_KEY)

Keys = tuple[str, str]


def to_csv(pairs: Iterable[Keys]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(pairs)
    return text.getvalue().encode()
