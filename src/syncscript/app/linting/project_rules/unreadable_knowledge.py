"""A schema or contract of the project cannot be read.

Lint knows fields, values and what crosses from these files alone. Without them all checks that need them are
silent, and a pull request looks clean. Pull the schema again, or correct the path of the contract.

Bad::

    [lint.contracts]
    GreenJira = "contracts/gren.json"   # there is no such file

Good::

    [lint.contracts]
    GreenJira = "contracts/green.json"
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.app.linting.around import contract_in, schema_in
from syncscript.app.linting.home import schema_of, side_names, table, word
from syncscript.app.linting.project_registry import ProjectTold, ProjectView, project_rule
from syncscript.language.interpreter.nearness import did_you_mean


@project_rule("L016", "correctness", "error")
def check(view: ProjectView) -> Iterator[ProjectTold]:
    yield from missing_folder(view)
    yield from unfit_schemas(view)
    yield from unfit_contracts(view)


def unfit_schemas(view: ProjectView) -> Iterator[ProjectTold]:
    """One that is not there was not asked for."""
    told: set[str] = set()
    for name, connection in view.connections():
        for which in ("left", "right"):
            side = table(connection, which)
            file, instance = schema_of(side, view.home.data), word(side, "instance")
            path = view.home.root / file
            if file in told or not path.is_file() or schema_in(path, instance) is not None:
                continue
            told.add(file)
            message = f"{file} holds no schema: nothing is known of the fields of {instance}."
            help = f"make it anew: syncscript schema pull {instance}"
            yield ProjectTold(message, help, at=("connections", name, which, "instance"))


def missing_folder(view: ProjectView) -> Iterator[ProjectTold]:
    """One that somebody chose, and nothing is in it."""
    folder = word(table(view.home.data, "lint"), "schemas")
    if folder and not (view.home.root / folder).is_dir():
        message = f"There is no folder {folder}: nothing is known of anybody's fields."
        help = "correct it, or have it filled: syncscript schema pull INSTANCE"
        yield ProjectTold(message, help, at=("lint", "schemas"))


def sides_of(view: ProjectView) -> set[str]:
    connections = (connection for _, connection in view.connections())
    return {name for each in connections for name in side_names(table(each, "left"), table(each, "right"))}


def unfit_contracts(view: ProjectView) -> Iterator[ProjectTold]:
    contracts, sides = table(table(view.home.data, "lint"), "contracts"), sides_of(view)
    for side in contracts:
        file = word(contracts, side)
        if side not in sides:
            help = did_you_mean(side, sides) or f"sides here: {', '.join(sorted(sides))}"
            message = f"No side is called {side}: nobody looks at its contract."
            yield ProjectTold(message, help, at=("lint", "contracts", side))
            continue
        path = view.home.root / file
        if not file or any(contract_in(path, which) is not None for which in ("sends", "reads")):
            continue
        why = "holds no contract" if path.is_file() else "is not there"
        message = f"{file} {why}: nothing is known of what crosses."
        help = f"have it made by the other side: syncscript contract {side} > {file}"
        yield ProjectTold(message, help, at=("lint", "contracts", side))
