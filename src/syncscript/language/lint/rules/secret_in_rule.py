"""A password or token stands in the rule file.

Whoever can read the repository, its history or the message of a failed sync has it from now on. Take it out,
have it withdrawn where it was given, and let httpClient use the credentials of its instance: these are named
in syncscript.toml and come from the environment.

Known are the shapes of well-known tokens, keys, addresses with a password in them, and texts without words
under names such as `token`, `password` or `apiKey`. Ids of issues, accounts and custom fields are none.

Bad (outgoing)::

    def apiToken = "q8Zr4LmX0pVt7KcW2nYb"
    httpClient.post("/rest/hooks", [summary: issue.summary], ["X-Token": apiToken])

Good (outgoing)::

    def account = "557058:f58131cb-b67d-43c7-b30d-6b58d40bd077"
    replica.summary = issue.summary
    replica.customKeys.account = account
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from syncscript.language.analysis.survey import text_of
from syncscript.language.lint.credentials import (
    is_credential_name,
    is_likely_secret,
    known_token,
    may_be_secret,
    may_name_credentials,
    may_note_passwords,
    noted_passwords,
    queried_secrets,
)
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity

HELP = "take it out, have it withdrawn where it was given, and name an instance with credentials instead"
PAIR = re.compile(r"[^\s:/{}<>]{2,}:[^\s/{}<>]{4,}")


@lint_rule("L304", "privacy", tree.Script, severity=Severity.ERROR)
def check(node: tree.Script, linted: Linted) -> Iterator[Told]:
    told: list[tuple[int, int]] = []
    for start, end, what in [*tokens(linted), *named_secrets(linted), *encoded_pairs(linted), *noted(linted)]:
        if not any(start < until and since < end for since, until in told):
            told.append((start, end))
            yield Told((start, end), f"{what} stands in this rule file.", HELP)


def noted(linted: Linted) -> Iterator[tuple[int, int, str]]:
    if not may_note_passwords(linted.source.text):
        return
    for comment in linted.script.comments:
        for name, start, end in noted_passwords(comment.text):
            yield comment.start + start, comment.start + end, name


def tokens(linted: Linted) -> Iterator[tuple[int, int, str]]:
    """Known shapes, wherever they stand: a comment is read by as many as a line of code."""
    yield from ((start, end, name) for name, start, end in known_token(linted.source.text))


def named_secrets(linted: Linted) -> Iterator[tuple[int, int, str]]:
    if not may_name_credentials(linted.source.text):
        return
    yield from ((start, end, name) for name, start, end in queried_secrets(linted.source.text))
    texts = (each.value for each in linted.survey.of(tree.Literal))
    if not any(isinstance(text, str) and may_be_secret(text) for text in texts):
        return
    for name, value in named_values(linted):
        written = text_of(value)
        if written is not None and is_credential_name(name) and is_likely_secret(name, written):
            yield value.start, value.end, f"The value of {name}"


def named_values(linted: Linted) -> Iterator[tuple[str, tree.Node]]:
    """Each name that a text may be given under: of variables, fields, entries of maps and arguments."""
    survey = linted.survey
    for declarator in survey.of(tree.Declarator):
        if declarator.value is not None:
            yield declarator.name, declarator.value
    for assignment in survey.of(tree.Assignment):
        target = assignment.target
        if isinstance(target, tree.Name | tree.Property) and isinstance(target.name, str):
            yield target.name, assignment.value
    for entry in survey.of(tree.MapEntry):
        name = entry.key if isinstance(entry.key, str) else text_of(entry.key)
        if name is not None:
            yield name, entry.value
    for argument in survey.of(tree.Argument):
        if isinstance(argument.name, str):
            yield argument.name, argument.value
    for call in survey.of(tree.Call):
        if len(call.arguments) == 2 and (name := text_of(call.arguments[0].value)) is not None:
            yield name, call.arguments[1].value


def encoded_pairs(linted: Linted) -> Iterator[tuple[int, int, str]]:
    """`"robot:secret".bytes.encodeBase64()`"""
    if not linted.mentions("encodeBase64"):
        return
    for call in linted.survey.of(tree.Call):
        if call.name != "encodeBase64":
            continue
        node = call.target
        while isinstance(node, tree.Property | tree.Call):
            node = node.target
        written = text_of(node) if node is not None else None
        if node is not None and written is not None and PAIR.fullmatch(written):
            yield node.start, node.end, "A name with its password"
