"""What flows into a field while a mapping runs: values through their table, in the shape the field has.

Values are coerced where the meaning is plain: a text to one label, comments to their bodies, a name to a
status. Refuses to know the lines of the mapping file, and a tracker's limits.
"""

from __future__ import annotations

from syncscript.language.interpreter.faults import Fault
from syncscript.language.interpreter.nearness import did_you_mean
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.runtime import NAMESPACE
from syncscript.language.interpreter.text import inspect, text
from syncscript.language.interpreter.transfer import copied_comment
from syncscript.language.interpreter.values import UNSET, Value
from syncscript.language.mapping_flow import Conversion

SETS = {"labels": "label", "components": "name", "fixVersions": "name", "affectedVersions": "name"}
NAMED = ("status", "priority", "resolution", "type")
TEXTS = ("summary", "description", "environment")
NAMES = ("name", "label", "value", "displayName", "body", "key", "id")


def merged_field(run: Run, field: str) -> Value:
    """Comments, attachments and worklogs that flow into themselves are merged."""
    from syncscript.language.builtins import attachment_helper, comment_helper, work_log_helper

    merge = {
        "comments": comment_helper.merge_comments,
        "attachments": attachment_helper.merge_attachments,
        "workLogs": work_log_helper.merge_work_logs,
    }[field]
    return merge(run, run.issue, run.replica)


def flowing(run: Run, position: tuple[int, int], field: str, value: Value, table: Conversion | None) -> Value:
    """The value as the field takes it; UNSET where a table says skip."""
    run.position = position
    if table is not None:
        value = converted(run, value, table)
    return UNSET if value is UNSET else fitted(field, value)


def converted(run: Run, value: Value, table: Conversion) -> Value:
    """Through the table; a list element by element. Null stays null unless it has a row."""
    if isinstance(value, list):
        made = [converted(run, item, table) for item in value]
        return [item for item in made if item is not UNSET]
    name = name_of(value)
    if name is not None and text(name) in table.rows:
        return table.rows[text(name)]
    if name is None:
        return None
    if table.otherwise == "skip":
        run.tell("note", f"{inspect(name)} has no row in this table: left alone")
        return UNSET
    if isinstance(table.otherwise, tuple):
        return table.otherwise[0]
    near = did_you_mean(text(name), table.rows)
    raise Fault(
        f"{inspect(name)} has no row in this table.",
        (near + " or " if near else "") + "add a row for it, or end the table with `else skip` or a default",
        code="R400",
    )


def name_of(value: Value) -> Value:
    """What a table calls a value: the name of an object, else the value itself."""
    if type(value) is not dict:
        return value
    return next((value[n] for n in NAMES if value.get(n) is not None), None)


# ---------------------------------------------------------------------------- fitting


def fitted(field: str, value: Value) -> Value:
    """The value in the shape that the field has."""
    if field in SETS:
        return (
            None
            if value is None
            else [element(SETS[field], item) for item in as_items(value) if item is not None]
        )
    if field in NAMED and type(value) is str:
        return {"name": value}
    if field in TEXTS and value is not None:
        return readable(value)
    if field == "comments" and isinstance(value, list):
        return [comment_of(item) for item in value]
    return value


def comment_of(item: Value) -> dict[str, Value]:
    """What becomes a comment: a copy of one, or a text."""
    if type(item) is dict and "body" in item:
        return copied_comment(item, text(item["body"]))
    return {"body": text(name_of(item))}


def as_items(value: Value) -> list[Value]:
    return value if isinstance(value, list) else [value]


def element(key: str, item: Value) -> Value:
    if type(item) is dict and key in item:
        return item
    return {key: text(name_of(item))}


def readable(value: Value) -> Value:
    """A text of a list or object: names and bodies, comma or line between them."""
    if isinstance(value, list):
        between = "\n" if any(type(item) is dict and "body" in item for item in value) else ", "
        return between.join([text(name_of(item)) for item in value if item is not None])
    return text(name_of(value))


NAMESPACE["flowing"] = flowing
NAMESPACE["merged_field"] = merged_field
