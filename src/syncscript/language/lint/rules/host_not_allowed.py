"""httpClient is to reach a host that the connection does not list.

The run refuses it, so the rule fails on the first issue that comes to this line. `tracker` stands for the
tracker of this side, which paths without a host go to.

Bad (outgoing)::

    // hosts: tracker
    replica.customKeys.weather = httpClient.get("https://weather.example.com/today")

Good (outgoing)::

    // hosts: tracker, weather.example.com
    replica.customKeys.weather = httpClient.get("https://weather.example.com/today")
"""

from __future__ import annotations

from collections.abc import Iterator

from syncscript.language.builtins.http_client import TRACKER, host_of
from syncscript.language.interpreter.faults import Fault
from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity


@lint_rule("L401", "safety", tree.Call, words=("httpClient",), severity=Severity.ERROR)
def check(node: tree.Call, linted: Linted) -> Iterator[Told]:
    hosts = linted.surroundings.hosts
    if hosts is None or not isinstance(node.target, tree.Name) or node.target.name != "httpClient":
        return
    place = 1 if node.name == "http" else 0
    if len(node.arguments) <= place or "httpClient" in linted.declared:
        return
    host = host_in(node.arguments[place].value, linted)
    if host and not any(host == each or (each[:2] == "*." and host.endswith(each[1:])) for each in hosts):
        shown = "the tracker itself" if host == TRACKER else host
        message = f"httpClient may not reach {shown} here."
        yield Told(node, message, f'let the connection list it: hosts = [..., "{host}"]')


def host_in(address: tree.Node, linted: Linted) -> str:
    """The host of an address, as far as it is written down; empty where it is not."""
    written, whole = beginning(address, linted)
    if not written:
        return ""
    if not whole and not written.startswith("/") and written.count("/") < 3:
        return ""
    try:
        return host_of(written)
    except Fault:
        return ""


def beginning(address: tree.Node, linted: Linted) -> tuple[str, bool]:
    """What an address begins with, also by a variable, and whether that is the whole of it."""
    match address:
        case tree.Literal(value=str(text)):
            return text, True
        case tree.Name(name=name) if name in linted.flow.once:
            return beginning(linted.flow.once[name], linted)
        case tree.GString(parts=[str(text), *_]) if text:
            return text, False
        case tree.GString(parts=[*parts]):
            first, *more = [part for part in parts if part != ""] or [""]
            start, whole = beginning(first, linted) if isinstance(first, tree.Node) else ("", False)
            after = more[0] if whole and more and isinstance(more[0], str) else ""
            return start + after, False
        case tree.Binary(operator="+", left=left, right=right):
            start, whole = beginning(left, linted)
            after = beginning(right, linted)[0] if whole else ""
            return start + after, False
    return "", False
