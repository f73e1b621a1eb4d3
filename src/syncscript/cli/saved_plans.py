"""Plans in files: what `plan --out` writes and `run --plan` reads.

The file is data to compare with, never to execute. It holds issues' contents, so only its owner
may read it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from shlex import quote
from typing import Any

from syncscript.app.writing_files import write_file
from syncscript.cli.show.counting import counted
from syncscript.engine import plan_as_data, plan_from_data
from syncscript.engine.report import ConnectionPlan
from syncscript.model import Diagnostic, DiagnosticError

FORMAT = 1


def plans_as_data(plans: Sequence[ConnectionPlan]) -> dict[str, Any]:
    """Plans as JSON data: what `plan --format json` prints and what is saved."""
    done = (pair for plan in plans for pair in plan.pairs if not pair.held)
    counts = counted(operation for pair in done for operation in pair.operations)
    return {
        "format": FORMAT,
        "changes": bool(counts),
        "counts": dict(sorted(counts.items())),
        "connections": [plan_as_data(plan) for plan in plans],
    }


def save_plans(path: Path, plans: Sequence[ConnectionPlan]) -> None:
    """Write the file whole or not at all. DiagnosticError when it cannot be written."""
    if not path.name:
        raise _unusable(path, "has no name", "name a file, for example: --out approved.plan")
    text = json.dumps(plans_as_data(plans), indent=1, ensure_ascii=False)
    write_file(path, f"{text}\n".encode(errors="backslashreplace"), private=True)


def read_plans(path: Path, wanted: Sequence[str]) -> Mapping[str, ConnectionPlan]:
    """The saved plans of the wanted connections, all when none is named.

    DiagnosticError when the file is no saved plan of this version, or does not hold a wanted one.
    """
    again = f"make a new one: syncscript plan --out {quote(str(path))}"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["format"] != FORMAT:
            raise ValueError("it is from another version")
        plans = [plan_from_data(item) for item in data["connections"]]
        if not plans:
            raise ValueError("it holds no connection")
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}", f"correct its path, or {again}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _unusable(path, "is no saved plan of this version, or not a whole one", again) from error
    missing = sorted(set(wanted) - {plan.connection for plan in plans})
    if missing:
        raise _unusable(path, f"does not hold {', '.join(missing)}", "save one that does")
    return {plan.connection: plan for plan in plans if not wanted or plan.connection in wanted}


def _unusable(path: Path, problem: str, help: str) -> DiagnosticError:
    return DiagnosticError(Diagnostic("C150", f"the plan {path} {problem}", help=help))
