"""The files of a new project: settings, rules for both sides and hints; or those of a shipped project.

Knows names and texts only, as a mapping from path to text. Refuses to write anything to disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from syncscript.config.project import FILE_NAME
from syncscript.config.schema import SCHEMA_FILE, schema_text
from syncscript.config.shipped import rule_set_text, shipped_project


@dataclass(frozen=True, slots=True)
class StartingSide:
    """One side of the first connection. `account` is a line of TOML that names it, or nothing."""

    instance: str
    project: str
    tracker: str
    url: str
    token: str
    account: str = ""
    trigger: str = "labels = sync"

    @property
    def slug(self) -> str:
        return self.project.lower()


def starting_files(name: str, left: StartingSide, right: StartingSide) -> Mapping[str, str]:
    """All files of a new project, by path."""
    files = {
        **_files_of_any(),
        FILE_NAME: _settings_text(name, left, right),
        "README.md": _README,
    }
    for side in (left, right):
        files |= rule_files(side)
    return files


def files_from(name: str) -> Mapping[str, str]:
    """All files of a new project that begins as the shipped one of this name. DiagnosticError for another."""
    files = shipped_project(name)
    return {**_files_of_any(), **files, FILE_NAME: f"{_SCHEMA_LINE}\n{files[FILE_NAME]}"}


def _files_of_any() -> dict[str, str]:
    """What every project has beside its settings and rules."""
    return {SCHEMA_FILE: schema_text(), ".gitignore": ".syncscript/\nsecrets/\n"}


def rule_files(side: StartingSide) -> dict[str, str]:
    """The packaged basic rules and their cases as one side's own copies."""
    return {
        f"rules/{side.slug}.{name}": _as_own(rule_set_text(f"basic/basic.{name}"), side) for name in _BASIC
    }


def _as_own(text: str, side: StartingSide) -> str:
    """The basic set is written for the project GREEN."""
    own = text.replace("basic.outgoing", f"{side.slug}.outgoing")
    return own.replace('"GREEN"', f'"{side.project}"').replace(
        "projectKey: GREEN", f"projectKey: {side.project}"
    )


def _settings_text(name: str, left: StartingSide, right: StartingSide) -> str:
    instances = [_instance_text(side) for side in (left, right)]
    return "\n".join([_HEAD, *instances, _connection_text(name, left, right)])


def _instance_text(side: StartingSide) -> str:
    account = f"{side.account}\n" if side.account else ""
    return (
        f'[instances.{side.instance}]\ntracker = "{side.tracker}"\nurl = "{side.url}"\n{account}'
        f'token = "{side.token}"\n'
    )


def _connection_text(name: str, left: StartingSide, right: StartingSide) -> str:
    sides = "".join(
        f'\n[connections.{name}.{place}]\ninstance = "{side.instance}"\nproject = "{side.project}"\n'
        f'outgoing = "rules/{side.slug}.outgoing.sync"\nincoming = "rules/{side.slug}.incoming.sync"\n'
        for place, side in (("left", left), ("right", right))
    )
    triggers = "".join(
        f'\n[[connections.{name}.triggers]]\nside = "{side.instance}"\nquery = "{side.trigger}"\n'
        f'notes = "{_TRIGGER_NOTES}"\n'
        for side in (left, right)
    )
    return f"{sides.lstrip()}{triggers}\n{_POLICIES.format(name=name)}"


_BASIC = ("outgoing.sync", "outgoing.test.yaml", "incoming.sync", "incoming.test.yaml")

_SCHEMA_LINE = f"#:schema ./{SCHEMA_FILE}"
"""By which editors check the settings."""

_HEAD = f"""\
{_SCHEMA_LINE}
# What syncscript keeps in step. Check it without touching anything: syncscript plan

# Two trackers. A token never stands in this file, only where it is kept:
# "env:NAME", "file:secrets/name" (readable by you alone) or "keyring:service/user".
"""

_TRIGGER_NOTES = "put this label on an issue to bring it under sync"

_POLICIES = """\
[connections.{name}.policies]
conflicts = "newest"     # who wins a field that both sides changed: newest, source, target, manual
removals = 0.2           # a run that would remove more of the sync's own copies stops and asks
"""

_README = """\
# Issues kept in step by syncscript

| file | what it is |
|---|---|
| `syncscript.toml` | instances, connections, triggers, policies |
| `rules/*.outgoing.sync` | what leaves a side |
| `rules/*.incoming.sync` | what arrives at a side, and what becomes of it |
| `rules/*.test.yaml` | what the rules do with issues, said once more: `syncscript test` compares |
| `.syncscript/` | the state of this machine: not for git, worth a backup |

1. Put your addresses and project keys into `syncscript.toml` and `rules/*.incoming.*`.
2. Give the tokens, for example: `export BLUE_TOKEN=... GREEN_TOKEN=...`
3. `syncscript plan` shows what would be written, and which rule line says so. It writes nothing.
4. `syncscript run` does it. From cron, every five minutes:
   `*/5 * * * * cd /path/to/this/folder && syncscript run`
5. `syncscript status` shows how things stand, `syncscript status BLUE-1` one issue.
"""
