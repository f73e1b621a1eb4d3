"""Rule files in the one style: text in, text out.

Knows the style (docs/reference/style.md tells it), and keeps every word, comment and meaning. Refuses to
read and write files.
"""

from syncscript.language.formatting.formatting import LINE_LENGTH, MeaningChanged, format_text

__all__ = ["LINE_LENGTH", "MeaningChanged", "format_text"]
