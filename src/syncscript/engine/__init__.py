"""From events to plans to receipts: keeps the two issues of a pair in step.

Meets trackers and stores in `contracts` only, and rules as values that answer.
"""

from syncscript.engine.connection import Connection, Policy, Side, Trigger
from syncscript.engine.engine import Engine, PlanIsStale
from syncscript.engine.report import (
    ConnectionPlan,
    Listener,
    PairFailure,
    PairPlan,
    Progress,
    RunSummary,
    ignore,
)
from syncscript.engine.resync.resync_choice import Resync
from syncscript.engine.saving import plan_as_data, plan_from_data

__all__ = [
    "Connection",
    "ConnectionPlan",
    "Engine",
    "Listener",
    "PairFailure",
    "PairPlan",
    "PlanIsStale",
    "Policy",
    "Progress",
    "Resync",
    "RunSummary",
    "Side",
    "Trigger",
    "ignore",
    "plan_as_data",
    "plan_from_data",
]
