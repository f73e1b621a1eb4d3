"""What .gitignore files leave out, for folders that no git can be asked about.

Knows the patterns of git: `*`, `?`, `[a-z]`, `**`, a leading `!`, a leading or inner `/` that ties a pattern
to its folder, a `/` at the end for folders. Refuses to walk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Pattern:
    """home: the folder it stands in, with a slash at its end, or nothing."""

    home: str
    regex: re.Pattern[str]
    only_folders: bool
    takes_back: bool


@dataclass(slots=True)
class Ignored:
    """All patterns that were read so far; the last one that fits a path decides."""

    patterns: list[Pattern] = field(default_factory=list)

    def read(self, file: Path, home: str) -> None:
        """Take in a .gitignore file; one that cannot be read says nothing."""
        try:
            lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        self.patterns += [pattern for line in lines if (pattern := pattern_of(line, home))]

    def says(self, path: str, *, is_folder: bool) -> bool:
        for pattern in reversed(self.patterns):
            if (pattern.only_folders and not is_folder) or not path.startswith(pattern.home):
                continue
            if pattern.regex.fullmatch(path[len(pattern.home) :]):
                return not pattern.takes_back
        return False


def pattern_of(line: str, home: str) -> Pattern | None:
    text = re.sub(r"(?<!\\)\s+$", "", line)
    if not text or text.startswith("#"):
        return None
    takes_back = text.startswith("!")
    text = text.removeprefix("!")
    only_folders, text = text.endswith("/"), text.rstrip("/")
    anywhere = "/" not in text
    try:
        regex = re.compile(("(?:.*/)?" if anywhere else "") + regex_of(text.lstrip("/")), re.DOTALL)
    except re.error:
        return None
    return Pattern(home, regex, only_folders, takes_back)


PIECE = re.compile(
    r"(?P<any>(?:^|(?<=/))\*\*/)|(?P<rest>/\*\*$)|(?P<star>\*+)|(?P<one>\?)"
    r"|\[(?P<no>[!^]?)(?P<set>\]?(?:\[:\w+:\]|[^\]])*)\]|\\(?P<plain>.)|(?P<other>.)",
    re.DOTALL,
)

CLASS = re.compile(r"\\\[:(\w+):\\\]")
CLASSES = {
    "alpha": "a-zA-Z", "digit": "0-9", "alnum": "a-zA-Z0-9", "lower": "a-z", "upper": "A-Z",
    "xdigit": "0-9a-fA-F", "space": r"\s", "blank": r" \t", "punct": r"!-/:-@\[-`{-~",
}  # fmt: skip


def regex_of(pattern: str) -> str:
    return "".join(regex_of_piece(match) for match in PIECE.finditer(pattern))


def regex_of_piece(match: re.Match[str]) -> str:
    if match["any"]:
        return "(?:.*/)?"
    if match["rest"]:
        return "/.*"
    if match["star"]:
        return "[^/]*"
    if match["one"]:
        return "[^/]"
    if match["set"]:
        plain = match["set"].replace("\\", r"\\").replace("[", r"\[").replace("]", r"\]")
        inside = CLASS.sub(lambda name: CLASSES.get(name[1], ""), plain)
        return f"[{'^' if match['no'] else ''}{inside}]"
    return re.escape(match["plain"] or match["other"])
