"""Expectations rewritten to what happens now, in the case file itself.

What still agrees stays as a person wrote it. A field that is no longer written moves to `not-set`, and back.
The new text is read again: it must say what it should. Refuses to judge whether what happens is right; the
person who reads the difference does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from syncscript.cases.case import Case
from syncscript.cases.documents import Document, Path, read_document
from syncscript.cases.matching import MISSING, SETS, accepted
from syncscript.cases.observing import Observed, flat, written_as
from syncscript.cases.running import Result
from syncscript.cases.shapes import names_in
from syncscript.cases.splicing import Splicer, plain
from syncscript.cases.tables import placed
from syncscript.model import Diagnostic, DiagnosticError, Json, Written


def expectation_now(expect: Mapping[str, Json], observed: Observed) -> dict[str, Json]:
    """The `expect` of a case as it must be."""
    if observed.failure is not None:
        return {"error": failure_now(expect.get("error"), observed)}
    made: dict[str, Json] = {k: v for k, v in expect.items() if k not in ("error", "not-set")}
    unset = list(names_in(expect.get("not-set")))
    part = "fields" if observed.kind == "incoming" else "replica"
    if set(expect) <= {"error"}:
        made[part] = {name: plain(written.value) for name, written in observed.written.items()}
    for key, writes in (("fields", observed.fields), ("replica", observed.sent)):
        if key in made:
            elsewhere = observed.replica if key == "replica" else {}
            made[key], lost = writes_now(made[key] or {}, writes, elsewhere)
            unset += [name for name in lost if key == part]
    for name in [name for name in unset if written_as(observed.written, name)]:
        unset.remove(name)
        written = observed.written[found_name(observed, name)]
        made[part] = {**(made.get(part) or {}), name: plain(written.value)}
    if unset:
        made["not-set"] = unset if len(unset) > 1 or isinstance(expect.get("not-set"), list) else unset[0]
    made |= rest_now(expect, observed, part)
    return {name: value for name, value in made.items() if value != {} or expect.get(name) == {}}


def found_name(observed: Observed, name: str) -> str:
    found = written_as(observed.written, name)
    return found[0] if found else name


def writes_now(
    expected: Mapping[str, Json], writes: Mapping[str, Written], else_where: Mapping[str, Json]
) -> tuple[dict[str, Json], list[str]]:
    """The named fields as they are written now, and the names of those that are not."""
    made: dict[str, Json] = {}
    lost: list[str] = []
    for name, value in flat(expected).items():
        found = written_as(writes, name)
        if found is not None:
            made[name] = plain(accepted(value, found[1].value, name in SETS))
        elif name in else_where:
            made[name] = plain(accepted(value, else_where[name], name in SETS))
        else:
            lost.append(name)
    same = not lost and made == flat(expected)
    return (dict(expected) if same else made), lost


def rest_now(expect: Mapping[str, Json], observed: Observed, part: str) -> dict[str, Json]:
    """plan, warnings, becomes and back, of those that are expected."""
    made: dict[str, Json] = {}
    if "plan" in expect:
        made["plan"] = plan_now(expect["plan"] or {}, observed, part)
    if "warnings" in expect:
        made["warnings"] = warnings_now(expect["warnings"], observed.warnings)
    if "becomes" in expect:
        made["becomes"] = plain(accepted(expect["becomes"], observed.becomes or {}))
    if observed.becomes is not None and (observed.back or "back" in expect):
        made["back"] = back_now(expect.get("back"), observed)
    return made


def plan_now(expected: Mapping[str, Json], observed: Observed, part: str) -> dict[str, Json]:
    """part: `fields` or `replica`."""
    outcome = observed.outcome
    kept, _ = writes_now(expected.get(part) or {}, observed.written, {})
    known = {found[0] for name in flat(kept) if (found := written_as(observed.written, name))}
    new = {name: plain(w.value) for name, w in observed.written.items() if name not in known}
    operations = list(outcome.operations) if outcome else []
    whole = {
        part: {**kept, **new},
        "operations": plain(accepted(expected.get("operations") or [], operations)),
        "absent": sorted(outcome.absent) if outcome else [],
    }
    return {name: value for name, value in whole.items() if value or name in expected}


def warnings_now(expected: Json, warnings: Sequence[str]) -> Json:
    texts = list(names_in(expected))
    fits = len(texts) == len(warnings) and all(any(t in w for w in warnings) for t in texts)
    return expected if fits else list(warnings)


def back_now(expected: Json, observed: Observed) -> Json:
    wanted = flat(expected.get("fields") or {}) if isinstance(expected, Mapping) else {}
    told = {
        name: plain(accepted(wanted.get(name, MISSING), change.new, name in SETS))
        for name, change in observed.back.items()
    }
    return {"fields": told} if told else "nothing"


def failure_now(expected: Json, observed: Observed) -> Json:
    assert observed.failure is not None
    told, span = observed.failure, observed.failure.span
    now: dict[str, Any] = {"message": told.message, "code": told.code, "line": span.line if span else None}
    if isinstance(expected, Mapping):
        kept = {k: v for k, v in expected.items() if k == "message" and str(v) in told.message}
        return {key: kept.get(key, now[key]) for key in expected}
    return expected if isinstance(expected, str) and expected in told.message else told.message


# ---------------------------------------------------------------------------- into the file


@dataclass(frozen=True, slots=True)
class Accepted:
    """The text of a case file after which its cases pass, but for those that are refused.

    many: how many were accepted; refused: K140 each, where a value is shared in a way (an anchor) that it
    cannot be changed in its place.
    """

    text: str
    many: int
    refused: tuple[Diagnostic, ...] = ()


def accepted_text(document: Document, results: Sequence[Result]) -> Accepted:
    """results: of this file, those that failed."""
    changeable = [result for result in results if result.observed is not None]
    text = rewritten(document, changeable)
    if text is not None:
        return Accepted(text, len(changeable))
    kept: list[Result] = []
    refused: list[Result] = []
    for result in changeable:
        fits = rewritten(document, [*kept, result]) is not None
        (kept if fits else refused).append(result)
    return Accepted(
        rewritten(document, kept) or document.text, len(kept), tuple(refusal(r.case) for r in refused)
    )


def rewritten(document: Document, results: Sequence[Result]) -> str | None:
    """None where the file would not say what it should."""
    splicer = Splicer(document)
    wanted: Json = document.data
    for result in results:
        assert result.observed is not None
        for path, value in changes_of(result.case, result.observed):
            wanted = placed(wanted, path, value)
    splicer.change((), document.data, wanted)
    text = splicer.result()
    return text if read_again(text, document.file) == wanted else None


def refusal(case: Case) -> Diagnostic:
    message = f"what {case.name} expects cannot be rewritten in its place"
    help = "write values out that an anchor (&name) shares with others, then try again"
    return case.document.mistake("K140", case.at, message, help)


def read_again(text: str, file: str) -> Json:
    try:
        return read_document(text, file).data
    except DiagnosticError:
        return None


def changes_of(case: Case, observed: Observed) -> list[tuple[Path, Json]]:
    """Where in the document which value must stand."""
    now = expectation_now(case.expect, observed)
    if not case.sources:
        return [((*case.at, "expect"), now)]
    row_of = next(iter(case.sources.values()))[:-1]
    shared = {k: v for k, v in case.expect.items() if not any(path[0] == k for path in case.sources)}
    cells = {path: value_at(now, path) for path in case.sources}
    others = {k: v for k, v in now.items() if not any(path[0] == k for path in case.sources)}
    if others == shared and all(found for found, _ in cells.values()) and rebuilt(case, cells) == now:
        return [(source, cells[path][1]) for path, source in case.sources.items()]
    return [(row_of, as_map_row(case, now, shared))]


def rebuilt(case: Case, cells: Mapping[Path, tuple[bool, Json]]) -> Json:
    made: Json = case.expect
    for path, (_, value) in cells.items():
        made = placed(made, path, value)
    return made


def as_map_row(case: Case, now: Mapping[str, Json], shared: Mapping[str, Json]) -> dict[str, Json]:
    """A row that names its own paths, as its cells no longer fit the columns."""
    table = case.document.data
    row = next(iter(case.sources.values()))[:-1]
    cells = value_at(table, row)[1]
    columns = value_at(table, (*row[:-2], "columns"))[1]
    told = dict(cells) if isinstance(cells, dict) else dict(zip(columns, cells, strict=True))
    given = {name: value for name, value in told.items() if not name.startswith("expect.")}
    return {**given, **{f"expect.{key}": v for key, v in now.items() if shared.get(key) != v}}


def value_at(data: Json, path: Path) -> tuple[bool, Json]:
    """Whether something stands at a path, and what."""
    for part in path:
        inside = part in data if isinstance(data, dict) else isinstance(part, int) and isinstance(data, list)
        if not inside:
            return False, None
        data = data[part]
    return True, data
