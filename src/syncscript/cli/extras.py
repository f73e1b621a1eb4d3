"""Parts that are installed by choice: what a person reads who has not got them."""

from __future__ import annotations

from importlib.util import find_spec

from syncscript.model import Diagnostic, DiagnosticError


def has_extra(module: str) -> bool:
    """Whether a module that an extra brings is installed."""
    return find_spec(module) is not None


def needs_extra(extra: str, module: str) -> None:
    """DiagnosticError that names the extra when its module is missing."""
    if not has_extra(module):
        help = f"install it: pip install 'syncscript[{extra}]'"
        problem = f"this needs the extra {extra}, which is missing"
        raise DiagnosticError(Diagnostic("C188", problem, help=help))
