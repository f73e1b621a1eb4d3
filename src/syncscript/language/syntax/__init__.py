"""From the text of a rule file to its tree, and to diagnostics in words."""

from syncscript.language.syntax.parsing import Parsed, parse
from syncscript.language.syntax.source import Source

__all__ = ["Parsed", "Source", "parse"]
