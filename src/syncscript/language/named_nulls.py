"""What was null in a rule that failed on null, in the words of the rule itself.

Reads the text that failed: `replica.status.name` failed because `replica.status` is null. Only plain paths
are named; refuses to guess what a longer expression was made of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from syncscript.language.interpreter.custom_fields import custom_key
from syncscript.language.interpreter.scopes import ROOTS
from syncscript.model import Json

STEP = r"""(?:\s*\??\*?\.\s*(?:[A-Za-z_$][\w$]*|"[^"\n]*"|'[^'\n]*')|\??\[[^\[\]\n]*\])"""
PATH = rf"(?P<path>[A-Za-z_$][\w$]*{STEP}*)"
FAILED = re.compile(
    r"Cannot (?:(?:read|set) property (?P<property>.+)|call (?P<method>\w+)\(\)|read element .+)"
    r" (?:of|on) null\.",
    re.DOTALL,
)
OPERATED = re.compile(r"Cannot use (?P<operator>\S+) (?P<side>on|with) null\.")
FIELD = re.compile(rf"(?P<root>\w+)(?P<first>{STEP})(?P<second>{STEP})?\Z")
BAGS = ("customFields", "customKeys")


def with_what_was_null(message: str, failed: str, inputs: Mapping[str, Json], kind: str) -> str:
    """The message, and which path was null and why, where `failed` (the text of the expression) tells it."""
    path = null_path(message, failed.strip())
    if not path:
        return message
    return f"{message.removesuffix('.')}: {path} is null{reason(path, inputs, kind)}."


def null_path(message: str, failed: str) -> str | None:
    """The plain path that was null, of an expression that failed with this message."""
    told = FAILED.fullmatch(message)
    if told is not None:
        return path_before(failed, told["property"], told["method"])
    told = OPERATED.fullmatch(message)
    if told is None:
        return None
    operator = rf"\s*{re.escape(told['operator'])}=?\s*"
    found = re.fullmatch(PATH + operator + ".*" if told["side"] == "on" else ".*" + operator + PATH, failed,
                         re.DOTALL)  # fmt: skip
    return found["path"].strip() if found else None


def path_before(failed: str, name: str | None, method: str | None) -> str | None:
    """`a.b` of `a.b.name`, `a.b.method(...)` or `a.b[...]`."""
    if method is not None:
        behind = rf"\s*\.\s*{re.escape(method)}\s*(?:[({{].*)?"
    elif name is not None:
        behind = rf"\s*\.\s*[\"']?{re.escape(name)}[\"']?(?:\s*[-+*/]?=.*)?"
    else:
        behind = r"\[.*"
    found = re.fullmatch(PATH + behind, failed, re.DOTALL)
    return found["path"].strip() if found else None


def reason(path: str, inputs: Mapping[str, Json], kind: str) -> str:
    """Why a field of the replica or the issue is null; nothing for what the rule worked out itself."""
    found = FIELD.fullmatch(path)
    root = ROOTS.get(found["root"]) if found else None
    if found is None or root is None:
        return ", as at the first sync" if path == "previous" and not inputs.get("previous") else ""
    first, second = plain(found["first"]), plain(found["second"] or "")
    given = inputs.get(root)
    if second and first not in BAGS:
        return ""
    place = given.get(first) if second and isinstance(given, Mapping) else given
    wanted = second or first
    if second and type(place) is dict:
        wanted = custom_key(place, second)
    is_there = isinstance(place, Mapping) and wanted in place
    return which(root, kind, is_there, bool(inputs.get("firstSync")))


def which(root: str, kind: str, is_there: bool, first: bool) -> str:
    if root == "replica" and kind == "incoming":
        return ", the other side sent it empty" if is_there else ", the other side did not send it"
    if root == "issue" and kind == "incoming" and first and not is_there:
        return ", the issue is not there yet at the first sync"
    return ", it is empty" if is_there else ""


def plain(step: str) -> str:
    return step.strip().lstrip("?*.[ ").rstrip("]").strip("\"'")
