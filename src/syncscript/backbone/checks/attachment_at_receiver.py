"""Attachments that only the side that received them lists: as it should be.

In a sync by e-mail or files the side that sends an attachment keeps no list of them. Told once a side, with
the number of such attachments.
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.backbone.entries import ATTACHMENTS
from syncscript.backbone.findings import Conditions
from syncscript.backbone.registry import Told, two_check
from syncscript.backbone.two_views import TwoViews
from syncscript.backbone.wording import counted


@two_check("BB045", "info")
def check(two: TwoViews, conditions: Conditions) -> Iterator[Told]:
    for way in two.exchange[ATTACHMENTS].ways:
        if way.unlisted:
            what = f"{counted(way.unlisted, 'attachment')} received here, which the sender does not list"
            yield Told(f"{what}: normal", way.first_unlisted, f"/{ATTACHMENTS}", not way.is_second)
