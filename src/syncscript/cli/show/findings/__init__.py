"""How findings of lint are written: a format is a file here, found by its name, with a function `written`.

`written` makes the whole text of a Report. Refuses to know where it goes.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from syncscript.app.linting.report import Report


def formats() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def report_text(report: Report, form: str) -> str:
    """The report in a format of that name."""
    text: str = import_module(f"{__name__}.{form}").written(report)
    return text
