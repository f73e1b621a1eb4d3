"""Guides a person through a migration: one step after the other, each told, noted once it is done.

What each step does is what its own command does. Knows where to stop and ask, and what to do next then.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from syncscript.cli import exits

if TYPE_CHECKING:
    from syncscript.app.backbone.importing import Import
    from syncscript.app.backbone.migrating import Migration
    from syncscript.app.backbone.standing import Standing
    from syncscript.app.watching import Watch
    from syncscript.backbone import Conditions
    from syncscript.backbone.comparing import Comparison
    from syncscript.config import Project


GO_ON = "call this command again to go on"


class Stops(Exception):
    """A step cannot be done now. next_act: what the person does first; code: what the command ends with."""

    def __init__(self, told: str, next_act: str, code: int = exits.SOME_FAILED) -> None:
        super().__init__(told)
        self.next_act = next_act
        self.code = code


@contextmanager
def watched() -> Iterator[Watch]:
    """With a bar on a terminal; ended by Ctrl-C after the pair that it is at."""
    from syncscript.app.clock import clock
    from syncscript.app.watching import Watch
    from syncscript.cli.following import progress_bar
    from syncscript.cli.stopping import stop_flag

    with progress_bar() as bar, stop_flag() as stop:
        yield Watch(clock, bar.listen, stop.is_set)


class Guide:
    """One call of the command; what was done by an earlier one is in the journal."""

    def __init__(
        self, project: Project, wanted: Migration, conditions: Conditions, first: str | None, yes: bool
    ) -> None:
        self._project, self._wanted, self._conditions = project, wanted, conditions
        self._first, self._yes = first, yes
        self._journal = wanted.journal()

    def go(self) -> int:
        """All steps that are left, then the report; the command's exit code."""
        steps: tuple[tuple[str, Callable[[], Sequence[str]]], ...] = (
            ("check", self._check), ("merge", self._merge), ("import", self._import),
            ("preview", self._preview), ("resync", self._resync),
        )  # fmt: skip
        for number, (name, step) in enumerate(steps):
            done = self._journal.done.get(name)
            if done is not None and not self._still_holds(name):
                self._journal = self._journal.without(later for later, _ in steps[number:])
            elif done is not None:
                click.echo(f"{name}: done {done.at}")
                continue
            self._note(name, step())
        self._note("verify", self._verify())
        return self._report()

    def _still_holds(self, step: str) -> bool:
        """What a step left can be taken away by hand; then it is done again, and all behind it."""
        if step == "merge":
            return self._wanted.merged.is_file()
        return step != "import" or self._standing().taken > 0

    def _note(self, name: str, told: Sequence[str]) -> None:
        from syncscript.app.clock import clock
        from syncscript.cli.show.diagnostics import terminal_safe

        self._journal = self._journal.noted(name, clock().isoformat(timespec="seconds"), told)
        click.echo(f"{name}:")
        for line in told:
            click.echo(f"  {terminal_safe(line)}")

    # ---------------------------------------------------------------- steps

    def _check(self) -> Sequence[str]:
        from syncscript.app.backbone.migrating import both_sides
        from syncscript.backbone import Level
        from syncscript.cli.show.exports import finding_lines, repair_lines, side_line

        result = both_sides(self._wanted, self._conditions)
        lines = [*repair_lines(result.repairs)]
        lines += finding_lines(found for found in result.findings if found.level is not Level.INFO)
        if result.is_wrong:
            for line in lines:
                click.echo(line, err=True)
            names = " ".join(self._wanted.files)
            raise Stops("the exports have errors",
                        f"look at all of them: syncscript backbone validate {names} --report findings.jsonl",
                        exits.FINDINGS)  # fmt: skip
        return [*lines, *(side_line(counts) for counts in result.counts)]

    def _merge(self) -> Sequence[str]:
        from syncscript.app.backbone.migrating import write_merged

        entries = write_merged(self._wanted, self._conditions)
        return [f"{self._wanted.merged}: {entries:,} entries"]

    def _import(self) -> Sequence[str]:
        from syncscript.app.backbone.importing import take_over
        from syncscript.app.backbone.moved_side import about_move, missing_mark
        from syncscript.app.clock import clock
        from syncscript.app.states import opened_state
        from syncscript.cli.following import progress_bar
        from syncscript.cli.show.imports import done_lines, preview_lines
        from syncscript.cli.show.migrations import open_lines
        from syncscript.cli.show.moves import mark_lines

        pairs = self._pairs()
        name, settings = pairs.connection, self._project.settings.connections[pairs.connection]
        moved = next(side for side in settings.side_names if side != pairs.first)

        def agree(found: Comparison) -> bool:
            return self._asked("\n".join(preview_lines(pairs, found)), "Take these pairs over?")

        with opened_state(self._project) as store, store.lock("syncscript backbone migrate"):
            store.check()
            with progress_bar() as bar:
                about = about_move(name, settings, moved)
                found = take_over(store, pairs, clock(), about, agree, bar.steps(name, "import"))
        mark = mark_lines(missing_mark(name, settings, moved)) if self._is_cloud(moved) else ()
        return [*list(done_lines(pairs, found))[:1], *open_lines(pairs), *mark]

    def _preview(self) -> Sequence[str]:
        from syncscript.app.opening import opened
        from syncscript.app.plan import plan_connections
        from syncscript.app.states import looked_at_state
        from syncscript.app.writing_files import write_file
        from syncscript.cli.show.exports import counted
        from syncscript.cli.show.paint import Paint
        from syncscript.cli.show.plans import plan_text

        only = [self._wanted.connection]
        with opened(self._project, os.environ, only, looked_at_state) as ready, watched() as watch:
            plans = plan_connections(ready, watch, "syncscript backbone migrate")
            if watch.stop():
                raise Stops("stopped on request", GO_ON)
        text = plan_text(plans, Paint())
        place = self._wanted.folder / "preview.txt"
        write_file(place, text.encode())
        if any(plan.problems for plan in plans):
            click.echo(text, err=True, nl=False)
            raise Stops("the trackers cannot be asked", "mend that, then call this command again")
        standing = counted(sum(len(plan.standing) for plan in plans), "pair")
        return [text.rstrip("\n").rpartition("\n")[2], f"{standing} would stand still",
                f"what a run would write now, pair by pair: {place}", *self._hidden_people()]  # fmt: skip

    def _hidden_people(self) -> Sequence[str]:
        """Whose address the cloud hides: a value map to fill in, in a file."""
        from syncscript.app.backbone.moved_side import people_without_address
        from syncscript.app.connecting import tracker_of
        from syncscript.app.writing_files import write_file
        from syncscript.cli.show.moves import hidden_lines

        settings = self._project.settings.connections[self._wanted.connection]
        moved = self._moved()
        if not self._is_cloud(moved):
            return ()
        (stayed,) = (name for name in settings.side_names if name != moved)
        side = settings.sides[settings.side_names.index(moved)]
        people = people_without_address(tracker_of(self._project, side.instance, os.environ), side.project)
        head, *table = hidden_lines(people, moved, stayed)
        if not table:
            return [head]
        place = self._wanted.folder / "hidden-people.txt"
        write_file(place, ("\n".join(table) + "\n").encode())
        return [head, f"the value map: {place}"]

    def _resync(self) -> Sequence[str]:
        from syncscript.app.backbone.resyncing import resync, resync_of
        from syncscript.app.opening import opened
        from syncscript.cli.show.resyncs import resync_lines

        fields = ", ".join(self._wanted.fields)
        settings = self._project.settings.connections[self._wanted.connection]
        choice = resync_of(settings.side_names, "both", self._wanted.fields)
        told = f"this writes to both trackers: {fields} of every pair, both ways"
        if not self._asked(told, "Send them?"):
            raise Stops("nothing was sent", GO_ON, exits.REFUSED)
        with opened(self._project, os.environ, [self._wanted.connection]) as ready, watched() as watch:
            summary = resync(ready, watch, "syncscript backbone migrate", choice)
        lines = list(resync_lines(summary, settings.side_names))
        if summary.problems or summary.interrupted:
            for line in lines:
                click.echo(line, err=True)
            raise Stops("not all pairs were sent", "mend what is told above, then call this command again")
        return lines

    def _verify(self) -> Sequence[str]:
        from syncscript.app.backbone.migrating import found_by_query
        from syncscript.app.connecting import tracker_of
        from syncscript.cli.show.migrations import query_lines
        from syncscript.cli.show.resyncs import standing_lines

        settings = self._project.settings.connections[self._wanted.connection]
        trackers = {
            name: (tracker_of(self._project, side.instance, os.environ), side.project)
            for name, side in zip(settings.side_names, settings.sides, strict=True)
        }
        standing = self._standing()
        return [*standing_lines(standing), *query_lines(found_by_query(trackers), standing)]

    def _report(self) -> int:
        from syncscript.app.writing_files import write_file
        from syncscript.cli.show.migrations import as_html, as_markdown, sections

        standing, journal = self._standing(), self._journal
        told = sections(self._wanted, journal, standing)
        for name, text in (("report.md", as_markdown(told)), ("report.html", as_html(told))):
            write_file(self._wanted.folder / name, text.encode())
        click.echo(f"report: {self._wanted.folder / 'report.md'}, and report.html beside it")
        click.echo(f"next: syncscript run --connection {self._wanted.connection}")
        return exits.SOME_FAILED if standing.failed or standing.gone or standing.pending else exits.DONE

    # ---------------------------------------------------------------- what steps share

    def _pairs(self) -> Import:
        from syncscript.app.backbone.files import many_values, read_export_file
        from syncscript.app.backbone.importing import import_of

        file, name = str(self._wanted.merged), self._wanted.connection
        settings = self._project.settings.connections[name]
        with many_values():
            export = read_export_file(file, lenient=False, max_size=2 * self._wanted.max_size)
        return import_of(name, settings, export, self._conditions, self._first, file)

    def _is_cloud(self, side: str) -> bool:
        settings = self._project.settings
        connection = settings.connections[self._wanted.connection]
        instance = connection.sides[connection.side_names.index(side)].instance
        return settings.instances[instance].tracker == "jira-cloud"

    def _moved(self) -> str:
        """The side that did not come first in the merged file."""
        from syncscript.app.states import looked_at_state

        name = self._wanted.connection
        with looked_at_state(self._project) as store, store.transaction() as records:
            takeover = records.takeover(name)
        sides = self._project.settings.connections[name].side_names
        return next(side for side in sides if takeover is None or side != takeover.first)

    def _standing(self) -> Standing:
        from syncscript.app.backbone.standing import standing_of
        from syncscript.app.states import looked_at_state

        with looked_at_state(self._project) as store, store.transaction() as records:
            return standing_of(records, self._wanted.connection)

    def _asked(self, told: str, question: str) -> bool:
        """Whether the person says yes. DiagnosticError where nobody is there to say it."""
        from syncscript.cli.show.paint import is_terminal
        from syncscript.model import Diagnostic, DiagnosticError

        if self._yes:
            return True
        if not is_terminal(sys.stdin):
            problem = f"nobody is there to ask: {told}"
            help = "give --yes; steps that are done stay done"
            raise DiagnosticError(Diagnostic("C145", problem, help=help))
        click.echo(told, err=True)
        return click.confirm(question, err=True)
