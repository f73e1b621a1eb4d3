"""The step of a migration that keeps the pairs of the merged file in the state, once a person agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from syncscript.cli import exits
from syncscript.cli.migrating.asking import Stops, agreed
from syncscript.cli.migrating.call import OWNER

if TYPE_CHECKING:
    from syncscript.app.backbone.importing import Import
    from syncscript.app.backbone.journal import Told
    from syncscript.backbone.comparing import Comparison
    from syncscript.cli.migrating.call import Call

LOOK_AT_RULES = "see where rules find people by login: syncscript lint --select user-by-old-login"


def take_over(call: Call) -> Told:
    """Stops where the person does not agree. DiagnosticError where the side that moved is not in the cloud
    and the other one is: then its role, or the order of the files, is wrong."""
    from syncscript.app.backbone.journal import Told
    from syncscript.app.backbone.moved_side import demand_cloud, missing_mark
    from syncscript.cli.show.imports import done_lines, open_lines
    from syncscript.cli.show.migrations import left_lines, linked_line
    from syncscript.cli.show.moves import mark_lines

    pairs = pairs_of(call)
    moved = call.other(pairs.first)
    demand_cloud(moved, call.is_cloud(moved), pairs.first, call.is_cloud(pairs.first))
    found = _taken(call, pairs, moved)
    mark = tuple(mark_lines(missing_mark(pairs.connection, call.settings, moved)))
    people = (*mark, LOOK_AT_RULES) if call.is_cloud(moved) else ()
    linked = linked_line(pairs)
    done = (line.strip() for line in (*done_lines(pairs, found), linked, *open_lines(pairs)))
    return Told((*done, *people), tuple(left_lines(pairs)), (linked,), people)


def pairs_of(call: Call) -> Import:
    from syncscript.app.backbone.files import many_values, read_export_file
    from syncscript.app.backbone.importing import import_of

    file, name, allowed = str(call.wanted.merged), call.wanted.connection, call.wanted.wishes.allowed
    with many_values():
        export = read_export_file(file, lenient=False, max_size=2 * call.wanted.max_size)
    found = import_of(name, call.settings, export, call.conditions, call.first, file, allowed)
    return _with_those_left_out(call, found) if call.wanted.wishes.only_matched else found


def _with_those_left_out(call: Call, found: Import) -> Import:
    """The merged file does not tell of them, and yet a trigger must make no twin of what one side calls
    paired."""
    from dataclasses import replace

    from syncscript.app.backbone.migrating import both_sides
    from syncscript.backbone.takeover import keys_apart

    everything = replace(call.wanted, wishes=replace(call.wanted.wishes, only_matched=False))
    first, second = both_sides(everything, call.conditions).export.sides
    order, issue_key = (found.first, call.other(found.first)), call.conditions.issue_key
    return replace(found, apart=keys_apart(order, first, second, found.pairs, issue_key))


def _taken(call: Call, pairs: Import, moved: str) -> Comparison:
    from syncscript.app.backbone.importing import Declined, take_over
    from syncscript.app.backbone.moved_side import about_move
    from syncscript.app.clock import clock
    from syncscript.app.states import opened_state
    from syncscript.cli.following import progress_bar
    from syncscript.cli.show.imports import preview_lines

    name = pairs.connection
    about = about_move(name, call.settings, moved)

    def agree(found: Comparison) -> bool:
        return agreed("\n".join(preview_lines(pairs, found)), "Take these pairs over?", yes=call.yes)

    try:
        with opened_state(call.project) as store, store.lock(OWNER):
            store.check()
            with progress_bar() as bar:
                return take_over(store, pairs, clock(), about, agree, bar.steps(name, "import"))
    except Declined:
        raise Stops("nothing was taken over", code=exits.REFUSED) from None
