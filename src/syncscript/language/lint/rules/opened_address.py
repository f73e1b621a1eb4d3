"""An address is opened, and a rule opens none.

Where Exalate runs the rule, `new URL("...").text` fetches what is there. Here an address is taken apart, and
never opened: the rule ends with an error. What it needs comes through httpClient, from hosts that the
connection lists, so that a review sees them.

Bad (incoming)::

    issue.description = new URL("https://example.com/notes").text

Good (incoming)::

    issue.description = httpClient.get("https://example.com/notes")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity

TYPES = ("URL", "URI", "java.net.URL", "java.net.URI")
MADE_BY = ("toURL", "toURI")
PROPERTIES = frozenset({"text", "bytes", "content"})
METHODS = frozenset({
    "getText", "openConnection", "openStream", "getBytes", "getContent", "withInputStream", "withReader",
    "newReader", "newInputStream", "eachLine", "readLines",
})  # fmt: skip


@lint_rule("L507", "portability", tree.Script, words=("URL", "URI"), severity=Severity.ERROR)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    opened: list[tree.Call | tree.Property] = [c for c in linted.survey.of(tree.Call) if c.name in METHODS]
    opened += [each for each in linted.survey.of(tree.Property) if each.name in PROPERTIES]
    for node in opened:
        if node.target is not None and is_address(node.target, linted):
            help = "write httpClient.get(...), and list the host in the connection: hosts = [...]"
            yield Told(node, "A rule opens no address: this line ends it with an error.", help)


def is_address(node: tree.Node, linted: Linted) -> bool:
    match node:
        case tree.New(type=made):
            return made in TYPES
        case tree.Call(name=name):
            return name in MADE_BY
        case tree.Name():
            variable = linted.names.meant.get(id(node))
            value = None if variable is None or variable.writes else variable.value
            return value is not None and not isinstance(value, tree.Name) and is_address(value, linted)
    return False
