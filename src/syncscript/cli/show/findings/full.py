"""Findings for a person: place, message, the line with a mark below it, the next act, the page."""

from __future__ import annotations

from collections.abc import Sequence

from syncscript.app.linting.reported import Reported
from syncscript.cli.show.diagnostics import terminal_safe


def written(found: Sequence[Reported], page_of: dict[str, str]) -> str:
    return "".join(f"{block(each)}\n" for each in found)


def block(each: Reported) -> str:
    lines = [f"{place(each)}: {each.severity}[{each.name}]: {each.message} ({each.code})"]
    if each.excerpt:
        lines += [f"    {each.excerpt}", "    " + indent(each.excerpt, each.column) + "^" * each.width]
    if each.help:
        lines.append(f"  help: {each.help}")
    return "\n".join(terminal_safe(line) for line in lines) + "\n"


def place(each: Reported) -> str:
    return f"{each.file}:{each.line}:{each.column}" if each.line else each.file


def indent(excerpt: str, column: int) -> str:
    return " " * (column - 1)
