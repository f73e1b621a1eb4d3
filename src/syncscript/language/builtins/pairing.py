"""How rules connect an issue with one that exists: keys, traces, and the pair a rule ends with.

`return new scala.Tuple2(issueKey, ...traces)` becomes the operation `pair`. Knows no Scala: what scripts
call of it for this leaves lists as they are.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from syncscript.language.builtins.enum_values import EnumValue, announce
from syncscript.language.builtins.registry import constructor, method, static
from syncscript.language.interpreter.access import elements
from syncscript.language.interpreter.faults import BAD_ARGUMENT, Fault
from syncscript.language.interpreter.plain import Plainer
from syncscript.language.interpreter.run import Run
from syncscript.language.interpreter.text import part_text, text
from syncscript.language.interpreter.values import Box, Value, a_type
from syncscript.model import Json


@constructor("BasicIssueKey")
def issue_key(run: Run, id: Value = None, urn: Value = None, *more: Value) -> dict[str, Value]:
    """The id and the key of an issue.

    >>> new com.exalate.basic.domain.BasicIssueKey("10001", "GREEN-4").urn
    'GREEN-4'
    """
    shown = None if urn is None else text(urn)
    return {"id": None if id is None else text(id), "urn": shown, "key": shown, "URN": shown}


# ---------------------------------------------------------------------------- traces


class TraceType(EnumValue):
    names = ("TraceType",)


class TraceAction(EnumValue):
    names = ("TraceAction",)


announce(TraceType, "COMMENT ATTACHMENT WORKLOG ISSUE ISSUE_LINK REMOTE_ISSUE_LINK")
announce(TraceAction, "NONE ADD UPDATE DELETE")


@dataclass(eq=False)
class Trace(Box):
    """Says that an entry here (a comment, ...) is the twin of one on the other side."""

    content: dict[str, Value] = field(default_factory=dict)
    names = ("BasicNonPersistentTrace", "INonPersistentTrace", "ITrace")

    def text(self) -> str:
        return "[" + ", ".join(f"{name}:{part_text(v)}" for name, v in self.content.items()) + "]"

    def plain(self) -> Value:
        return {name: v.name if isinstance(v, EnumValue) else v for name, v in self.content.items()}


@constructor("BasicNonPersistentTrace BasicTrace")
def new_trace(run: Run) -> Trace:
    return Trace()


def trace_property(name: str) -> None:
    """`setLocalId(x)`, which gives the trace back, and `getLocalId()`."""

    @method("set" + name, Trace)
    def put(run: Run, trace: Trace, value: Value) -> Trace:
        trace.content[name[0].lower() + name[1:]] = value
        return trace

    @method("get" + name, Trace)
    def read(run: Run, trace: Trace) -> Value:
        return trace.content.get(name[0].lower() + name[1:])

    put.__name__, read.__name__ = f"set{name}", f"get{name}"


for trace_field in ("Type", "ToSynchronize", "LocalId", "RemoteId", "Action"):
    trace_property(trace_field)


# ---------------------------------------------------------------------------- the end of a rule


@dataclass(frozen=True, eq=False)
class Tuple2(Box):
    first: Value
    second: Value
    names = ("Tuple2",)

    def text(self) -> str:
        return f"({part_text(self.first)},{part_text(self.second)})"

    def plain(self) -> Value:
        return [self.first, self.second]

    def returned(self, run: Any) -> None:
        key = self.first
        if run.kind != "incoming" or type(key) is not dict:
            return
        plainer = Plainer(run)
        traces: list[Json] = [plainer.plain(t) for t in elements(run, self.second) if isinstance(t, Trace)]
        named = {"id": plainer.plain(key.get("id")), "key": plainer.plain(key.get("key") or key.get("urn"))}
        run.plan({"operation": "pair", **named, "traces": traces, "line": run.position[0]})


@constructor("Tuple2 Pair")
def tuple_of(run: Run, first: Value, second: Value) -> Tuple2:
    return Tuple2(first, second)


@method("_1 getV1", Tuple2)
def first_of(run: Run, pair: Tuple2) -> Value:
    return pair.first


@method("_2 getV2", Tuple2)
def second_of(run: Run, pair: Tuple2) -> Value:
    return pair.second


def left_as_it_is(path: str) -> None:
    """Scala's conversions of collections."""

    @static(path)
    def convert(run: Run, items: Value) -> Value:
        if not isinstance(items, list):
            raise Fault(f"A list is needed, not {a_type(items)}.", kind=BAD_ARGUMENT, code="R108")
        return items

    convert.__name__ = path.split(".")[1]


for owner in ("JavaConverters", "JavaConversions"):
    for converter in (
        "asScalaBuffer", "asScalaBufferConverter", "bufferAsJavaList", "bufferAsJavaListConverter",
        "seqAsJavaList", "seqAsJavaListConverter",
    ):  # fmt: skip
        left_as_it_is(f"{owner}.{converter}")


@method("toSeq asScala asJava toBuffer", list)
def as_it_is(run: Run, items: list[Value]) -> list[Value]:
    """The list itself: scripts call this of lists that they hand to the sync."""
    return items


# ---------------------------------------------------------------------------- other values of the sync


@dataclass(frozen=True)
class SemanticVersion(Box):
    parts: tuple[int, ...]
    names = ("BasicSemanticVersion",)

    def text(self) -> str:
        return ".".join(str(part) for part in self.parts)

    def order(self, other: Value) -> int | None:
        if type(other) is not SemanticVersion:
            return None
        return (self.parts > other.parts) - (self.parts < other.parts)


@constructor("BasicSemanticVersion")
def semantic_version(run: Run, *parts: Value) -> SemanticVersion:
    """
    >>> new BasicSemanticVersion(5, 10, 0) > new BasicSemanticVersion(5, 9, 1)
    true
    """
    return SemanticVersion(tuple(int(part) for part in parts if type(part) is int))


@constructor(
    "BasicHubIssue BasicHubUser BasicHubStatus BasicHubComment BasicHubAttachment BasicHubLabel "
    "BasicHubOption BasicHubVersion BasicHubProject BasicHubPriority BasicHubIssueType "
    "BasicHubResolution BasicHubWorkLog BasicHubComponent BasicHubCustomField BasicHubIssueLink"
)
def open_object(run: Run, fields: Value = None) -> dict[str, Value]:
    """An open object: any property may be set.

    >>> new com.exalate.basic.domain.hubobject.v1.BasicHubUser(email: "a@example.com").email
    'a@example.com'
    """
    return dict(fields) if type(fields) is dict else {}
