"""Colours, where the reader is a terminal that wants them; otherwise none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

import click

_COLOURS = {"+": "green", "~": "yellow", "-": "red", "!": "magenta", ">": "cyan"}


@dataclass(frozen=True, slots=True)
class Paint:
    """Paints when `is_on`; else gives texts back as they are."""

    is_on: bool = False

    def mark(self, symbol: str) -> str:
        """One of + (new), ~ (changed), - (removed), ! (look here), > (moved)."""
        return click.style(symbol, fg=_COLOURS.get(symbol), bold=True) if self.is_on else symbol

    def strong(self, text: str) -> str:
        return click.style(text, bold=True) if self.is_on else text

    def faint(self, text: str) -> str:
        return click.style(text, dim=True) if self.is_on else text

    def bad(self, text: str) -> str:
        return click.style(text, fg="red", bold=True) if self.is_on else text


def wants_colour(stream: IO[Any], environment: Mapping[str, str]) -> bool:
    """Whether a stream is a terminal that shows colours and NO_COLOR does not forbid them."""
    return is_terminal(stream) and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def is_terminal(stream: IO[Any]) -> bool:
    return bool(getattr(stream, "isatty", lambda: False)())
