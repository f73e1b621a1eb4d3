"""YAML as plain data that remembers where everything stands.

Only what JSON has too is read: texts, numbers, true, false, null, lists and maps. `No` and `2026-01-31` are
texts, as people mean them. Refuses to know what a case is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml
from yaml.reader import Reader

from syncscript.cases.unreadable import Place, no_yaml, place_of, unfit_character
from syncscript.model import Diagnostic, DiagnosticError, Json, Span

Path = tuple[str | int, ...]
"""From the top of a document to a value: names of keys and numbers of items."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
WORDS: Mapping[str, Json] = {"": None, "~": None, "null": None, "true": True, "false": False}
INTEGER = re.compile(r"[-+]?[0-9]+")
NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
YAML_TAG = "tag:yaml.org,2002:"
TAGS = frozenset({"map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge"})
"""What values without a tag are taken for."""
MOST_VALUES = 1_000_000
DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML file as it was read. values and keys: where each value, and the key of it, stands."""

    file: str
    text: str
    data: Json
    values: Mapping[Path, Place] = field(repr=False)
    keys: Mapping[Path, Place] = field(repr=False)

    def span(self, path: Path) -> Span:
        """The place of a key, or of a value without one; what is not there stands where its parent does."""
        while path not in self.keys and path not in self.values and path:
            path = path[:-1]
        place = self.keys.get(path) or self.values.get(path) or Place(1, 1, 1, 2)
        return Span(self.file, place.line, place.column, place.end_line, place.end_column)

    def mistake(self, code: str, path: Path, message: str, help: str = "") -> Diagnostic:
        """A diagnostic about what stands at a path."""
        span = self.span(path)
        lines = self.text.splitlines()
        excerpt = lines[span.line - 1] if span.line <= len(lines) else ""
        return Diagnostic(code, message, span, help, excerpt=excerpt)


def read_document(text: str, file: str) -> Document:
    """DiagnosticError K101 for what is no YAML, K102 for YAML that says more than JSON could."""
    unfit = Reader.NON_PRINTABLE.search(text)
    if unfit is not None:
        raise unfit_character(unfit.start(), text, file)
    try:
        root = yaml.compose(text, Loader=Shallow)
        reading = Reading(file, text)
        data = reading.value(root, ()) if root is not None else None
    except yaml.MarkedYAMLError as error:
        raise no_yaml(error, text, file) from None
    except yaml.YAMLError as error:
        raise DiagnosticError(Diagnostic("K101", f"{file} is no YAML: {error}", None, "correct it")) from None
    return Document(file, text, data, reading.values, reading.keys)


class Shallow(LOADER):  # type: ignore[misc]
    """Refuses to go down without end, which ends the whole process where YAML is read by a library in C."""

    depth = 0

    def descend_resolver(self, node: yaml.Node | None, index: Any) -> None:
        self.depth += 1
        if self.depth > DEEPEST and node is not None:
            told = f"more than {DEEPEST} lists and maps stand in each other"
            raise yaml.composer.ComposerError(None, None, told, node.start_mark)

    def ascend_resolver(self) -> None:
        self.depth -= 1


class Reading:
    """State while one document becomes data."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.values: dict[Path, Place] = {}
        self.keys: dict[Path, Place] = {}
        self.around: list[int] = []

    def value(self, node: yaml.Node, path: Path) -> Json:
        self.values[path] = place_of(node)
        if len(self.values) > MOST_VALUES or id(node) in self.around:
            self.refuse(node, "an alias (*name) that repeats without end", "write the values out")
        if node.tag.removeprefix(YAML_TAG) not in TAGS:
            self.refuse(node, f"the tag {node.tag}", "leave it out; a text stands in quotes")
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        self.around.append(id(node))
        try:
            return self.mapping(node, path) if isinstance(node, yaml.MappingNode) else self.items(node, path)
        finally:
            self.around.pop()

    def items(self, node: Any, path: Path) -> list[Json]:
        return [self.value(item, (*path, number)) for number, item in enumerate(node.value)]

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Json]:
        made: dict[str, Json] = {}
        for key, value in node.value:
            name = self.name(key)
            if name in made:
                self.refuse(key, f"the key {name} twice", "take one of the two out")
            self.keys[(*path, name)] = place_of(key)
            made[name] = self.value(value, (*path, name))
        return made

    def name(self, key: yaml.Node) -> str:
        if not isinstance(key, yaml.ScalarNode):
            self.refuse(key, "a key that is no text", "write the key as one word, or in quotes")
        if key.value == "<<" and not key.style:
            self.refuse(key, "a merge key (<<)", "write the values out, or use `given` of the file")
        return str(key.value)

    def scalar(self, node: yaml.ScalarNode) -> Json:
        text = node.value
        if node.style:
            return text
        if text in WORDS:
            return WORDS[text]
        if INTEGER.fullmatch(text):
            return int(text) if len(text) < 1000 else text
        return float(text) if NUMBER.fullmatch(text) else text

    def refuse(self, node: yaml.Node, what: str, help: str) -> NoReturn:
        place = place_of(node)
        span = Span(self.file, place.line, place.column, place.end_line, place.end_column)
        excerpt = self.text.splitlines()[place.line - 1]
        raise DiagnosticError(Diagnostic("K102", f"a case file holds {what}", span, help, excerpt=excerpt))

