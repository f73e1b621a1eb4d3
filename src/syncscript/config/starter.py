"""The files of a new project: the settings, the packaged basic rules for both sides, and hints.

Knows names and texts only, as a mapping from path to text. Refuses to write anything to disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from syncscript.config.project import FILE_NAME
from syncscript.config.schema import SCHEMA_FILE, schema_text

_PACKAGE = Path(__file__).resolve().parents[1]
_HOMES = (_PACKAGE / "rules", _PACKAGE.parents[1] / "rules")


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


def rule_set_text(name: str) -> str:
    """The text of a packaged rule file, such as `basic/basic.outgoing.sync`."""
    for home in _HOMES:
        if (home / name).is_file():
            return (home / name).read_text(encoding="utf-8")
    raise FileNotFoundError(f"the rule file {name} is in none of: {', '.join(map(str, _HOMES))}")


def starting_files(name: str, left: StartingSide, right: StartingSide) -> Mapping[str, str]:
    """All files of a new project, by path."""
    files = {
        FILE_NAME: _settings_text(name, left, right),
        SCHEMA_FILE: schema_text(),
        ".gitignore": ".syncscript/\nsecrets/\n",
        "README.md": _README,
    }
    for side in (left, right):
        files |= rule_files(side)
    return files


def rule_files(side: StartingSide) -> dict[str, str]:
    """The packaged basic rules as one side's own copies."""
    incoming = rule_set_text("basic/basic.incoming.sync")
    return {
        f"rules/{side.slug}.outgoing.sync": rule_set_text("basic/basic.outgoing.sync"),
        f"rules/{side.slug}.incoming.sync": incoming.replace('"GREEN"', f'"{side.project}"'),
    }


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


_HEAD = f"""\
#:schema ./{SCHEMA_FILE}
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
| `.syncscript/` | the state of this machine: not for git, worth a backup |

1. Put your addresses and project keys into `syncscript.toml` and `rules/*.incoming.sync`.
2. Give the tokens, for example: `export BLUE_TOKEN=... GREEN_TOKEN=...`
3. `syncscript plan` shows what would be written, and which rule line says so. It writes nothing.
4. `syncscript run` does it. From cron, every five minutes:
   `*/5 * * * * cd /path/to/this/folder && syncscript run`
5. `syncscript status` shows how things stand, `syncscript status BLUE-1` one issue.
"""
