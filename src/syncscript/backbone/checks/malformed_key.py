"""An issue key is not spelt as Jira spells them: `OAK-17`.

Keys have capital letters, a hyphen and a number; blanks or small letters come from editing by hand or from a
spreadsheet, and such a key would never be found. Correct the key as the message suggests. Where a server
allows other keys, tell their pattern with `--issue-key`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.backbone.entries import LOCAL, REMOTE
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, side_check
from syncscript.backbone.views import SideView
from syncscript.backbone.wording import quoted

UNSEEN = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]+")
HYPHENS = str.maketrans("‐‑‒–—−", "------")


@side_check("BB005", "error")
def check(view: SideView, conditions: Conditions) -> Iterator[Told]:
    for name, keys, places in ((LOCAL, view.local, view.bad_local), (REMOTE, view.remote, view.bad_remote)):
        for index in sorted(places):
            if keys[index]:
                hint = suggestion(keys[index], conditions.issue_key)
                yield Told(f"{name} {quoted(keys[index])} is no issue key{hint}", index, f"/{name}")


def suggestion(key: str, pattern: str) -> str:
    better = UNSEEN.sub("", key).translate(HYPHENS).upper()
    return f": {better}?" if re.fullmatch(pattern, better) and len(better) < 100 else ""
