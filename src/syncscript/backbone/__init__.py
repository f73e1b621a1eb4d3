"""Exports of Backbone: read, checked, merged and taken over. Bytes and values in, values out.

Knows the format, which is known from samples alone; entries stay as JSON told them, with every key and its
order. Refuses to open files, to ask trackers, to see a clock and to keep anything.
"""

from syncscript.backbone.checking import check_side, check_two
from syncscript.backbone.containers import FIRST, SECOND, Entry, Export, Repair, Side, Unreadable
from syncscript.backbone.findings import Conditions, Finding, Level
from syncscript.backbone.matching import Matching, matched
from syncscript.backbone.reading import LARGEST, read_export

__all__ = [
    "FIRST",
    "LARGEST",
    "SECOND",
    "Conditions",
    "Entry",
    "Export",
    "Finding",
    "Level",
    "Matching",
    "Repair",
    "Side",
    "Unreadable",
    "check_side",
    "check_two",
    "matched",
    "read_export",
]
