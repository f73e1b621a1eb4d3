"""`format_text`: a rule file in the one style, or an error that leaves it as it is.

Knows the order of the steps, and that the result must say the same as the source. Refuses to read and write
files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from syncscript.language.formatting.aligning import align_comments, pads_of
from syncscript.language.formatting.breaking import breaks_of, settle
from syncscript.language.formatting.lines import Line, lines_of
from syncscript.language.formatting.pieces import pieces_of
from syncscript.language.formatting.ranges import merged
from syncscript.language.formatting.sameness import says_the_same
from syncscript.language.formatting.shortening import shorten
from syncscript.language.formatting.spacing import glue_of
from syncscript.language.formatting.structure import Structure, structure_of
from syncscript.language.syntax import Parsed, parse, tree
from syncscript.model import DiagnosticError, Severity

LINE_LENGTH = 100
_LINE_END = re.compile(r"\r\n?|\n")
_MARK = "\ufeff"


class MeaningChanged(Exception):
    """The formatted text would say something else: a mistake of the formatter's. The source must stay."""


def format_text(
    source: str, *, name: str = "<rule>", line_length: int = LINE_LENGTH, lines: tuple[int, int] | None = None
) -> str:
    """The same rule in the one style. lines: change only what stands on these lines, both ends included.

    DiagnosticError when the syntax is wrong; MeaningChanged when the result would say something else.
    """
    mark, text = (_MARK, source[1:]) if source.startswith(_MARK) else ("", source)
    parsed = _parsed(text, name)
    ended = _LINE_END.search(text)
    result = _formatted(text, parsed, line_length, lines, ended[0] if ended else "\n")
    if result != text and not says_the_same(parsed.script, _parsed_again(result, name)):
        raise MeaningChanged(name)
    return mark + result


def _parsed(text: str, name: str) -> Parsed:
    parsed = parse(text, name)
    errors = [each for each in parsed.diagnostics if each.severity == Severity.ERROR]
    if errors:
        raise DiagnosticError(*errors)
    return parsed


def _parsed_again(text: str, name: str) -> tree.Script:
    try:
        return _parsed(text, name).script
    except DiagnosticError as error:
        raise MeaningChanged(name) from error


def _formatted(
    text: str, parsed: Parsed, line_length: int, lines: tuple[int, int] | None, line_end: str
) -> str:
    structure = structure_of(pieces_of(text, parsed.tokens, parsed.script.comments, line_end))
    laid_out = _laid_out(structure, line_length)
    texts = list(align_comments(laid_out))
    if lines:
        return merged(text, structure, laid_out, texts, lines, line_end)
    return "".join(_with_end(line, each, line_end) for line, each in zip(laid_out, texts, strict=True))


def _with_end(line: Line, text: str, line_end: str) -> str:
    return line_end * line.empty + text + line_end


def _laid_out(structure: Structure, line_length: int) -> Sequence[Line]:
    glue, breaks = glue_of(structure), breaks_of(structure)
    while True:
        found = lines_of(structure, breaks, glue, pads_of(structure, breaks, glue))
        joints = breaks.count(0)
        shorten(structure, breaks, glue, found, line_length)
        if breaks.count(0) == joints:
            return found
        settle(structure, breaks)
