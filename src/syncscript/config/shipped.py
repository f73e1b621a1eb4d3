"""The rule sets that come with the package: where they are, their texts, and the whole projects among them.

Looks in the package first, and in the checkout that it is used from. Refuses to know what rules say.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from syncscript.config.mistakes import near
from syncscript.config.project import FILE_NAME
from syncscript.model import Diagnostic, DiagnosticError

_PACKAGE = Path(__file__).resolve().parents[1]
_HOMES = (_PACKAGE / "rules", _PACKAGE.parents[1] / "rules")


def rule_set_text(name: str) -> str:
    """The text of a shipped rule file, such as `basic/basic.outgoing.sync`."""
    for home in _HOMES:
        if (home / name).is_file():
            return (home / name).read_text(encoding="utf-8")
    raise FileNotFoundError(f"the rule file {name} is in none of: {', '.join(map(str, _HOMES))}")


def shipped_project_names() -> tuple[str, ...]:
    """Names of the rule sets that have settings of their own, sorted."""
    return tuple(sorted({path.parent.name for home in _HOMES for path in home.glob(f"*/{FILE_NAME}")}))


def shipped_project(name: str) -> Mapping[str, str]:
    """The files of a shipped project by their paths. DiagnosticError when there is none of this name."""
    names = shipped_project_names()
    if name not in names:
        told = Diagnostic("C164", f"there is no project {name} to start from", help=near(name, names))
        raise DiagnosticError(told)
    folder = next(home / name for home in _HOMES if (home / name / FILE_NAME).is_file())
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not is_hidden(path, folder))
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def is_hidden(path: Path, folder: Path) -> bool:
    """Whether it is below what somebody's run in the checkout may have left, such as a state."""
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
