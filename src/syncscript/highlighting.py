"""Rule files in colour, for Pygments and whatever uses it: Sphinx, MkDocs, rich, this project's own output.

Found by Pygments through its entry point, under the names `syncscript` and `sync`. Knows no syntax: what each
stretch is tells the language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import Lexer
from pygments.token import Token, string_to_tokentype

from syncscript.language.colouring import KINDS, stretches

TYPES = {name: string_to_tokentype(kind.pygments) for name, kind in KINDS.items()}


class RuleLexer(Lexer):
    """Rule files and mapping files."""

    name = "syncscript"
    aliases: ClassVar[list[str]] = ["syncscript", "sync"]
    filenames: ClassVar[list[str]] = ["*.sync"]
    mimetypes: ClassVar[list[str]] = ["text/x-syncscript"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Any, str]]:
        for start, end, kind in stretches(text):
            yield start, TYPES.get(kind, Token.Text), text[start:end]
