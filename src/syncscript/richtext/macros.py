"""Block macros of wiki markup: where they begin and end, found in one pass.

Knows {code}, {noformat}, {quote} and the panels, and turns a text into a stream of lines and
macros. A macro without its end is text. Refuses to know what stands inside a macro.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from syncscript.richtext.notation import LANGUAGE, MACRO, VERBATIM


@dataclass(frozen=True, slots=True)
class Macro:
    name: str
    options: str
    body: str

    @property
    def language(self) -> str | None:
        """The language of a code block; wiki's {noformat} is ADF's language `text`."""
        if self.name == "noformat":
            return "text"
        plain = [option for option in self._options if "=" not in option and LANGUAGE.fullmatch(option)]
        return plain[0] if plain else self.option("language") or None

    @property
    def title(self) -> str:
        odd = [option.strip() for option in self._options
               if self.name in VERBATIM and "=" not in option and not LANGUAGE.fullmatch(option)]
        return " ".join([self.option("title"), *odd]).strip()

    def option(self, name: str) -> str:
        named = [option.partition("=")[2] for option in self._options if option.startswith(f"{name}=")]
        return named[0].strip() if named else ""

    @property
    def _options(self) -> list[str]:
        return self.options.removeprefix(":").split("|")


Line = str | Macro


def lines_and_macros(text: str, containers: bool) -> list[Line]:
    """The text's lines in order, macros in their places; line ends hold no blanks and no forced breaks.

    A line that a macro cuts in two becomes two lines. `containers`: also look for quotes and panels.
    """
    stream: list[Line] = []
    done = 0
    for start, end, macro in _macros(text, containers):
        stream.extend(_segment(text[done:start], after_macro=done > 0, before_macro=True))
        stream.append(macro)
        done = end
    stream.extend(_segment(text[done:], after_macro=done > 0, before_macro=False))
    return stream


def _segment(text: str, after_macro: bool, before_macro: bool) -> list[Line]:
    lines = [_stripped(line) for line in text.split("\n")]
    if after_macro:
        lines[0] = lines[0].lstrip()
    if after_macro and not lines[0]:
        lines = lines[1:]
    if before_macro and lines and not lines[-1]:
        lines = lines[:-1]
    return list(lines)


def _stripped(line: str) -> str:
    """A line break says that a line ends, so forced breaks and blanks at a line's end say nothing."""
    line = line.rstrip()
    while line.endswith("\\\\") and not line.endswith("\\\\\\"):
        line = line[:-2].rstrip()
    return line


@dataclass(frozen=True, slots=True)
class _Tag:
    start: int
    end: int
    name: str
    options: str


def _macros(text: str, containers: bool) -> Iterator[tuple[int, int, Macro]]:
    """Outermost macros with their places, in order."""
    found = [_Tag(tag.start(), tag.end(), tag["name"], tag["options"]) for tag in MACRO.finditer(text)]
    verbatim = list(_paired(found, openers=VERBATIM))
    inside = _Inside([(first.start, last.end) for first, last in verbatim])
    loose = [tag for tag in found if tag.name not in VERBATIM and not inside.covers(tag.start)]
    pairs = verbatim + (list(_paired(loose, openers=None)) if containers else [])
    done = 0
    for first, last in sorted(pairs, key=lambda pair: pair[0].start):
        if first.start >= done:
            yield first.start, last.end, Macro(first.name, first.options, text[first.end:last.start])
            done = last.end


def _paired(tags: Sequence[_Tag], openers: frozenset[str] | None) -> Iterator[tuple[_Tag, _Tag]]:
    """Each tag that opens with the next one of its name that can close it, left to right."""
    closing = _next_closing(tags)
    index = 0
    while index < len(tags):
        end = closing[index]
        opens = openers is None or tags[index].name in openers
        if not opens or end < 0:
            index += 1
            continue
        yield tags[index], tags[end]
        index = end + 1


def _next_closing(tags: Sequence[_Tag]) -> list[int]:
    """For each tag the index of the next one of the same name without options; -1 for none."""
    result = [-1] * len(tags)
    following: dict[str, int] = {}
    for index in range(len(tags) - 1, -1, -1):
        tag = tags[index]
        result[index] = following.get(tag.name, -1)
        if not tag.options:
            following[tag.name] = index
    return result


class _Inside:
    """Asked with rising places: does one of the (ordered, disjoint) stretches cover it?"""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._stretches = stretches
        self._index = 0

    def covers(self, place: int) -> bool:
        while self._index < len(self._stretches) and self._stretches[self._index][1] <= place:
            self._index += 1
        return self._index < len(self._stretches) and self._stretches[self._index][0] <= place


def has_loose_tags(text: str) -> bool:
    """Whether a macro tag stands in the text without its partner."""
    macros = [(start, end) for start, end, _ in _macros(text, containers=True)]
    inside = _Inside(macros)
    return any(not inside.covers(tag.start()) for tag in MACRO.finditer(text))
