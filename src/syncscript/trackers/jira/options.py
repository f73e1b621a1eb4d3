"""Answers about fields with a list of their own: options, options below options, what is filled in.

The list and the default depend on project and type, which come first where a rule's issue has them. Refuses
to know other fields.
"""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.contracts import CreateForm, Rejected
from syncscript.model import CUSTOM, Json
from syncscript.trackers.jira.fields import Field
from syncscript.trackers.jira.kinds import Cascade
from syncscript.trackers.jira.kinds.choices import BETWEEN
from syncscript.trackers.jira.questions import Answering, Asked


def _option(asked: Asked) -> Json:
    """Asked as ([issue,] field, value). Without an issue, whether there is such an option shows when it is
    written."""
    value = asked.text(len(asked.arguments) - 1)
    field = _choice(asked, asked.text(len(asked.arguments) - 2))
    if field is None or not value:
        return None
    offered = _offered(asked, field)
    if offered is None:
        return {"value": value}
    spelt = _spelt(value, offered)
    return {"value": spelt} if spelt else None


def _options(asked: Asked) -> Json:
    """Asked as (issue, field)."""
    field = _choice(asked, asked.text(len(asked.arguments) - 1))
    offered = _offered(asked, field) if field else ()
    if offered is None:
        raise Rejected("the options of a field are known only for a project and a type",
                       help="assign issue.projectKey and issue.typeName before this line")
    return [{"value": option} for option in offered]


def _cascade(asked: Asked) -> Json:
    """Asked as ([issue,] field, upper option[, lower option])."""
    named = asked.arguments[1:] if _seat(asked) else asked.arguments
    first = len(asked.arguments) - len(named)
    field = _choice(asked, asked.text(first))
    upper, lower = asked.text(first + 1), asked.text(first + 2)
    if field is None or not isinstance(field.kind, Cascade) or not upper:
        return None
    offered = _offered(asked, field)
    if offered is not None:
        whole = _spelt(BETWEEN.join(step for step in (upper, lower) if step), offered)
        if whole is None:
            return None
        upper, _, lower = whole.partition(BETWEEN)
    return {"value": upper, "child": {"value": lower}} if lower else {"value": upper}


def _default(asked: Asked) -> Json:
    """Asked as (issue, field): what Jira fills in by itself. None where project and type are not known."""
    name = asked.text(len(asked.arguments) - 1)
    field, form = _named(asked, name), _form(asked)
    told = (form.fields or {}).get(field.path) if field and form else None
    return field.kind.shown(told.default, asked.site) if field and told and told.default is not None else None


def _spelt(text: str, offered: tuple[str, ...]) -> str | None:
    return next((option for option in offered if option.casefold() == text.casefold()), None)


def _named(asked: Asked, name: str) -> Field | None:
    """A field of this name: a custom one, else one of Jira's own."""
    if not name:
        return None
    found = asked.fields.named(name if name.startswith(CUSTOM) else CUSTOM + name)
    return found or asked.fields.named(name)


def _choice(asked: Asked, name: str) -> Field | None:
    """The field of this name, when its values are options."""
    field = _named(asked, name)
    return field if field is not None and field.kind.closed else None


def _seat(asked: Asked) -> Mapping[str, Json] | None:
    """The project and type that stand first, when they do."""
    first = asked.arguments[0] if asked.arguments else None
    return first if isinstance(first, Mapping) and first.get("typeName") else None


def _form(asked: Asked) -> CreateForm | None:
    seat = _seat(asked)
    return asked.forms.known(asked.project(0), str(seat["typeName"])) if seat else None


def _offered(asked: Asked, field: Field) -> tuple[str, ...] | None:
    """A field's options for issues like the one asked about; None where that is not known."""
    form = _form(asked)
    return form.allowed(field.path) if form else None


OPTIONS: dict[str, Answering] = {
    "getCascadingSelect": _cascade,
    "getCustomFieldDefaultValue": _default,
    "getOption": _option,
    "getOptions": _options,
}
