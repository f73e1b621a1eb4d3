"""Every `syncscript ...` that the documentation shows is a command line that the program understands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click

from syncscript.cli.group import syncscript
from tests.on_each import on_each

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "rules").rglob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
SHOWN = re.compile(r"(?:^|&& |\$ )(syncscript [a-z-][^\n`]*)|`(syncscript [a-z-][^`\n]*)`", re.M)
SHELLS = ("", "sh", "console")
PLACEHOLDERS = ("COMMAND", "[", "\\|")


def told() -> Iterator[tuple[Path, str]]:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        fenced = re.findall(r"^```([^\n]*)\n(.*?)^```", text, re.S | re.M)
        blocks = "\n".join(block for language, block in fenced if language in SHELLS)
        prose = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
        for source in (blocks, "\n".join(re.findall(r"`syncscript [^`\n]*`", prose))):
            for block, quoted in SHOWN.findall(source):
                line = re.split(r" (?:\|\||&&|&|#)(?: |$)", block or quoted)[0].strip()
                if not any(mark in line for mark in PLACEHOLDERS):
                    yield page, line


@on_each(sorted(set(told())))
def test_it_is_understood(page: Path, line: str) -> None:
    name, *arguments = shlex.split(line, comments=True)[1:]
    if name.startswith("-"):
        return
    command = syncscript.get_command(click.Context(syncscript), name)
    assert command is not None, f"{page}: {line}"
    try:
        command.make_context(name, arguments, parent=click.Context(syncscript))
    except click.UsageError as error:
        # Prose may name a command without what it needs.
        assert isinstance(error, click.MissingParameter) and not arguments, f"{page}: {line}: {error}"
