"""syncscript: rules as code for keeping issues in step between trackers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from syncscript.language import Limits, MappingRules, Outcome, Rule, RuleFailure, compile

__all__ = ["Limits", "MappingRules", "Outcome", "Rule", "RuleFailure", "compile"]


def __getattr__(name: str) -> Any:
    """The language is imported when first asked for: a command that needs none of it starts at once."""
    if name in __all__:
        from syncscript import language

        return getattr(language, name)
    raise AttributeError(name)
