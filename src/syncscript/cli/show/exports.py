"""What was found in exports, as lines: one a finding, at most twenty a code, and the counts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from syncscript.backbone.wording import brief
from syncscript.cli.show.diagnostics import terminal_safe

if TYPE_CHECKING:
    from syncscript.app.backbone.validating import Validated
    from syncscript.backbone import Finding, Repair
    from syncscript.backbone.counting import SideCounts
    from syncscript.model import Diagnostic

MOST_OF_A_CODE = 20
LONGEST_PART = 300
"""Characters of a message, and of its place, on the screen."""


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """In their order; at the end what is left out of a code, counted, and where the codes are explained."""
    seen: Counter[str] = Counter()
    unexplained = ""
    for finding in findings:
        seen[finding.code] += 1
        unexplained = unexplained or (finding.code if finding.level.value != "info" else "")
        if seen[finding.code] <= MOST_OF_A_CODE:
            yield finding_line(finding)
    for code, number in sorted(seen.items()):
        if number > MOST_OF_A_CODE:
            yield f"{code}: and {number - MOST_OF_A_CODE:,} more"
    if unexplained:
        yield f"  help: `syncscript explain {unexplained}` tells what such a code means, and what to do"


def finding_line(finding: Finding) -> str:
    """Keys and names of any length may stand in an export; the report has them whole."""
    local, remote = brief(finding.local) or "?", brief(finding.remote) or "?"
    keys = f" {local}→{remote}" if finding.local or finding.remote else ""
    about = f"{finding.side}{keys}: " if finding.side or keys else ""
    told, place = brief(finding.message, LONGEST_PART), brief(finding.pointer, LONGEST_PART) or "/"
    line = f"{finding.level.value}[{finding.code}] {about}{told} ({place})"
    return terminal_safe(line.replace("\n", "\\n"))


def side_line(side: SideCounts) -> str:
    """`firstConnector: CON-7-OAK OAK→ELM, 3 pairs, 5 comments (3 sent, 2 received), 1 attachments`"""
    if not side.pairs:
        return terminal_safe(f"{side.name}: no pairs")
    who = several(side.connectors) if side.connectors else "no connectorKey"
    way = f"{several(side.local)}→{several(side.remote)}"
    return terminal_safe(
        f"{side.name}: {who} {way}, {counted(side.pairs, 'pair')}, {counted(side.comments, 'comment')} "
        f"({side.sent} sent, {side.received} received), {counted(side.attachments, 'attachment')}"
    ).replace("\n", "\\n")


def several(names: tuple[str, ...]) -> str:
    return "/".join(map(brief, names[:5])) + ("/..." if len(names) > 5 else "") or "?"


def counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def summary_lines(result: Validated) -> Iterator[str]:
    from syncscript.backbone import Level

    yield from (side_line(side) for side in result.sides)
    if result.match:
        match = result.match
        yield f"{match.matched} matched, {match.missing} missing, {match.mismatched} mismatched"
    yield ", ".join(counted(result.count(level), level.value) for level in Level)


def report_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """JSON Lines, all of them."""
    for finding in findings:
        yield json.dumps(finding.as_data(), ensure_ascii=True)


def refusal_line(diagnostic: Diagnostic) -> str:
    """A reason not to read a file, in the shape of the report's other lines."""
    span = diagnostic.span
    place = {"line": span.line, "column": span.column} if span else {}
    about = {"code": diagnostic.code, "level": "error", "side": span.file if span else "", "pointer": ""}
    return json.dumps({**about, "local": "", "remote": "", "message": diagnostic.message, **place})


def repair_report_line(mended: tuple[str, Repair]) -> str:
    """A repair in the shape of the report's other lines."""
    from syncscript.backbone.refusals.export_is_no_json import CODE

    file, repair = mended
    about = {"code": CODE, "level": "info", "side": file, "pointer": "", "local": "", "remote": ""}
    return json.dumps({**about, "message": str(repair), "line": repair.line, "column": repair.column})


def repair_lines(repairs: Iterable[tuple[str, Repair]]) -> Iterator[str]:
    """At most twenty a file."""
    seen: Counter[str] = Counter()
    for file, repair in repairs:
        seen[file] += 1
        if seen[file] <= MOST_OF_A_CODE:
            yield f"{file}: {repair}"
    for file, number in seen.items():
        if number > MOST_OF_A_CODE:
            yield f"{file}: and {number - MOST_OF_A_CODE:,} more repairs"
