"""The values that fields offer: from the forms to create and edit issues, else from the fields' contexts.

A list counts as known only when every form that may show it was read, or the field's own contexts tell it:
a rule must never be blamed for a value that exists where we could not look.
"""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.contracts import FormField
from syncscript.language.analysis.schema import Field
from syncscript.trackers.jira.http import Http
from syncscript.trackers.jira.kinds.choices import BETWEEN
from syncscript.trackers.jira.paging import entries
from syncscript.trackers.jira.schemas.asking import NOT_TOLD, Asking, reason


class Options:
    """complete: no form was refused so far; seen: the texts that forms offered, by the field's path."""

    def __init__(self, http: Http, cloud: bool, asking: Asking) -> None:
        self._http, self._cloud, self._asking = http, cloud, asking
        self._seen: dict[str, dict[str, None]] = {}
        self._open: set[str] = set()
        self._contexts_refused = False
        self.complete = True

    def note(self, form: Mapping[str, FormField]) -> None:
        """What a form offers. A field without a list there takes more than the others tell."""
        for path, field in form.items():
            if field.allowed is None:
                self._open.add(path)
            self._seen.setdefault(path, {}).update(dict.fromkeys(field.allowed or ()))

    def of(self, path: str, field: Field) -> tuple[str, ...] | None:
        """All values of a field of options, in the tracker's order; None where they are not known."""
        if path in self._open:
            return None
        if path in self._seen and self.complete:
            return tuple(self._seen[path])
        told = self._in_contexts(field) if field.custom and not self._contexts_refused else None
        return tuple(dict.fromkeys((*self._seen.get(path, ()), *told))) if told is not None else None

    def _in_contexts(self, field: Field) -> tuple[str, ...] | None:
        try:
            return self._of_all_contexts(field) if self._cloud else self._of_data_center(field)
        except NOT_TOLD as error:
            self._contexts_refused = True
            self._asking.leave_out("options of fields that are on no form", reason(error))
            return None

    def _of_all_contexts(self, field: Field) -> tuple[str, ...]:
        path = f"/field/{field.custom}/context"
        texts: list[str] = []
        for context in entries(self._http, path, ("values",)):
            told = list(entries(self._http, f"{path}/{context['id']}/option", ("values",)))
            upper = {str(raw["id"]): str(raw["value"]) for raw in told}
            for raw in told:
                above = upper.get(str(raw.get("optionId", "")))
                texts.append(f"{above}{BETWEEN}{raw['value']}" if above else str(raw["value"]))
        return tuple(texts)

    def _of_data_center(self, field: Field) -> tuple[str, ...] | None:
        """None for options below options: which belongs below which is not told here."""
        number = field.custom.removeprefix("customfield_")
        told = list(entries(self._http, f"/customFields/{number}/options", ("options", "values")))
        return None if any(raw.get("childrenIds") for raw in told) else tuple(str(r["value"]) for r in told)
