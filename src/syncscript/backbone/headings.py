"""Keys that stand beside the sides in an export's document: unknown to us, kept, and told."""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.checks.unknown_key_of_entry import CODE
from syncscript.backbone.containers import Export
from syncscript.backbone.findings import Finding, Level
from syncscript.backbone.pointers import escaped
from syncscript.backbone.wording import quoted


def check_others(export: Export) -> Iterator[Finding]:
    for key in export.others:
        yield Finding(
            CODE, Level.INFO, "", f"/{escaped(key)}", "", "", f"unknown key {quoted(key)} of the file, kept"
        )
