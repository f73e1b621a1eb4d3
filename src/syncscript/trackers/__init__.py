"""The trackers syncscript can speak to: one folder each, found by its name.

A kind such as `jira-cloud` names a folder (`jira`) and, after the dash, what that folder tells apart
by itself. Each folder has a function `open_tracker(kind, settings)`. Refuses to know any of them.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

from syncscript.contracts import Rejected, Tracker


def open_tracker(kind: str, settings: Mapping[str, Any]) -> Tracker:
    """The tracker of this kind, not yet spoken to.

    settings: `name`, `url`, `secret` (anything with `reveal()`) and what the kind's own settings
    know besides (None counts as not given). Rejected for a kind that is not installed.
    """
    folder = kind.partition("-")[0]
    if folder not in tracker_folders():
        raise Rejected(f"there is no tracker of kind {kind}",
                       help=f"known trackers: {', '.join(tracker_folders())}")
    module = import_module(f"{__name__}.{folder}")
    return cast(Tracker, module.open_tracker(kind, settings))


def tracker_folders() -> list[str]:
    """Names of the tracker folders, in alphabetical order."""
    return sorted(found.name for found in pkgutil.iter_modules(__path__) if found.ispkg)
