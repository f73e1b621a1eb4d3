"""The issues that the demo begins with, written for it. Texts only; who files them is told elsewhere.

Texts of Blue are rich (documents, as Jira Cloud keeps them), texts of Green are wiki markup.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Text = str | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sample:
    """An issue as people file it. `files` are names and contents."""

    type: str
    summary: str
    description: Text
    priority: str = "Medium"
    labels: tuple[str, ...] = ("sync",)
    comments: tuple[Text, ...] = ()
    files: tuple[tuple[str, bytes], ...] = ()
    status: str = ""


def words(text: str, *marks: str) -> dict[str, Any]:
    """A piece of rich text with marks such as `strong`, `em`, `code`."""
    node: dict[str, Any] = {"type": "text", "text": text}
    return node | {"marks": [{"type": mark} for mark in marks]} if marks else node


def paragraph(*pieces: dict[str, Any]) -> dict[str, Any]:
    return {"type": "paragraph", "content": list(pieces)}


def bullets(*lines: str) -> dict[str, Any]:
    items = [{"type": "listItem", "content": [paragraph(words(line))]} for line in lines]
    return {"type": "bulletList", "content": items}


def steps(*lines: str) -> dict[str, Any]:
    items = [{"type": "listItem", "content": [paragraph(words(line))]} for line in lines]
    return {"type": "orderedList", "attrs": {"order": 1}, "content": items}


def code(text: str) -> dict[str, Any]:
    return {"type": "codeBlock", "attrs": {"language": "text"}, "content": [words(text)]}


def document(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"type": "doc", "version": 1, "content": list(blocks)}


def plain(text: str) -> dict[str, Any]:
    """A document of one paragraph."""
    return document(paragraph(words(text)))


_LOG = b"""\
10:41:07 INFO  export started, 1204 rows
10:41:09 ERROR row 517: cannot encode U+2019 as latin-1
10:41:09 ERROR export aborted, file removed
"""

BLUE = (
    Sample(
        "Bug",
        "Export stops at names with a curly apostrophe",
        document(
            paragraph(words("The monthly export ends without a file. "), words("Every time.", "strong")),
            steps("Open Customers", "Press Export", "Wait for about two seconds"),
            paragraph(words("The log says:")),
            code("row 517: cannot encode U+2019 as latin-1"),
        ),
        "High",
        ("sync", "export"),
        (plain("Three customers told us about it this week."), plain("The whole log is attached.")),
        (("export.log", _LOG),),
    ),
    Sample(
        "Bug",
        "Password reset mail arrives twice",
        document(paragraph(words("Both mails have the same link; the second one says it is expired."))),
        "Medium",
        ("sync", "mail"),
        (plain("Only with addresses that hold a plus sign, as far as I can see."),),
    ),
    Sample(
        "Story",
        "Let customers choose the first day of the week",
        document(
            paragraph(words("Calendars start on Sunday. Most of our customers expect Monday.")),
            bullets("a setting per account", "the default comes from the account's country"),
        ),
        "Low",
        ("sync", "calendar"),
    ),
    Sample(
        "Task",
        "Renew the certificate of the status page",
        document(paragraph(words("It ends on the last day of the month."))),
        "High",
        ("sync",),
        status="In Progress",
    ),
    Sample(
        "Improvement",
        "Search should find parts of invoice numbers",
        document(
            paragraph(words("People type the "), words("last four digits", "em"), words(" and find nothing."))
        ),
        "Medium",
        ("sync", "search"),
        (plain("Our competitors can do that."),),
    ),
    Sample(
        "Task",
        "Order new headsets for the service desk",
        document(
            paragraph(words("Not for Green: this issue has no label, so no trigger brings it under sync."))
        ),
        "Low",
        (),
    ),
)

GREEN = (
    Sample(
        "Bug",
        "Memory of the import worker grows by 2 MB an hour",
        "Seen on *two* hosts since the last release:\n\n* restarted on Monday\n* 480 MB on Friday\n\n"
        "{noformat}\nheap: 481 MB, 3 912 004 objects\n{noformat}",
        "High",
        ("sync", "import"),
        ("Looks like the cache of parsed templates is never emptied.",),
    ),
    Sample(
        "New Feature",
        "Offer invoices as XML",
        "h3. Why\nPublic customers must take them from next year on.\n\nh3. What\n# one file an invoice\n"
        "# the same data as in the PDF",
        "Medium",
        ("sync",),
    ),
)
