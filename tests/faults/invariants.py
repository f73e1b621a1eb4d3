"""What must hold after any bad day, told from what people see on both sides.

Every issue carries its own token in its summary, every comment in its text, every file in its
bytes; so counting tokens tells what was lost and what was doubled.
"""

from __future__ import annotations

import re
from collections import Counter

from tests.faults.worlds import Seen, World


def settles(world: World) -> None:
    """Undisturbed runs bring everything in step, and the one after that has nothing to write."""
    world.run_until_idle()
    in_step(world)


def in_step(world: World) -> None:
    """Every Blue issue has exactly one Green twin that holds the same, and Green has nothing else."""
    blue = {one.summary: one for one in world.blue.sees()}
    green = world.green.sees()
    counted = Counter(one.summary for one in green)
    doubled = {summary: count for summary, count in counted.items() if count > 1}
    assert not doubled, f"doubled in Green: {doubled}"
    twins = {one.summary: one for one in green}
    assert set(twins) == set(blue), f"lost or strange: {set(twins) ^ set(blue)}"
    for summary, original in blue.items():
        same(original, twins[summary])


def same(original: Seen, twin: Seen) -> None:
    """Both hold the same texts and labels, each comment and each file exactly once."""
    assert original.description.strip() == twin.description.strip(), twin.key
    assert original.labels == twin.labels, twin.key
    ours, theirs = (sorted(map(_token, one.comments)) for one in (original, twin))
    assert ours == theirs, f"{original.key} and {twin.key}: comments differ"
    assert len(set(theirs)) == len(theirs), f"{twin.key}: doubled comments {theirs}"
    assert original.attachments == twin.attachments, f"{original.key} and {twin.key}: attachments differ"


def _token(text: str) -> str:
    """What tells a comment apart; a copy has the author's name before it."""
    tokens = re.findall(r"token\d+", text)
    assert len(tokens) == 1, f"not one whole comment: {text}"
    return str(tokens[0])
