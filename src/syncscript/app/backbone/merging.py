"""The act of merging: two exports are read, changed as the admin says, checked, and put in their new order.

Nothing is written while an error stands that nobody allowed. Refuses to print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from syncscript.app.backbone.files import content_of, many_values, read_export_file, shown_path
from syncscript.app.backbone.validating import harder, softer
from syncscript.backbone import Conditions, Export, Finding, Level, Repair, Side
from syncscript.backbone.checking import check_two
from syncscript.backbone.counting import SideCounts, side_counts
from syncscript.backbone.facing import projects_of
from syncscript.backbone.findings import in_order
from syncscript.backbone.headings import check_others
from syncscript.backbone.id_maps import id_map_of, with_new_ids, without_new_ids
from syncscript.backbone.leaving_out import findings_of_rest, only_matched
from syncscript.backbone.merging import PRIMARY, ROLES, SECONDARY, contradicting_others, in_new_order, merge
from syncscript.backbone.refusals.map_not_one_to_one import bad_row
from syncscript.backbone.refusals.other_first_project import other_first_project
from syncscript.backbone.refusals.project_not_there import project_not_there
from syncscript.backbone.refusals.two_sides_in_one import two_sides_in_one
from syncscript.backbone.rekeying import projects_not_in, rekeyed
from syncscript.backbone.views import SideView
from syncscript.model import DiagnosticError

BIGGEST_MAP = 1 << 30


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the admin asks for beside the two files. migrating: the role of the side that moves; rekeys: by
    role, old project -> new one; id_maps: role, comments or attachments, and the file of the map; allowed:
    codes whose errors do not count; take: which side of a file that has both, 0 or 1."""

    migrating: str
    rekeys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    id_maps: tuple[tuple[str, str, str], ...] = ()
    only_matched: bool = False
    allowed: frozenset[str] = frozenset()
    first_project: str | None = None
    take: int | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """counts: of the first side and of the second. findings: those that are errors keep it from being
    written."""

    export: Export
    counts: tuple[SideCounts, SideCounts]
    findings: tuple[Finding, ...]
    repairs: tuple[tuple[str, Repair], ...]
    left_out: int = 0

    @property
    def is_wrong(self) -> bool:
        return any(finding.level is Level.ERROR for finding in self.findings)


def merged(
    primary: str, secondary: str, wishes: Wishes, conditions: Conditions, *, lenient: bool, max_size: int
) -> Merged:
    """Unreadable when a file is no export; DiagnosticError for wishes that do not fit the files."""
    with many_values():
        read = {
            role: one_sided(path, role, wishes.take, lenient=lenient, max_size=max_size)
            for role, path in zip(ROLES, (primary, secondary), strict=True)
        }
        found = [replace(f, side=role) for role, export in read.items() for f in check_others(export)]
        found += contradicting_others(read[PRIMARY], read[SECONDARY])
        named = zip((primary, secondary), read.values(), strict=True)
        repairs = tuple((shown_path(path), repair) for path, export in named for repair in export.repairs)
        result = _put_together(read, wishes, conditions)
        findings = in_order(_judged([*found, *result.findings], wishes), ROLES)
        return replace(result, findings=tuple(findings), repairs=repairs)


def _put_together(read: Mapping[str, Export], wishes: Wishes, conditions: Conditions) -> Merged:
    """The sides as the wishes change them, and what is wrong with them then."""
    sides = {role: export.sides[0] for role, export in read.items()}
    _rekey(sides, wishes.rekeys)
    found = _map_ids(sides, wishes.id_maps)
    before = sum(len(side.entries) for side in sides.values())
    found += _checked(sides, wishes, conditions)
    left_out = before - sum(len(side.entries) for side in sides.values())
    first, second = in_new_order(wishes.migrating, sides[PRIMARY], sides[SECONDARY])
    if wishes.first_project is not None:
        found += other_first_project(first.name, projects_of(first), wishes.first_project)
    counts = tuple(side_counts(SideView(side, conditions.issue_key)) for side in (first, second))
    export = merge(wishes.migrating, *(replace(read[role], sides=(sides[role],)) for role in ROLES))
    return Merged(export, (counts[0], counts[1]), tuple(found), (), left_out)


def one_sided(path: str, role: str, take: int | None, *, lenient: bool, max_size: int) -> Export:
    """The export of a file that has one side, or the side of it that is taken; named by its role."""
    export = read_export_file(path, lenient=lenient, max_size=max_size)
    if len(export.sides) == 2 and take is None:
        raise DiagnosticError(two_sides_in_one(shown_path(path)))
    side = export.sides[take or 0] if len(export.sides) == 2 else export.sides[0]
    return replace(export, sides=(replace(side, name=role),))


def _rekey(sides: dict[str, Side], rekeys: Mapping[str, Mapping[str, str]]) -> None:
    for role, projects in rekeys.items():
        partner = _partner(role)
        if missing := projects_not_in(sides[role], sides[partner], projects):
            raise DiagnosticError(project_not_there(role, missing, projects_of(sides[role])))
        sides[role], sides[partner] = rekeyed(sides[role], sides[partner], projects)


def _map_ids(sides: dict[str, Side], maps: Iterable[tuple[str, str, str]]) -> list[Finding]:
    found: list[Finding] = []
    for role, kind, file in maps:
        ids, partner = id_map_of(_table(file), shown_path(file)), _partner(role)
        found += without_new_ids(sides[role], sides[partner], kind, ids)
        sides[role], sides[partner] = with_new_ids(sides[role], sides[partner], kind, ids, shown_path(file))
    return found


def _partner(role: str) -> str:
    return SECONDARY if role == PRIMARY else PRIMARY


def _table(file: str) -> str:
    try:
        return content_of(file, BIGGEST_MAP).decode("utf-8")
    except UnicodeDecodeError:
        raise bad_row(shown_path(file), 1, "it is no UTF-8") from None


def _checked(sides: dict[str, Side], wishes: Wishes, conditions: Conditions) -> list[Finding]:
    whole = check_two(sides[PRIMARY], sides[SECONDARY], conditions)
    if not wishes.only_matched:
        return whole
    kept = only_matched(sides[PRIMARY], sides[SECONDARY])
    sides |= {each.side.name: each.side for each in kept}
    return findings_of_rest(whole, *kept, conditions)


def _judged(found: Iterable[Finding], wishes: Wishes) -> Iterable[Finding]:
    """Allowed errors are warnings; strictly, all other warnings are errors."""
    return softer(harder(found) if wishes.strict else found, wishes.allowed)
