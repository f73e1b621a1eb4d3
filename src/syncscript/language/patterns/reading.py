"""Reads a pattern in Java's syntax into its tree. PatternProblem for what Java refuses or is lacking here.

What can be matched with bounded work becomes a `Piece`, neighbours as one. What stands for one character is
read in `characters`. Refuses to know how anything is matched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from syncscript.language.patterns.characters import DEEPEST, CharacterReader
from syncscript.language.patterns.classes import TERMINATORS, one
from syncscript.language.patterns.tree import (
    DOT,
    EDGE,
    OWN,
    WORD,
    Atomic,
    Back,
    Choice,
    Group,
    Look,
    Node,
    PatternProblem,
    Piece,
    Repeat,
    Sequence,
)

QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)|\\.", re.DOTALL)
COUNT = re.compile(r"\{(\d{1,4})(,(\d{0,4}))?\}")
NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)>")
FLAGS = re.compile(r"([imsxudU]*)(?:-([imsxudU]+))?([:)])")
BREAK = Choice((Piece(r"\r\n", 2), Piece(r"[\n\x0B\f\r\x85\u2028\u2029]", 1)))
BEFORE_LAST_BREAK = r"(?=(?:\r\n|[\n\r\x85\u2028\u2029])?\Z)(?!(?<=\r)\n)"
LINE_END = r"(?=\r\n|[\n\r\x85\u2028\u2029]|\Z)(?!(?<=\r)\n)"
LINE_START = r"(?:\A|(?<=[\n\x85\u2028\u2029])|(?<=\r)(?!\n))(?!\Z)"
EDGES = {"b": r"(?u:\b)", "B": r"(?!(?u:\b))", "A": r"\A", "z": r"\Z", "Z": BEFORE_LAST_BREAK}
LOOKS = {"=": (True, True), "!": (True, False), "<=": (False, True), "<!": (False, False)}
MEANINGFUL = frozenset("|)*+?")


@dataclass(frozen=True)
class Read:
    """A pattern as a tree, with what its groups are called and how it is marked.

    large: how many wide ranges it has; a class such as `\\p{L}` counts as three.
    """

    tree: Node
    groups: int
    names: dict[str, int]
    marks: frozenset[str]
    large: int


def read(source: str) -> Read:
    reader = Reader(QUOTED.sub(quoted, source))
    tree = reader.choice(0)
    if reader.at < len(reader.source):
        raise PatternProblem(f"the ) at character {reader.at + 1} closes nothing")
    return Read(tree, reader.groups, reader.names, frozenset(reader.marks), reader.large)


def quoted(found: re.Match[str]) -> str:
    """What stands between `\\Q` and `\\E`, each character escaped; any other escape as it is."""
    if found[1] is None:
        return found[0]
    return "".join(letter if letter.isalnum() else "\\" + letter for letter in found[1])


@dataclass
class Reader(CharacterReader):
    """Goes through a pattern once, and knows its groups so far."""

    groups: int = 0
    names: dict[str, int] = field(default_factory=dict)

    # what stands beside each other

    def choice(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise PatternProblem("its groups are nested too deeply")
        flags = self.flags
        items = [self.sequence(depth)]
        while self.take("|"):
            items.append(self.sequence(depth))
        self.flags = flags
        return items[0] if len(items) == 1 else Choice(tuple(items))

    def sequence(self, depth: int) -> Node:
        items: list[Node] = []
        while self.at < len(self.source) and self.next() not in "|)":
            if "x" in self.flags and self.skipped():
                continue
            item = self.item(depth)
            items += [] if item is None else [self.repeated(item)]
        joined = joined_pieces(items)
        return joined[0] if len(joined) == 1 else Sequence(tuple(joined))

    def repeated(self, item: Node) -> Node:
        while "x" in self.flags and self.skipped():
            pass
        count = self.count()
        if count is None:
            return item
        least, most = count
        if most is not None and most < least:
            raise PatternProblem("it repeats something at most less often than at least")
        manner = "lazy" if self.take("?") else "possessive" if self.take("+") else "greedy"
        return Repeat(item, least, most, manner)

    def count(self) -> tuple[int, int | None] | None:
        for sign, bounds in (("*", (0, None)), ("+", (1, None)), ("?", (0, 1))):
            if self.take(sign):
                return bounds
        if self.next() != "{":
            return None
        found = self.taken(COUNT)
        if found is None:
            raise PatternProblem(f"the {{ at character {self.at + 1} begins no count")
        least = int(found[1])
        return least, least if found[2] is None else int(found[3]) if found[3] else None

    # one item

    def item(self, depth: int) -> Node | None:
        letter = self.next()
        if letter in MEANINGFUL or letter == "{":
            raise PatternProblem(f"the {letter} at character {self.at + 1} repeats nothing")
        self.at += 1
        if letter == "(":
            return self.group(depth)
        if letter == "[":
            return Piece(self.set_of_characters(depth), 1)
        if letter == "\\":
            return self.escape()
        if letter == ".":
            self.marks.add(DOT)
            ends = "\\n" if "d" in self.flags else TERMINATORS
            return Piece(r"[\s\S]" if "s" in self.flags else f"[^{ends}]", 1)
        if letter in "^$":
            return Piece(self.edge(letter), 0)
        return self.letters(letter)

    def edge(self, letter: str) -> str:
        if letter == "$" or "m" in self.flags:
            self.marks.add(EDGE)
        if "m" not in self.flags:
            return r"\A" if letter == "^" else BEFORE_LAST_BREAK
        return LINE_START if letter == "^" else LINE_END

    def letters(self, text: str) -> Piece:
        written = self.cased("".join(map(one, text)))
        return Piece(written, len(text), None if "i" in self.flags else text)

    # groups

    def group(self, depth: int) -> Node | None:
        if not self.take("?"):
            return self.numbered(depth, None)
        for sign, (ahead, wanted) in LOOKS.items():
            if self.take(sign):
                return self.look(self.inside(depth), ahead, wanted)
        if self.take(">"):
            return Atomic(self.inside(depth))
        name = self.taken(NAME)
        if name is not None:
            return self.numbered(depth, name[1])
        return self.flagged(depth)

    def numbered(self, depth: int, name: str | None) -> Node:
        self.groups += 1
        number = self.groups
        if name in self.names:
            raise PatternProblem(f"two of its groups are named {name}")
        if name is not None:
            self.names[name] = number
        return Group(number, self.inside(depth))

    def inside(self, depth: int) -> Node:
        inner = self.choice(depth + 1)
        if not self.take(")"):
            raise PatternProblem("a ( is not closed")
        return inner

    def look(self, inner: Node, ahead: bool, wanted: bool) -> Node:
        """A piece when all that it looks for are pieces."""
        choices = inner.items if isinstance(inner, Choice) else (inner,)
        choices = tuple(Piece("", 0) if item == Sequence(()) else item for item in choices)
        if not all(isinstance(item, Piece) for item in choices):
            return Look(inner, ahead, wanted)
        sign = ("?" if ahead else "?<") + ("=" if wanted else "!")
        looks = [f"({sign}{item.written})" for item in choices if isinstance(item, Piece)]
        return Piece(f"(?:{'|'.join(looks)})" if wanted else "".join(looks), 0)

    def flagged(self, depth: int) -> Node | None:
        """`(?i)` from here on, `(?i:...)` inside."""
        found = self.taken(FLAGS)
        if found is None:
            raise PatternProblem(f"the (? at character {self.at - 1} is nothing that a rule may use")
        before = self.flags
        self.flags = (before | set(found[1])) - set(found[2] or "")
        if self.flags & set("xudU"):
            self.marks.add(OWN)
        if found[3] == ")":
            return None
        inner = self.inside(depth)
        self.flags = before
        return inner

    # escapes

    def escape(self) -> Node | None:
        letter = self.next()
        self.at += 1
        if letter == "E":
            return None
        if letter == "k":
            return self.named_back()
        if letter.isdigit() and letter != "0":
            return Back(self.number_of_group(int(letter)), "i" in self.flags)
        if letter == "R":
            self.marks.add(OWN)
            return BREAK
        if letter in EDGES:
            self.marks |= {WORD} if letter in "bB" else {EDGE}
            return Piece(EDGES[letter], 0)
        self.at -= 1
        known = self.class_escape()
        return Piece(known, 1) if known else self.letters(self.escaped_letter())

    def number_of_group(self, number: int) -> int:
        """More digits count as long as there is such a group. One that is nowhere never matches."""
        while self.next().isdigit() and int(f"{number}{self.next()}") <= self.groups:
            number = int(f"{number}{self.next()}")
            self.at += 1
        return number

    def named_back(self) -> Node:
        name = self.taken(NAME)
        if name is None or name[1] not in self.names:
            raise PatternProblem("\\k names no group that stands before it")
        return Back(self.names[name[1]], "i" in self.flags)


def joined_pieces(items: list[Node]) -> list[Node]:
    """The same with pieces that stand beside each other as one."""
    joined: list[Node] = []
    for item in items:
        last = joined[-1] if joined else None
        if not isinstance(item, Piece) or not isinstance(last, Piece):
            joined.append(item)
            continue
        both = last.literal is not None and item.literal is not None
        literal = f"{last.literal}{item.literal}" if both else None
        joined[-1] = Piece(last.written + item.written, last.width + item.width, literal)
    return joined
