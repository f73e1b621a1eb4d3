"""A rule file while it is written: its text, its tokens, its tree, and what is around it.

What is asked for often is worked out once. Refuses to answer anything itself.
"""

from __future__ import annotations

from functools import cached_property

from syncscript.language.analysis.bindings import Binding, bindings
from syncscript.language.analysis.survey import Survey
from syncscript.language.lint import Surroundings
from syncscript.language.lint.surroundings import UNKNOWN
from syncscript.language.syntax import Parsed, Source, parse, tree
from syncscript.language.syntax.lexing import Token
from syncscript.language.syntax.parsing import tokens_of
from syncscript.language.syntax.tree.below import children


class RuleText:
    """kind: outgoing, incoming or mapping; name: of the file, for messages."""

    def __init__(
        self, text: str, kind: str = "incoming", surroundings: Surroundings = UNKNOWN, name: str = "<rule>"
    ) -> None:
        self.text, self.kind, self.surroundings, self.name = text, kind, surroundings, name

    @cached_property
    def source(self) -> Source:
        return Source(self.name, self.text)

    @cached_property
    def parsed(self) -> Parsed:
        return parse(self.text, self.name)

    @cached_property
    def survey(self) -> Survey:
        return Survey(self.parsed.script)

    @cached_property
    def parents(self) -> dict[int, tree.Node]:
        """What each node stands directly in, by the node's identity."""
        return {id(child): node for node in self.survey.nodes for child in children(node)}

    @cached_property
    def bindings(self) -> tuple[Binding, ...]:
        return bindings(self.parsed.script, self.text)

    @cached_property
    def tokens(self) -> list[Token]:
        """Those that are written, in order."""
        return sorted((t for t in tokens_of(self.text).tokens if t[1] < t[2]), key=lambda token: token[1])

    @cached_property
    def comments(self) -> list[tree.Comment]:
        return list(tokens_of(self.text).comments)

    def token_at(self, offset: int) -> Token | None:
        """The token that an offset stands in or behind; a name before a mark."""
        touching = [token for token in self.tokens if token[1] <= offset <= token[2]]
        names = [token for token in touching if token[0] in ("ID", "STRING")]
        return next(reversed(names or touching), None)

    def path_before(self, offset: int) -> list[str] | None:
        """The names in front of a dot that stands in front of the offset: `issue.customFields.` gives
        both. None where no dot does, an empty list where something else than names does."""
        before = [token for token in self.tokens if token[2] <= offset]
        if not before or before[-1][0] != "DOT":
            return None
        return self.names_up_to(before[:-1])

    def names_up_to(self, tokens: list[Token]) -> list[str]:
        """The names at the end of these tokens that are joined by dots, or given in square brackets, in
        order; none where something else than a name stands behind a dot."""
        names: list[str] = []
        place = len(tokens) - 1
        while place >= 0:
            if is_index(tokens, place):
                names.append(str(tokens[place - 1][3]))
                place -= 3
                continue
            kind, start, end, value = tokens[place]
            if kind not in ("ID", "STRING"):
                return []
            names.append(str(value) if kind == "STRING" else self.text[start:end])
            if place == 0 or tokens[place - 1][0] != "DOT":
                break
            place -= 2
        return names[::-1]


def is_index(tokens: list[Token], place: int) -> bool:
    """Whether `["text"]` ends here."""
    kinds = tuple(token[0] for token in tokens[max(0, place - 2) : place + 1])
    return kinds in (("_LBRACK", "STRING", "_RBRACK"), ("_LBRACK_SAFE", "STRING", "_RBRACK"),
                     ("_LBRACK_N", "STRING", "_RBRACK_N"))  # fmt: skip
