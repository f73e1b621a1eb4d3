"""What may stand in syncscript.toml, as pydantic models.

Knows keys, types, defaults and examples; editors get them as JSON Schema, people as messages.
Refuses to know files, line numbers and environment: each value is judged by itself here, and
what must agree with something else is judged in `agreement`.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from syncscript.config.secret import SCHEMES, parse_reference

LITERAL_SECRET = "literal_secret"
WRONG_ADDRESS = "wrong_address"
WRONG_PATH = "wrong_path"
WRONG_QUERY = "wrong_query"
WRONG_REFERENCE = "wrong_reference"

_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def _is_reference(text: str) -> str:
    if parse_reference(text) is not None:
        return text
    scheme, colon, place = text.partition(":")
    if colon and scheme in SCHEMES and (not place.strip() or scheme == "keyring"):
        raise PydanticCustomError(WRONG_REFERENCE, "it names no place where the secret is kept")
    raise PydanticCustomError(LITERAL_SECRET, "a secret itself stands in the file")


def _is_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        raise PydanticCustomError(WRONG_ADDRESS, "its host or its port is not one") from None
    if not has_port or re.search(r"[\s\\]", parts.netloc) or _CONTROLS.search(text):
        raise PydanticCustomError(WRONG_ADDRESS, "its host or its port is not one")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PydanticCustomError(WRONG_ADDRESS, "not an address that starts with https://")
    if parts.username or parts.password:
        raise PydanticCustomError(LITERAL_SECRET, "credentials stand in the address")
    if parts.query or parts.fragment:
        raise PydanticCustomError(WRONG_ADDRESS, "the address goes on after ? or #; name the start page only")
    return text.rstrip("/")


def _is_inside(text: str) -> str:
    path = PurePosixPath(text)
    if _CONTROLS.search(text):
        raise PydanticCustomError(WRONG_PATH, "it holds a character that no path has")
    if not text or path.is_absolute() or ".." in path.parts:
        raise PydanticCustomError(WRONG_PATH, "not a path inside the project's folder")
    return text


def _is_printable(text: str) -> str:
    if _CONTROLS.search(text):
        raise PydanticCustomError(WRONG_PATH, "it holds a character that no path has")
    return text


def _is_query(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError(WRONG_QUERY, "an empty query would bring every issue under sync")
    return text


SecretText = Annotated[
    str,
    AfterValidator(_is_reference),
    Field(json_schema_extra={"pattern": r"^(env|file|keyring):.+$"}),
]
Address = Annotated[str, AfterValidator(_is_address), Field(json_schema_extra={"format": "uri"})]
Query = Annotated[str, AfterValidator(_is_query), Field(json_schema_extra={"pattern": r"\S"})]
Host = Annotated[str, Field(pattern=r"^(tracker|(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*)$")]
RulePath = Annotated[str, AfterValidator(_is_inside)]
AnyPath = Annotated[str, AfterValidator(_is_printable)]


class Settings(BaseModel):
    """Unknown keys are mistakes, nothing is converted silently, and nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, hide_input_in_errors=True)


class InstanceSettings(Settings):
    """One tracker at one address, under the name the rules use."""

    tracker: Literal["jira-cloud", "jira-dc"] = Field(
        description="Which kind of tracker answers there.", examples=["jira-cloud", "jira-dc"]
    )
    url: Address = Field(
        description="Address of the tracker's start page.", examples=["https://blue.example.com"]
    )
    email: str | None = Field(
        default=None,
        description="Account that syncscript acts as in Jira Cloud.",
        examples=["sync@example.com"],
    )
    username: str | None = Field(
        default=None,
        description="Account in Jira Data Center, for signing in with a password. "
        "Leave it out when the token is a personal access token.",
        examples=["sync"],
    )
    token: SecretText = Field(
        description="Where the API token, personal access token or password is kept, never the secret "
        "itself.",
        examples=["env:BLUE_TOKEN", "file:secrets/blue", "keyring:syncscript/blue"],
    )
    ca_file: AnyPath | None = Field(
        default=None,
        description="Certificates to trust for this address (PEM), besides none other.",
        examples=["certificates/company.pem"],
    )
    timeout: float = Field(
        default=30.0, gt=0, le=600, description="Seconds to wait for an answer.", examples=[30]
    )


class SideSettings(Settings):
    """One end of a connection."""

    instance: str = Field(description="Name of one of the instances.", examples=["BlueJira"])
    project: str = Field(
        min_length=1, description="Key of the project whose issues are kept in step.", examples=["BLUE"]
    )
    name: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z_][A-Za-z0-9_]*$",
        examples=["Inbox"],
        description="Name of this side in rules and triggers. Default: the instance's name, or the project's "
        "key when both sides are the same instance.",
    )
    outgoing: RulePath | None = Field(
        default=None,
        description="Rule file that makes the replica out of an issue.",
        examples=["rules/blue.outgoing.sync"],
    )
    incoming: RulePath | None = Field(
        default=None,
        description="Rule file that makes this side's issue out of a replica.",
        examples=["rules/blue.incoming.sync"],
    )
    hosts: list[Host] = Field(
        default=[],
        description="What this side's rules may reach with httpClient: hosts, `*.` in front of a domain for "
        "all below it, and `tracker` for the tracker itself.",
        examples=[["tracker", "api.example.com"]],
    )


class TriggerSettings(Settings):
    """A query on one side that brings issues under sync."""

    side: str = Field(description="Name of the side the query runs on.", examples=["BlueJira"])
    query: Query = Field(
        description="JQL. The side's project is added by itself.",
        examples=["labels = sync", "created is not empty"],
    )
    active: bool = Field(
        default=True, description="An inactive trigger brings nothing under sync.", examples=[True]
    )
    notes: str = Field(
        default="", description="Why this trigger exists, for colleagues.", examples=["agreed in May"]
    )


class PolicySettings(Settings):
    """What an admin may choose for a connection."""

    conflicts: Literal["newest", "source", "target", "manual"] = Field(
        default="newest",
        description="Who wins a field that both sides changed since the last run.",
        examples=["newest", "source", "target", "manual"],
    )
    removals: float = Field(
        default=0.2,
        ge=0,
        le=1,
        examples=[0.2],
        description="Share of the sync's own comments and attachments that one run may remove unasked.",
    )
    doubt_seconds: float = Field(
        default=120,
        ge=0,
        le=86_400,
        examples=[120],
        description="How long a write without an answer may still be applied by the tracker.",
    )
    overlap_minutes: float = Field(
        default=15,
        ge=1,
        le=10_080,
        examples=[15],
        description="How far before the last poll a poll looks back.",
    )
    sweep_hours: float = Field(
        default=24,
        ge=0.25,
        le=8_760,
        examples=[24],
        description="How often all issues under sync are looked for, which finds deleted and moved ones.",
    )
    retry_first_minutes: float = Field(
        default=1,
        ge=0,
        le=10_080,
        examples=[1],
        description="How long a pair waits after its first failure that may pass by itself; each further one "
        "doubles it.",
    )
    retry_longest_hours: float = Field(
        default=6,
        gt=0,
        le=744,
        examples=[6],
        description="The longest such wait.",
    )
    workers: int = Field(
        default=4, ge=1, le=32, description="Pairs worked on at the same time.", examples=[4]
    )


class ConnectionSettings(Settings):
    """Two sides kept in step."""

    left: SideSettings = Field(description="The side that is read and served first.")
    right: SideSettings = Field(description="The other side.")
    mapping: RulePath | None = Field(
        default=None,
        description="One mapping file for both sides, in place of outgoing and incoming files.",
        examples=["rules/blue-green.mapping.sync"],
    )
    triggers: list[TriggerSettings] = Field(default=[], description="What brings issues under sync.")
    policies: PolicySettings = Field(default=PolicySettings(), description="Choices for this connection.")

    @property
    def sides(self) -> tuple[SideSettings, SideSettings]:
        return self.left, self.right

    @property
    def side_names(self) -> tuple[str, str]:
        return names_of_sides(self.left, self.right)


def names_of_sides(left: SideSettings, right: SideSettings) -> tuple[str, str]:
    """What rules and triggers call the left and the right side."""
    twice = left.instance == right.instance
    name, other = (side.name or (side.project if twice else side.instance) for side in (left, right))
    return name, other


class LintSettings(Settings):
    """What lint tells of, and how severely. Rules are named by their name, code or group."""

    select: list[str] | None = Field(
        default=None,
        description="Only these rules and groups; `usual` and `all` are groups too. Default: usual.",
        examples=[["usual", "style"]],
    )
    ignore: list[str] = Field(
        default=[], description="Rules and groups that are left out.", examples=[["label-with-space"]]
    )
    severity: dict[str, Literal["off", "note", "warning", "error"]] = Field(
        default={}, description="Another severity for a rule or group.", examples=[{"privacy": "error"}]
    )
    per_file_ignores: dict[str, list[str]] = Field(
        default={},
        description="Rules and groups that are left out in files, by pattern.",
        examples=[{"rules/old/*": ["style"]}],
    )
    fail_level: Literal["note", "warning", "error"] = Field(
        default="warning",
        description="The lowest severity of a finding that makes lint end with 1.",
        examples=["error"],
    )
    exclude: list[str] = Field(
        default=[], description="Files and folders that are not linted, by pattern.", examples=[["attic"]]
    )
    baseline: RulePath | None = Field(
        default=None,
        description="File of findings that are known and not told again.",
        examples=["lint-baseline.json"],
    )
    schemas: RulePath = Field(
        default="schemas",
        description="Folder of the instances' schemas, NAME.json each.",
        examples=["schemas"],
    )
    contracts: dict[str, RulePath] = Field(
        default={},
        description="By a side's name: a file that tells what that side sends and reads, where its rules are "
        "someone else's.",
        examples=[{"GreenJira": "contracts/green.json"}],
    )
    pages: str = Field(
        default="docs/reference/lint.md",
        description="Address of the page that explains all findings, which messages point to.",
        examples=["https://wiki.example.com/lint"],
    )


class FmtSettings(Settings):
    """The little that can be chosen about the style."""

    line_length: int = Field(
        default=100, ge=20, le=1000, description="How wide a line may be before it is broken.", examples=[120]
    )
    exclude: list[str] = Field(
        default=[], description="Files and folders that are not formatted, by pattern.", examples=[["attic"]]
    )


class OnlyLint(Settings):
    """The part of syncscript.toml that lint can use while other parts have mistakes."""

    lint: LintSettings = LintSettings()


class ProjectSettings(Settings):
    """syncscript.toml: instances, connections and where the state is kept."""

    state: AnyPath = Field(
        default=".syncscript/state.db",
        min_length=1,
        description="File that remembers what was synchronised.",
        examples=[".syncscript/state.db"],
    )
    instances: dict[str, InstanceSettings] = Field(
        min_length=1, description="Trackers, by the name the rules use: a table [instances.NAME] for each."
    )
    connections: dict[str, ConnectionSettings] = Field(
        min_length=1, description="What is kept in step, by name: a table [connections.NAME] for each."
    )
    lint: LintSettings = Field(default=LintSettings(), description="Choices for syncscript lint.")
    fmt: FmtSettings = Field(default=FmtSettings(), description="Choices for syncscript fmt.")
