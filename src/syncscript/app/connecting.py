"""From settings to what the engine works with: trackers, sides and policies. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from syncscript.app.rules import SideRules
from syncscript.config import ConnectionSettings, PolicySettings, Project, SideSettings
from syncscript.contracts import Tracker
from syncscript.engine.connection import Connection, Policy, Side, Trigger
from syncscript.trackers import open_tracker


def tracker_of(project: Project, name: str, environment: Mapping[str, str]) -> Tracker:
    """The tracker of an instance, with its secret looked up. DiagnosticError when that is not there."""
    settings = project.settings.instances[name]
    known = {
        "name": name,
        "url": settings.url,
        "secret": project.secret_of(name, environment),
        "email": settings.email,
        "username": settings.username,
        "ca_file": str(project.root / settings.ca_file) if settings.ca_file else None,
        "timeout": settings.timeout,
    }
    return open_tracker(settings.tracker, known)


def connection_of(
    name: str,
    settings: ConnectionSettings,
    rules: tuple[SideRules, SideRules],
    trackers: Mapping[str, Tracker],
) -> Connection:
    """A connection over trackers that are open, by the names of their instances."""
    left, right = (
        _side(side_name, side, side_rules, settings, trackers[side.instance])
        for side_name, side, side_rules in zip(settings.side_names, settings.sides, rules, strict=True)
    )
    return Connection(name, (left, right), policy_of(settings.policies))


def _side(
    name: str, side: SideSettings, rules: SideRules, settings: ConnectionSettings, tracker: Tracker
) -> Side:
    triggers = tuple(Trigger(t.query, t.active, t.notes) for t in settings.triggers if t.side == name)
    return Side(name, tracker, side.project, rules.outgoing, rules.incoming, triggers)


def policy_of(settings: PolicySettings) -> Policy:
    """The policy that the settings ask for, each in its unit."""
    return Policy(
        conflicts=settings.conflicts,
        removals=settings.removals,
        doubt=timedelta(seconds=settings.doubt_seconds),
        overlap=timedelta(minutes=settings.overlap_minutes),
        workers=settings.workers,
        sweep=timedelta(hours=settings.sweep_hours),
        retry_first=timedelta(minutes=settings.retry_first_minutes),
        retry_longest=timedelta(hours=settings.retry_longest_hours),
    )
