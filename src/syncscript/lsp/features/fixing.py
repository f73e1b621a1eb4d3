"""Code actions: the fixes of findings, an allowance for what is meant so, and all safe fixes at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from syncscript.app.linting.reported import Mending, Reported
from syncscript.lsp.desk import Desk, Opened
from syncscript.lsp.features.diagnosing import told

ALL = "source.fixAll.syncscript"
Edit = tuple[int, int, str]
"""Start, end and what stands there afterwards."""


def register(server: LanguageServer, desk: Desk) -> None:
    kinds = [types.CodeActionKind.QuickFix, ALL]

    @desk.of_rules(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))
    def actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        opened = desk.judged(params.text_document.uri)
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        return [each for each in actions_in(opened, params.range) if wanted(str(each.kind), only)]


def wanted(kind: str, only: list[str]) -> bool:
    return not only or any(kind == each or kind.startswith(f"{each}.") for each in only)


def actions_in(opened: Opened, stretch: types.Range) -> Iterator[types.CodeAction]:
    for finding in opened.findings:
        shown = told(finding, opened)
        if not overlap(shown.range, stretch):
            continue
        if finding.fix is not None:
            yield fix_action(finding.fix, shown, opened)
        if finding.code.startswith("L"):
            yield allow_action(finding, shown, opened)
    safe = list(without_overlap(f.fix for f in opened.findings if f.fix is not None and f.fix.safe))
    if safe:
        edits = [edit for fix in safe for edit in fix.edits]
        yield types.CodeAction("Apply all safe fixes", kind=ALL, edit=edited(edits, opened))


def fix_action(fix: Mending, shown: types.Diagnostic, opened: Opened) -> types.CodeAction:
    title = fix.title[:1].upper() + fix.title[1:]
    return types.CodeAction(
        title if fix.safe else f"{title} (look at it)",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[shown],
        is_preferred=fix.safe,
        edit=edited(fix.edits, opened),
    )


def allow_action(finding: Reported, shown: types.Diagnostic, opened: Opened) -> types.CodeAction:
    end = opened.places.line_end(shown.range.start.line + 1)
    comment = types.TextEdit(types.Range(end, end), f"  // lint: allow {finding.name}")
    return types.CodeAction(
        f"Allow {finding.name} on this line",
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[shown],
        edit=types.WorkspaceEdit({opened.uri: [comment]}),
    )


def edited(edits: Iterable[Edit], opened: Opened) -> types.WorkspaceEdit:
    changes = [types.TextEdit(opened.places.range(start, end), text) for start, end, text in edits]
    return types.WorkspaceEdit({opened.uri: changes})


def without_overlap(fixes: Iterable[Mending]) -> Iterator[Mending]:
    """The first of those that would change the same place; the others come up again after it."""
    taken: list[Edit] = []
    for fix in fixes:
        if all(e[1] <= t[0] or t[1] <= e[0] for e in fix.edits for t in taken):
            taken += fix.edits
            yield fix


def overlap(one: types.Range, other: types.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
