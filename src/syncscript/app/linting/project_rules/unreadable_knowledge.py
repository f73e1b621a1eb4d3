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
from syncscript.app.linting.home import schema_of, table, word
from syncscript.app.linting.project_registry import ProjectTold, ProjectView, project_rule


@project_rule("L016", "correctness", "error")
def check(view: ProjectView) -> Iterator[ProjectTold]:
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


def unfit_contracts(view: ProjectView) -> Iterator[ProjectTold]:
    contracts = table(table(view.home.data, "lint"), "contracts")
    for side in contracts:
        file = word(contracts, side)
        path = view.home.root / file
        if not file or any(contract_in(path, which) is not None for which in ("sends", "reads")):
            continue
        why = "holds no contract" if path.is_file() else "is not there"
        message = f"{file} {why}: nothing is known of what crosses."
        help = f"have it made by the other side: syncscript contract {side} > {file}"
        yield ProjectTold(message, help, at=("lint", "contracts", side))
