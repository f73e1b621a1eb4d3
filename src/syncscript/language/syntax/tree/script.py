"""The whole of a rule file, and the comments beside its statements."""

from __future__ import annotations

from dataclasses import dataclass, field

from syncscript.language.syntax.tree.node import Node


@dataclass(slots=True, repr=False, eq=False)
class Comment(Node):
    """`//` or `/* */` with its marks. Kept beside the statements, in order of their place."""

    text: str


@dataclass(slots=True, repr=False, eq=False)
class Script(Node):
    """A whole rule file."""

    body: list[Node]
    comments: list[Comment] = field(default_factory=list)
