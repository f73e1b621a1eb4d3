"""nodeHelper: what may be chosen in the fields of issues like this one.

Refuses to know which choices there are: the tracker is asked.
"""

from __future__ import annotations

from syncscript.language.builtins.node_helper import ask_for_all, named, nothing_to_find, project_of
from syncscript.language.builtins.registry import helper
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.values import Value
from syncscript.model import Json


@helper("nodeHelper.getOption", lookup=True)
def get_option(run: Run, *arguments: Value) -> Json:
    """getOption(issue, field, value) or (field, value): an option of a select field. Null when issues of this
    one's project and type have no such option."""
    plain = [a for a in arguments if type(a) is not dict or "summary" not in a]
    asked = [named(a) for a in plain if a is not run.issue]
    return ask_for_all(run, "getOption", asked, *seat(run))


@helper("nodeHelper.getOptions")
def get_options(run: Run, *arguments: Value) -> Json:
    """getOptions(issue, field) or (field): the options of a select field in issues like this one."""
    asked = [named(a) for a in arguments if a is not run.issue]
    return run.ask("nodeHelper", "getOptions", *seat(run), *asked) or []


def seat(run: Run) -> list[Json]:
    """The issue's project and type, which decide what may be chosen; empty while either is not known."""
    if type(run.issue) is not dict:
        return []
    kind = run.issue.get("typeName") or run.issue.get("type")
    key = project_of(run.issue)
    name = kind.get("name") if type(kind) is dict else kind
    return [{"projectKey": key, "typeName": name}] if type(key) is str and type(name) is str else []


@helper("nodeHelper.getCustomFieldDefaultValue")
def get_custom_field_default_value(run: Run, *arguments: Value) -> Json:
    """What the tracker fills in for a custom field of issues like this one."""
    asked = [named(a) for a in arguments if a is not run.issue]
    return ask_for_all(run, "getCustomFieldDefaultValue", asked, *seat(run))


@helper("nodeHelper.getCascadingSelect", lookup=True)
def get_cascading_select(run: Run, *arguments: Value) -> Json:
    """getCascadingSelect(issue, field, parent, child): the option and its child option; null on a miss.

    Without a child the upper option alone.
    """
    asked = [named(a) for a in arguments if a is not run.issue]
    if len(asked) == 3 and asked[2] is None:
        asked.pop()
    return ask_for_all(run, "getCascadingSelect", asked, *seat(run))


@helper("nodeHelper.createOption")
def create_option(run: Run, issue: Value, field: Value, value: Value) -> Json:
    wanted = named(value)
    if wanted is None:
        return nothing_to_find(run, "nodeHelper.createOption")
    run.plan({"operation": "createOption", "field": named(field), "value": wanted})
    return {"value": wanted}
