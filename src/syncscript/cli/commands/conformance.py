"""`syncscript conformance`: the recorded meaning of the language, against this implementation or another."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits

if TYPE_CHECKING:
    from syncscript.cli.judging import Answerer

CASES = Path("tests") / "conformance"
"""Where a checkout keeps its cases."""


@click.command("conformance")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--driver", "command_line", metavar="COMMAND", help="Judge this program instead.")
@click.option("--only", metavar="WORD", default="", help="Only cases with this word in their place or name.")
@click.option("--serve", is_flag=True, help="Be a driver: a question a line in, an answer a line out.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(folder: Path | None, command_line: str | None, only: str, serve: bool, form: str) -> None:
    """Judge an implementation of the rule language by the cases in DIR (default: those of the checkout).

    Without --driver it is syncscript itself. A driver reads questions and writes answers, one JSON
    object a line.
    """
    from syncscript.cli.judging import cases_below, driver
    from syncscript.language.conformance import answer_to, misses, question_of

    if serve:
        answer_lines(sys.stdin)
        return
    failed: dict[str, list[str]] = {}
    judged = 0
    with ExitStack() as stack:
        answering: Answerer = answer_to
        if command_line is not None:
            answering = stack.enter_context(driver(command_line))
        for case in cases_below(folder or of_the_checkout()):
            if only in case.place:
                judged += 1
                found = list(misses(case.content, answering(question_of(case.content))))
                failed.update({case.place: found} if found else {})
    tell(judged, failed, form)
    click.get_current_context().exit(exits.SOME_FAILED if failed else exits.DONE)


def of_the_checkout() -> Path:
    """The cases of the checkout that we stand in, else of the one that this program runs from."""
    return CASES if CASES.is_dir() else Path(__file__).parents[4] / CASES


def tell(judged: int, failed: dict[str, list[str]], form: str) -> None:
    from syncscript.cli.show.diagnostics import terminal_safe

    if form == "json":
        click.echo(json.dumps({"cases": judged, "failed": failed}, indent=2, ensure_ascii=False))
        return
    for place, found in failed.items():
        click.echo("\n".join([terminal_safe(place), *(f"  {terminal_safe(miss)}" for miss in found)]))
    click.echo(f"{judged} cases, {len(failed)} failed")


def answer_lines(lines: Iterable[str]) -> None:
    """An answer for each line; a line that is no question gets an answer that says so."""
    from syncscript.language.conformance import answer_to

    for line in lines:
        try:
            answer = answer_to(json.loads(line))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            answer = {"error": f"this is no question: {error!r}"}
        click.echo(json.dumps(answer, default=str))
