"""The kinds of tokens, each with its name in Pygments, in TextMate grammars and in language servers.

The one place where these are told. Which terminal of the grammar is of which kind stands here too; whatever
is not named is a mark.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TokenKind:
    """pygments: below `Token`; scope: of TextMate, without the language at its end; semantic: the token type
    of the language server protocol, empty for what editors colour well by themselves."""

    name: str
    pygments: str
    scope: str
    semantic: str = ""


KINDS = {
    kind.name: kind
    for kind in (
        TokenKind("comment", "Comment", "comment", "comment"),
        TokenKind("keyword", "Keyword", "keyword.control", "keyword"),
        TokenKind("declaration", "Keyword.Declaration", "storage.modifier", "keyword"),
        TokenKind("constant", "Keyword.Constant", "constant.language", "keyword"),
        TokenKind("text", "String", "string.quoted", "string"),
        TokenKind("inserted", "String.Interpol", "variable.other.inserted", "variable"),
        TokenKind("number", "Number", "constant.numeric", "number"),
        TokenKind("operator", "Operator", "keyword.operator", "operator"),
        TokenKind("mark", "Punctuation", "punctuation"),
        TokenKind("type", "Name.Class", "entity.name.type", "type"),
        TokenKind("name", "Name", "variable.other", "variable"),
        TokenKind("root", "Name.Builtin.Pseudo", "variable.language", "variable"),
        TokenKind("helper", "Name.Builtin", "support.class", "class"),
        TokenKind("property", "Name.Attribute", "variable.other.property", "property"),
        TokenKind("call", "Name.Function", "entity.name.function", "function"),
        TokenKind("label", "Name.Label", "entity.name.label", "decorator"),
        TokenKind("annotation", "Name.Decorator", "storage.type.annotation", "decorator"),
        TokenKind("unknown", "Error", "invalid.illegal"),
        TokenKind("blank", "Text.Whitespace", "text"),
    )
}

OF_TERMINAL = {
    **dict.fromkeys(("OP", "ASSIGN", "SIGN", "STAR", "STEP", "NOT", "_ELVIS", "_QUESTION", "_BOTH", "ROW",
                     "ARROW", "REST", "POINTER"), "operator"),
    **dict.fromkeys(("STRING", "GS_TEXT", "_GS_START", "_GS_END"), "text"),
    **dict.fromkeys(("GS_PATH", "_GS_OPEN", "_GS_CLOSE"), "inserted"),
    **dict.fromkeys(("_FOR_IN", "_WHILE_END", "_SWITCH_V", "_SYNCHRONIZED"), "keyword"),
    "NUMBER": "number", "MODIFIER": "declaration", "CONSTANT_WORD": "constant", "LABEL": "label",
    "ANNOTATION": "annotation", "ID": "name",
}  # fmt: skip
COMPOSITE = frozenset({
    "IMPORT", "PACKAGE", "NEW_TYPE", "AS_TYPE", "INSTANCEOF_TYPE", "CATCH", "CLASS_HEAD", "THROWS",
    "DECL_TYPE", "CAST",
})  # fmt: skip
"""Terminals that hold a keyword and the names behind it, or a type."""
WORDS_OF_HEADS = frozenset({
    "new", "import", "package", "catch", "throws", "class", "interface", "trait", "enum", "extends",
    "implements", "as", "instanceof", "static", "final", "in",
})  # fmt: skip
"""Words that are keywords inside of composite terminals or as operators."""
HELPER = r"(?:[a-z]\w*Helper|httpClient|debug|log)"
"""How the objects that rules ask things of are named."""
