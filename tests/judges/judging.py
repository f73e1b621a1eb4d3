"""Exchanges held against a description: what is wrong with requests, and what with answers.

A violation is a line of text: the call, the place and the complaint; those that differ in numbers alone
are told once. An unknown path, an unknown query parameter, a parameter of the wrong type, a body that
does not fit, a key that no body of this operation has, an answer whose status or body was never
described: each is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from tests.judges.description import Description, Operation
from tests.judges.recording import Exchange
from tests.richtext.adf_schema import validator


def request_violations(
    description: Description, exchanges: Iterable[Exchange], *, bodies: bool = True
) -> list[str]:
    """What is wrong with the requests. bodies: whether the description is right about their content."""
    return _each(
        description,
        exchanges,
        lambda operation, exchange: [
            *_in_query(operation, exchange),
            *_in_body(description, operation, exchange, bodies),
        ],
    )


def answer_violations(description: Description, exchanges: Iterable[Exchange]) -> list[str]:
    """What is wrong with answers of known paths; injected failures (429, 5xx) are not judged."""
    return _each(
        description,
        exchanges,
        lambda operation, exchange: list(_in_answer(description, operation, exchange)),
        unknown=False,
    )


def operations_seen(description: Description, exchanges: Iterable[Exchange]) -> set[str]:
    """The operations that were called with success: `PUT /rest/api/3/issue/{issueIdOrKey}`."""
    found = (description.operation(e.method, e.path) for e in exchanges if e.status < 400)
    return {operation.name for operation in found if operation}


def _each(
    description: Description, exchanges: Iterable[Exchange], judge: Any, unknown: bool = True
) -> list[str]:
    violations: list[str] = []
    for exchange in exchanges:
        if not exchange.path.startswith("/rest/"):
            continue  # files are read where an attachment says they are, which is no part of the API
        operation = description.operation(exchange.method, exchange.path)
        if operation is None:
            violations += [f"{exchange.call}: no such operation"] if unknown else []
            continue
        violations += [
            f"{exchange.call} ({operation.template}): {complaint}" for complaint in judge(operation, exchange)
        ]
    return list({re.sub(r"\d+|\"[^\"]*\"", "*", violation): violation for violation in violations}.values())


def _in_query(operation: Operation, exchange: Exchange) -> Iterator[str]:
    known = operation.query
    for name, value in exchange.query:
        if name not in known:
            yield f"unknown query parameter {name}"
        elif not _fits(value, known[name].get("schema", {})):
            yield f"query parameter {name}={value} is no {known[name]['schema'].get('type')}"
    given = {name for name, _ in exchange.query}
    yield from (
        f"query parameter {name} is missing"
        for name, told in known.items()
        if told.get("required") and name not in given
    )


def _fits(value: str, schema: dict[str, Any]) -> bool:
    wanted = schema.get("type")
    if wanted == "boolean":
        return value in ("true", "false")
    if wanted == "integer":
        return value.lstrip("-").isdigit()
    return value in schema["enum"] if "enum" in schema else True


def _in_body(
    description: Description, operation: Operation, exchange: Exchange, bodies: bool
) -> Iterator[str]:
    told = operation.told.get("requestBody")
    content = (told or {}).get("content", {})
    if exchange.sent_type == "multipart/form-data":
        if told and "multipart/form-data" not in content:
            yield "a multipart body is not described"
        return
    if told is None:
        yield from (["a body is not described"] if exchange.sent is not None else [])
        return
    if exchange.sent is None:
        yield from (["the required body is missing"] if told.get("required") else [])
        return
    if not bodies:
        return
    schema = content.get("application/json", {}).get("schema", {})
    yield from (f"body {complaint}" for complaint in description.complaints(schema, exchange.sent))
    keys = description.known_keys(schema)
    if keys is not None and isinstance(exchange.sent, dict):
        yield from (f"body has an unknown key {key}" for key in sorted(set(exchange.sent) - keys))
    yield from _in_documents(exchange.sent)


def _in_answer(description: Description, operation: Operation, exchange: Exchange) -> Iterator[str]:
    if exchange.status == 429 or exchange.status >= 500:
        return
    told = operation.told["responses"]
    answer = told.get(str(exchange.status), told.get("default"))
    if answer is None:
        yield f"status {exchange.status} is not described"
        return
    content = answer.get("content", {}).get("application/json")
    if content is None or exchange.status >= 400:
        return
    if exchange.answered is None:
        yield from (["the answer is no JSON"] if content.get("schema") else [])
        return
    yield from (
        f"answer {complaint}"
        for complaint in description.complaints(content.get("schema", {}), exchange.answered)
    )
    yield from _in_documents(exchange.answered)


def _in_documents(value: Any, place: str = "") -> Iterator[str]:
    """Complaints of the ADF schema about every document inside, where the schema is at hand."""
    judge = validator()
    if judge is None:
        return
    if isinstance(value, dict) and value.get("type") == "doc":
        yield from (f"document at {place}: {error.message[:200]}" for error in judge.iter_errors(value))
        return
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from _in_documents(part, f"{place}/{key}")
