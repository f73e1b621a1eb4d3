"""An issue of the export is in step with another one already, in the state that it would be taken over into.

Nothing of the export is taken over, for one of the two pairs is wrong and which one is for a person to say.
Look at both issues. `syncscript unsync KEY` ends the pair of the state; an export is corrected where it was
made, or with `merge --only-matched` left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.backbone.registry import page
from syncscript.model import Diagnostic

CODE = page("BB070", "error", __name__, __doc__)


def other_partner(wanted: Mapping[str, str], known: Mapping[str, str]) -> Diagnostic:
    """Both as side name -> key."""
    help = "look which pair is right; `syncscript unsync` ends the one in the state"
    return Diagnostic(CODE, f"{told(wanted)}: the state has {told(known)}", help=help)


def not_paired_yet(wanted: Mapping[str, str], side: str) -> Diagnostic:
    """The state may be about to create a twin of this side's issue."""
    message = f"{told(wanted)}: {side} {wanted[side]} comes under sync by itself already"
    return Diagnostic(CODE, message, help="let a run finish that, or end it with `syncscript unsync`")


def told(keys: Mapping[str, str]) -> str:
    """`Blue BLUE-1 = Green GREEN-4`."""
    return " = ".join(f"{side} {key}" for side, key in keys.items())
