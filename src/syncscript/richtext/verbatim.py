"""Code blocks in both directions, and the titles that ADF has no place for.

Knows how {code} and {noformat} hold a body line by line. The body is kept to the last sign, except
that a body which holds both closing tags gets a blank inside them.
"""

from __future__ import annotations

from syncscript.richtext.macros import Macro
from syncscript.richtext.nodes import Node, attribute, block, code_block, plain_text
from syncscript.richtext.notation import LANGUAGE, MACRO
from syncscript.richtext.spans import Mark, Span, to_adf


def titled(macro: Macro) -> list[Node]:
    """A macro's title as a paragraph of its own."""
    title = Span(macro.title, frozenset({Mark("strong")}))
    return [block("paragraph", to_adf([title]))] if macro.title else []


def read_code(macro: Macro) -> list[Node]:
    body = macro.body.rstrip(" \t") if "\n" in macro.body else macro.body
    return [*titled(macro), code_block(_without_frame(body), macro.language)]


def _without_frame(body: str) -> str:
    """The code without the rest of the opening line and without the last line break."""
    first, line_break, rest = body.partition("\n")
    body = rest if line_break and not first.strip() else body
    return body.removesuffix("\n")


def write_code(node: Node) -> str:
    body = plain_text(node).replace("\r\n", "\n").replace("\r", "\n")
    language = attribute(node, "language")
    tags = {tag["name"] for tag in MACRO.finditer(body) if not tag["options"]}
    name = "noformat" if language == "text" else "code"
    if name in tags:
        name = "noformat" if name == "code" else "code"
    if name in tags:
        body = MACRO.sub(lambda tag: "{ " + tag.group()[1:], body)
    options = f":{language}" if name == "code" and LANGUAGE.fullmatch(language) else ""
    return f"{{{name}{options}}}\n{body}\n{{{name}}}"
