"""What a side of a connection sends and reads, as a file for those who write the other side's rules.

What its rules do not tell for certain is left out of the file. Refuses to judge anybody's rules.
"""

from __future__ import annotations

import json
from pathlib import Path

from syncscript.app.linting.around import facts_in, forget
from syncscript.app.linting.home import Home, Role, home_in
from syncscript.model import Diagnostic, DiagnosticError

KEYS = {"outgoing": "sends", "incoming": "reads"}


def contract_text(root: Path, side: str) -> str:
    """`{"sends": [...], "reads": [...]}`, a name a line. DiagnosticError when no side is called so."""
    forget()
    told: dict[str, set[str]] = {}
    unsure: set[str] = set()
    for file, role in rules_of(home_in(root), side):
        key, facts = KEYS[role.kind], facts_in(root / file, role.kind)
        if facts is None or facts.crossing.open:
            unsure.add(key)
        else:
            told.setdefault(key, set()).update(facts.crossing.names)
    known = {key: sorted(told[key]) for key in KEYS.values() if key in told and key not in unsure}
    return json.dumps(known, indent=2, ensure_ascii=False) + "\n"


def rules_of(home: Home, side: str) -> list[tuple[str, Role]]:
    """The outgoing and incoming rule files of a side, in all connections that have it."""
    roles = [(file, role) for file, its in home.roles.items() for role in its if role.kind in KEYS]
    found = [(file, role) for file, role in roles if role.here == side]
    if not found:
        sides = ", ".join(sorted({role.here for _, role in roles})) or "none with rules of its own"
        message = f"no connection has a side {side} with rules of its own"
        raise DiagnosticError(Diagnostic("C195", message, help=f"sides here: {sides}"))
    return found
