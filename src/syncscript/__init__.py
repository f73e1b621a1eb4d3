"""syncscript: rules as code for keeping issues in step between trackers.

What stands in `__all__` is the library; docs/reference/library.md tells what it promises.
"""

from __future__ import annotations

TYPE_CHECKING = False
"""As in `typing`, whose import alone would take as long as the rest of telling the help."""

if TYPE_CHECKING:
    from typing import Any

    from syncscript.language import Limits, MappingRules, Outcome, Rule, RuleFailure, TraceEntry, compile
    from syncscript.model import Diagnostic, DiagnosticError, Provenance, Question, Span, Written

__all__ = [
    "Diagnostic", "DiagnosticError", "Limits", "MappingRules", "Outcome", "Provenance", "Question", "Rule",
    "RuleFailure", "Span", "TraceEntry", "Written", "compile",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """The language is imported when first asked for: a command that needs none of it starts at once."""
    if name not in __all__:
        raise AttributeError(f"module 'syncscript' has no attribute {name!r}")
    from syncscript import language, model

    return getattr(model if hasattr(model, name) else language, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
