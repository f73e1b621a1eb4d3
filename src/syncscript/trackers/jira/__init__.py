"""Jira Cloud (REST v3) and Jira Data Center (REST v2) behind the tracker contract.

Kinds: `jira-cloud` and `jira-dc`. Knows how to make a JiraTracker out of plain settings.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from syncscript.contracts import Rejected
from syncscript.trackers.jira.settings import JiraSettings
from syncscript.trackers.jira.tracker import JiraTracker

KINDS = {"jira-cloud": "cloud", "jira-dc": "dc"}


def open_tracker(kind: str, settings: Mapping[str, Any]) -> JiraTracker:
    """A JiraTracker from plain settings: `name` and those of JiraSettings, without `deployment`."""
    if kind not in KINDS:
        raise Rejected(f"there is no tracker of kind {kind}", help=f"kinds of Jira: {', '.join(KINDS)}")
    known = {field.name for field in dataclasses.fields(JiraSettings)}
    given = {key: value for key, value in settings.items() if key in known and value is not None}
    return JiraTracker(settings["name"], JiraSettings(**{**given, "deployment": KINDS[kind]}))


__all__ = ["KINDS", "JiraSettings", "JiraTracker", "open_tracker"]
