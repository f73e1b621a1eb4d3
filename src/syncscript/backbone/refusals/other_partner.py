"""An issue of the export is in step with another one already, in the state that it would be taken over into,
or by another entry of the export.

Nothing of the export is taken over, for one of the two pairs is wrong and which one is for a person to say.
Look at both issues. If the export is right, `syncscript unsync KEY` ends the pair of the state; then import
again. If the state is right, take both entries of the pair out of the merged file, and import that.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from shlex import quote

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB070", "error", __name__, __doc__)


def other_partner(wanted: Mapping[str, str], known: Sequence[Mapping[str, str]]) -> Diagnostic:
    """All as side name -> key; known: of the pairs that have one of the issues."""
    distinct = list({told(keys): keys for keys in known}.items())
    ends = ", ".join(f"syncscript unsync {quote(next(iter(keys.values())))}" for _, keys in distinct)
    has = " and ".join(name for name, _ in distinct)
    help = (
        f"look which pair is right. If the export: {ends}, then import again; if the state: take both "
        "entries of the other one out of the export"
    )
    return Diagnostic(CODE, f"{told(wanted)}: the state has {has}", help=help)


def told_twice(wanted: Mapping[str, str], other: Mapping[str, str]) -> Diagnostic:
    """Both as side name -> key, of one export."""
    help = "look which pair is right, and take both entries of the other one out of the export"
    return Diagnostic(CODE, f"{told(wanted)}: the export has {told(other)} as well", help=help)


def not_paired_yet(wanted: Mapping[str, str], side: str) -> Diagnostic:
    """The state may be about to create a twin of this side's issue."""
    message = f"{told(wanted)}: {side} {wanted[side]} comes under sync by itself already"
    help = f"let a run finish that, or end it: syncscript unsync {quote(wanted[side])}"
    return Diagnostic(CODE, message, help=help)


def told(keys: Mapping[str, str]) -> str:
    """`Blue BLUE-1 = Green GREEN-4`."""
    return " = ".join(f"{side} {key}" for side, key in keys.items())
