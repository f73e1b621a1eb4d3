"""`syncscript fmt`: rule files in the one style, or what would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits

if TYPE_CHECKING:
    from syncscript.app.formatting_files import Formatted, Wanted

STDIN, SHOWN_STDIN = "-", "standard input"
LARGEST_FILE = 4_000_000


@click.command("fmt")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, allow_dash=True, readable=False))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change. Exits like --check.")
@click.option("--lines", metavar="FIRST-LAST", help="Change only these lines of one file, for editors.")
@click.option(
    "--stdin-filename", metavar="FILE", help="What the text of standard input is called."
)
@click.option(
    "--force-exclude", is_flag=True, help="Leave out what the project excludes also where it is named."
)
@click.option(
    "--line-length",
    type=click.IntRange(20, 1000),
    metavar="N",
    help="How wide a line may be before it is broken. Default: what [fmt] in syncscript.toml says, else 100.",
)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    check: bool,
    diff: bool,
    lines: str | None,
    stdin_filename: str | None,
    force_exclude: bool,
    line_length: int | None,
) -> None:
    """Put the rule files PATHS, and those below folders, into the one style. Default: all of this folder.

    `-` reads standard input and writes the result to standard output, and so does --stdin-filename without
    PATHS. What a rule does stays the same.
    """
    from syncscript.app.formatting_files import Wanted

    typed = _typed(paths, stdin_filename)
    wanted = Wanted(line_length, _range(lines, paths, typed), not check and not diff, force_exclude)
    results = []
    for result in _results(paths, typed, wanted):
        results.append(result)
        _tell(result, wanted, is_typed=typed is not None, is_diff=diff)
    if typed is None:
        _sum_up(results, wanted)
    ctx.exit(_exit_code(results, wanted))


def _typed(paths: Sequence[Path], name: str | None) -> str | None:
    """What standard input is called, when it is what is to be formatted."""
    if Path(STDIN) in paths and len(paths) > 1:
        raise click.UsageError("- stands alone: standard input is one file")
    if Path(STDIN) in paths or (name is not None and not paths):
        return name or SHOWN_STDIN
    if name is not None:
        raise click.UsageError("--stdin-filename names standard input, and files are named: leave one out")
    return None


def _range(lines: str | None, paths: Sequence[Path], typed: str | None) -> tuple[int, int] | None:
    if lines is None:
        return None
    first, _, last = lines.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and 0 < int(first) <= int(last or first)):
        raise click.UsageError(f"--lines {lines} is no range of lines; write it like 10-20")
    if typed is None and (len(paths) != 1 or paths[0].is_dir()):
        raise click.UsageError("--lines takes one file")
    return int(first), int(last or first)


def _results(paths: Sequence[Path], typed: str | None, wanted: Wanted) -> Iterator[Formatted]:
    from syncscript.app.formatting_files import formatted_files, formatted_stdin
    from syncscript.cli.reading import read_text

    def read(path: str) -> str:
        return read_text(path, LARGEST_FILE, keeps_mark=True)

    if typed is not None:
        yield formatted_stdin(typed, read, wanted)
        return
    yield from formatted_files(paths or (Path(),), read, wanted)


def _tell(result: Formatted, wanted: Wanted, *, is_typed: bool, is_diff: bool) -> None:
    from syncscript.cli.show.diagnostics import diagnostic_text, terminal_safe

    for diagnostic in result.diagnostics:
        click.echo(diagnostic_text(diagnostic), err=True)
    if result.diagnostics:
        return
    if is_typed and wanted.writes:
        _print(result.after)
    elif result.is_changed and is_diff:
        _print_diff(result)
    elif result.is_changed:
        verb = "reformatted" if wanted.writes else "would reformat"
        click.echo(f"{verb} {terminal_safe(result.name)}", err=is_typed)


def _print_diff(result: Formatted) -> None:
    """Lines end as in patches: at a line feed, whatever else ends lines elsewhere."""
    from difflib import unified_diff

    before, after = (list(StringIO(text, newline="\n")) for text in (result.before, result.after))
    lines = unified_diff(before, after, result.name, result.name)
    ended = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    _print("".join(ended))


def _print(text: str) -> None:
    """As it is: line ends are not translated, nor are names of files that are no UTF-8."""
    click.echo(text.encode(errors="surrogateescape"), nl=False)


def _sum_up(results: Sequence[Formatted], wanted: Wanted) -> None:
    if not results:
        click.echo("no rule files here (*.sync, *.outgoing.groovy, *.incoming.groovy)", err=True)
        return
    changed = sum(result.is_changed for result in results)
    wrong = sum(bool(result.diagnostics) for result in results)
    verb = "reformatted" if wanted.writes else "would be reformatted"
    parts = [f"{changed} {verb}", f"{len(results) - changed - wrong} in the style already"]
    click.echo(", ".join([*parts, *([f"{wrong} left as they are"] if wrong else [])]), err=True)


def _exit_code(results: Sequence[Formatted], wanted: Wanted) -> int:
    if any(result.diagnostics for result in results):
        return exits.USAGE
    would_change = not wanted.writes and any(result.is_changed for result in results)
    return exits.FINDINGS if would_change else exits.DONE
