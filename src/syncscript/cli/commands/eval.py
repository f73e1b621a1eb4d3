"""`syncscript eval`: run one rule file on data, without project, tracker or network."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from syncscript.cli import exits

if TYPE_CHECKING:
    from syncscript.language import Outcome, Rule
    from syncscript.model import Diagnostic

LONGEST_RULE = 4_000_000
LONGEST_INPUT = 64_000_000


@click.command("eval")
@click.argument("rule")
@click.option("--input", "input_file", metavar="FILE", help="Inputs as JSON; - reads standard input.")
@click.option(
    "--kind",
    type=click.Choice(["outgoing", "incoming"]),
    help="What kind of rule it is. Default: what its file name tells.",
)
@click.option("--side", metavar="NAME", help="Of a mapping file: the instance whose rule is run.")
@click.option(
    "--isolate", is_flag=True, help="For rules nobody trusts: run in a process with limits of the system."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    rule: str, input_file: str | None, kind: str | None, side: str | None, isolate: bool, form: str
) -> None:
    """Run the rule file RULE on the data of --input, and show what it asks for.

    The input is a JSON object; all its keys may be left out: issue, replica, previous, firstSync, answers.
    Without answers every question finds nothing and leaves a note; with answers, a question that is not among
    them is an error that prints the entry to add.
    """
    from syncscript.cli.reading import read_json
    from syncscript.language import RuleFailure
    from syncscript.model import DiagnosticError

    try:
        inputs = read_json(input_file, LONGEST_INPUT) if input_file else {}
        if isolate:
            outcome, warnings, ran = run_apart(rule, kind, side, inputs)
        else:
            made, warnings = compiled(rule, kind, side)
            outcome, ran = made.run(inputs), made.kind
    except DiagnosticError as error:
        fail(error.diagnostics, form)
    except RuleFailure as failure:
        fail((failure.diagnostic,), form)
    tell(warnings)
    if form == "json":
        from syncscript.cli.show.outcomes import outcome_as_data

        click.echo(json.dumps(outcome_as_data(outcome, ran), indent=2, ensure_ascii=False, default=str))
        return
    show(outcome, ran)


def run_apart(
    path: str, kind: str | None, side: str | None, inputs: Any
) -> tuple[Outcome, tuple[Diagnostic, ...], str]:
    """Outcome, warnings and kind of a rule that is compiled and run in a worker process."""
    from syncscript.cli.reading import read_text, shown_path
    from syncscript.isolation import run_isolated

    source, name = read_text(path, LONGEST_RULE), shown_path(path)
    found = kind_in(name, kind) if side is None else kind or "incoming"
    return (*run_isolated(source, inputs, kind=found, name=name, side=side), found)


def kind_in(name: str, kind: str | None) -> str:
    """What kind of rule a file of this name holds, that is no mapping."""
    from syncscript.cli.reading import refuse
    from syncscript.language import kind_of

    found = kind or kind_of(name)
    if found == "mapping":
        refuse("C159", f"{name} is a mapping file, which holds a rule for each side", "say --side and --kind")
    return found


def compiled(path: str, kind: str | None, side: str | None) -> tuple[Rule, tuple[Diagnostic, ...]]:
    """The rule of a file, and what was noticed in it. DiagnosticError with all its mistakes."""
    from syncscript.cli.reading import read_text, refuse, shown_path
    from syncscript.language import compile_mapping, compile_rule

    source, name = read_text(path, LONGEST_RULE), shown_path(path)
    if side is None:
        rule = compile_rule(source, kind=kind_in(name, kind), name=name)
        return rule, rule.warnings
    mapping = compile_mapping(source, name=name)
    rules = mapping.outgoing if kind == "outgoing" else mapping.incoming
    if side not in rules:
        refuse("C159", f"{name} has no side {side}", f"its sides are {' and '.join(rules)}")
    return rules[side], mapping.warnings


def show(outcome: Outcome, kind: str) -> None:
    import os
    import sys

    from syncscript.cli.show.outcomes import outcome_text
    from syncscript.cli.show.paint import Paint, wants_colour

    click.echo(outcome_text(outcome, kind, Paint(wants_colour(sys.stdout, os.environ))), nl=False)


def tell(warnings: tuple[Diagnostic, ...]) -> None:
    from syncscript.cli.show.diagnostics import diagnostic_text

    for warning in warnings:
        click.echo(diagnostic_text(warning), err=True)


def fail(diagnostics: tuple[Diagnostic, ...], form: str) -> None:
    """Tell what is wrong, and exit: as text on stderr, or the first one as JSON on stdout."""
    from syncscript.cli.show.diagnostics import diagnostic_text

    for diagnostic in diagnostics[form == "json" :]:
        click.echo(diagnostic_text(diagnostic), err=True)
    if form == "json":
        click.echo(json.dumps({"error": error_as_data(diagnostics[0])}, indent=2, ensure_ascii=False))
    click.get_current_context().exit(exits.SOME_FAILED)


def error_as_data(diagnostic: Diagnostic) -> dict[str, Any]:
    """Code, message with the next act, and place; the place is null for what stands in no file."""
    span = diagnostic.span
    help = f" ({diagnostic.help})" if diagnostic.help else ""
    return {
        "code": diagnostic.code,
        "message": diagnostic.message + help,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }
