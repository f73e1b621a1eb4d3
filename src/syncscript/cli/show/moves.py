"""What a person has to do by hand after a side moved to the cloud, as text to copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from syncscript.cli.show.diagnostics import terminal_safe

if TYPE_CHECKING:
    from syncscript.contracts import Person

USE = "issue.{0} = nodeHelper.getUserByEmail(replica.{0}?.email ?: hidden[replica.{0}?.key])"


def mark_lines(wanted: Sequence[str]) -> Iterator[str]:
    """wanted: lines for syncscript.toml."""
    if wanted:
        yield "add to syncscript.toml, so that lint tells where rules find people otherwise than by address:"
        yield from (f"  {line}" for line in wanted)


def hidden_lines(people: Sequence[Person] | None, side: str, other: str) -> Iterator[str]:
    """A value map to fill in, for the incoming rule of the side that gets these people."""
    if people is None:
        yield f"{side} does not tell this account its people: whose address it hides is not known"
    elif not people:
        yield f"{side} shows the addresses of all who may be given issues or are named by them"
    else:
        yield from _table(people, side, other)


def _table(people: Sequence[Person], side: str, other: str) -> Iterator[str]:
    yield f"{side} hides the addresses of {len(people):,}: fill them in here, for {other}'s incoming rule"
    yield "def hidden = ["
    yield from (f"    {quoted(one.key)}: '',  // {commented(one.name)}" for one in people)
    yield "]"
    yield from (f"// {USE.format(field)}" for field in ("assignee", "reporter"))


def quoted(text: str) -> str:
    """As a text of a rule; `$` means nothing in single quotes."""
    plain = "".join(c for c in text if c.isprintable()).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{plain}'"


def commented(name: str) -> str:
    return terminal_safe(" ".join(name.split()))
