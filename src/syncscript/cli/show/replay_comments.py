"""The blast radius of a rule change as a comment in Markdown: the sum, and what comes out alike together.

Services cut comments off at some length, or refuse them: a comment ends before, and says how much is left.
Nothing in it is markup, a mention or a link unless it is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from syncscript.app.replaying import Replay
from syncscript.cli.show.replays import (
    Group,
    counted,
    doubt_of,
    groups_of,
    name_of,
    notes_of,
    shown,
    summary_of,
    titles_of,
)

LONGEST = 60_000
"""Characters of a comment; the shortest limit of a known service is 65,536."""
MOST_TITLES = 20
INSTEAD = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "`": "'", "@": "@\u200b", "#": "#\u200b",
    **{char: f"\\{char}" for char in "\\|*_[]~"},
})  # fmt: skip


def replay_markdown(replay: Replay) -> str:
    lines = ["### What these rules would change", "", f"**{cell(summary_of(replay))}.**", ""]
    lines += [f"- {cell(note)}" for note in notes_of(replay)]
    groups = groups_of(replay)
    if groups:
        lines += ["", "| field | messages |", "|---|--:|"]
        lines += [f"| {code(field)} | {count} |" for field, count in counted(replay)]
        room = LONGEST - sum(len(line) + 1 for line in lines) - 200
        lines += ["", "<details><summary>Pair by pair</summary>", "", *fitting(groups, room), "</details>"]
    return "\n".join(lines).rstrip() + "\n"


def fitting(groups: Sequence[Group], room: int) -> list[str]:
    """One table of as many groups as there is room for, and how much is left out."""
    lines = ["| issues | field | before | now | rule |", "|---|---|---|---|---|"]
    for number, group in enumerate(groups):
        more = group_rows(group)
        room -= sum(len(line) + 1 for line in more)
        if room < 0:
            left = sum(len(each.results) for each in groups[number:])
            return [*lines, "", f"… and {left} more: syncscript replay --format json tells all.", ""]
        lines += more
    return [*lines, ""]


def group_rows(group: Group) -> list[str]:
    """A row each for what differs, how it fails, and what is not certain; the issues stand in the first."""
    result, many = group.one, len(group.results)
    head = f"**{many} messages:** " if many > 1 else ""
    told = [
        [code(name_of(c)), cell(shown(c.old)), cell(shown(c.new)), code(str(c.by))] for c in result.changes
    ]
    if result.new_failure != result.old_failure:
        told.insert(0, ["fails", cell(result.old_failure) or "no", cell(result.new_failure) or "no", ""])
    if result.unsure:
        told.append([cell(doubt_of(result)), "", "", ""])
    issues = f"{head}{cell(titles_of(group.results, MOST_TITLES))}"
    return [row([issues if number == 0 else "", *cells]) for number, cells in enumerate(told)]


def row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def code(text: str) -> str:
    """In a span of code, where only what ends the span or the cell has a meaning."""
    return f"`{' '.join(text.split()).replace('`', chr(39)).replace('|', chr(92) + '|')}`"


def cell(text: str) -> str:
    """The text inside a table of Markdown: no markup, no mention, no new line."""
    return " ".join(text.translate(INSTEAD).split())
