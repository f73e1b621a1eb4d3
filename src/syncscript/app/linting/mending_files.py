"""Fixes, put into files: each file whole or not at all, its mode and byte order mark kept."""

from __future__ import annotations

import difflib
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from syncscript.app.linting.checking import checked
from syncscript.app.linting.mending import Mended, mended
from syncscript.app.linting.reported import Reported
from syncscript.app.linting.running import Judged, Run

MARK = b"\xef\xbb\xbf"


class MendedFile(NamedTuple):
    """before: the file's content as it was; after: as it is wanted."""

    path: Path
    before: bytes
    after: bytes
    fixes: int
    broke: str

    def diff(self) -> str:
        old, new = (lines_of(each) for each in (self.before, self.after))
        name = self.path.as_posix().lstrip("/") + ("\t" if " " in str(self.path) else "")
        return "".join(difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"))


def lines_of(content: bytes) -> list[str]:
    """Lines as in patches, with their ends: at a line feed, whatever else ends lines elsewhere."""
    lines = list(StringIO(content.decode("utf-8", errors="replace"), newline="\n"))
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines


def mended_file(run: Run, judged: Judged, *, unsafe: bool) -> MendedFile | None:
    """None for a file with nothing to mend."""
    if not any(each.fix and (each.fix.safe or unsafe) for each in judged.found):
        return None
    task = run.task(judged.path, judged.home)
    before = run.content(judged.path)
    try:
        text = before.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    mark = MARK if before.startswith(MARK) else b""

    def judge(text: str) -> tuple[Reported, ...]:
        return run.told(checked(task._replace(content=text.encode())), judged.path, judged.home)

    result: Mended = mended(text, judge, unsafe=unsafe)
    return MendedFile(judged.path, before, mark + result.text.encode(), result.fixes, result.broke)
