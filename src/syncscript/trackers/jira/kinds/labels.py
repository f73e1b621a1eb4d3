"""Labels: words without blanks."""

from __future__ import annotations

import re

from syncscript.model import Canonical, Json
from syncscript.trackers.jira.kinds.kind import Kind, Seat, Site, Writing, entries, plain_text

LABEL_LIMIT = 255
MARKER_LABEL = "syncscript-"
_OURS = re.compile(rf"{MARKER_LABEL}[0-9a-f]{{12}}")


def marker_label(marker: str) -> str:
    """The label that a created issue carries beside its marker, where the settings ask for it."""
    return MARKER_LABEL + marker[:12]


class Labels(Kind):
    """Rules see `[{"label": "x"}]`. Jira's labels hold no blanks and at most 255 characters."""

    multiple = True

    def shown(self, raw: Json, site: Site) -> Json:
        return [{"label": label} for label in raw or () if not _OURS.fullmatch(label)]

    def canonical(self, shown: Json) -> Canonical:
        return frozenset(entry["label"] for entry in shown or ())

    def settled(self, value: Json, seat: Seat) -> Json:
        labels = [_label(plain_text(entry), seat) for entry in entries(value)]
        return [{"label": label} for label in dict.fromkeys(labels) if label]

    def body(self, shown: Json, writing: Writing) -> Json:
        return [entry["label"] for entry in shown or ()]

    def element(self, text: str, site: Site) -> Json:
        return text


def _label(text: str, seat: Seat) -> str:
    words = text.strip()
    label = re.sub(r"\s+", "_", words)
    if label != words:
        seat.note(f"Jira labels hold no spaces: {words[:60]!r} became {label[:60]!r}")
    if len(label) > LABEL_LIMIT:
        seat.note(f"Jira labels hold at most {LABEL_LIMIT} characters: {label[:40]}... was cut")
    return label[:LABEL_LIMIT]
