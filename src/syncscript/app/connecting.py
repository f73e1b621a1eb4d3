"""From settings to what the engine works with: trackers, sides and policies. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from syncscript.app.reading_hosts import HostReader
from syncscript.app.rules import SideRules
from syncscript.app.writing_hosts import HostWriter
from syncscript.config import PolicySettings, Project
from syncscript.contracts import Tracker
from syncscript.engine.connection import Connection, Policy, Side, Trigger
from syncscript.model import Json
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
    project: Project,
    name: str,
    rules: tuple[SideRules, SideRules],
    trackers: Mapping[str, Tracker],
) -> Connection:
    """A connection over trackers that are open, by the names of their instances."""
    settings = project.settings.connections[name]
    left, right = (
        Side(
            name=side_name,
            tracker=trackers[side.instance],
            project=side.project,
            outgoing=side_rules.outgoing,
            incoming=side_rules.incoming,
            triggers=_triggers(project, name, side_name),
            place=project.place("connections", name, place, "project"),
            hosts=tuple(side.hosts),
            read=HostReader(side.hosts) if side.hosts else None,
            write=HostWriter(HostReader(side.hosts)) if side.hosts else None,
            about=told_of(project, name, number),
            former_users=frozenset(side.former_users),
        )
        for number, (side_name, side, side_rules, place) in enumerate(
            zip(settings.side_names, settings.sides, rules, ("left", "right"), strict=True)
        )
    )
    return Connection(name, (left, right), policy_of(settings.policies))


def told_of(project: Project, connection: str, number: int) -> dict[str, Json]:
    """What the rules of a side may know of the connection: its name, and the instances on both ends."""
    settings = project.settings.connections[connection]
    local, remote = (
        {
            "name": settings.side_names[place],
            "project": settings.sides[place].project,
            "type": project.settings.instances[settings.sides[place].instance].tracker,
            "url": project.settings.instances[settings.sides[place].instance].url,
        }
        for place in (number, 1 - number)
    )
    return {
        "name": connection,
        "localInstance": local,
        "remoteInstance": remote,
        "trackerSettings": {"type": local["type"], "url": local["url"]},
    }


def _triggers(project: Project, connection: str, side: str) -> tuple[Trigger, ...]:
    keys = ("connections", connection, "triggers")
    return tuple(
        Trigger(found.query, found.active, found.notes, project.place(*keys, index, "query"))
        for index, found in enumerate(project.settings.connections[connection].triggers)
        if found.side == side
    )


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
