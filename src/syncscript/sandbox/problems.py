"""Refusals in Jira's own words and shape.

Every refusal ends as `{"errorMessages": [...], "errors": {...}}` with a status code, or as the HTML
page that a real Jira shows in that place. Refuses to know which call led here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class JiraProblem(Exception):
    """A call is refused. `errors` by field id, `messages` for the call as a whole."""

    def __init__(
        self, status: int, messages: Sequence[str] = (), errors: Mapping[str, str] | None = None, *,
        html: bool = False, headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__("; ".join([*messages, *(errors or {}).values()]))
        self.status = status
        self.messages = list(messages)
        self.errors = dict(errors or {})
        self.html = html
        self.headers = dict(headers or {})

    @property
    def body(self) -> dict[str, object]:
        return {"errorMessages": self.messages, "errors": self.errors}


class FieldProblem(Exception):
    """A value does not fit its field; the text is Jira's, without the field's name."""


def missing(what: str) -> JiraProblem:
    """404 with these words."""
    return JiraProblem(404, [what])


def refused(message: str) -> JiraProblem:
    """400 with these words."""
    return JiraProblem(400, [message])


def error_page(status: int, title: str) -> str:
    """The HTML that a Jira, or the proxy before it, answers instead of JSON."""
    return (f"<!DOCTYPE html>\n<html><head><title>{title} ({status})</title></head>"
            f"<body><h1>{title}</h1><p>Encountered a \"{status} - {title}\" error "
            "while loading this page.</p></body></html>\n")
