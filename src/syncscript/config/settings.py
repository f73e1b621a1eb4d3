"""What may stand in syncscript.toml, as pydantic models.

Knows keys, types, defaults and examples; editors get them as JSON Schema, people as messages.
Refuses to know files, line numbers and environment: each value is judged by itself here, and
what must agree with something else is judged in `agreement`.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from syncscript.config.judging_settings import FmtSettings, LintSettings
from syncscript.config.single_values import (
    Account,
    Address,
    AnyPath,
    Host,
    Query,
    RulePath,
    SecretText,
    Settings,
)


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
    former_users: list[Account] = Field(
        default=[],
        description="Accounts with which a former sync wrote here: account id or key, user name or e-mail "
        "address. Comments, attachments and work logs of theirs are not sent as new ones.",
        examples=[["backbone.sync"]],
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
    moved_to_cloud: str | None = Field(
        default=None,
        description="Name of the side that moved to Jira Cloud while its pairs were kept. Lint then tells "
        "where rules still find people by login, key or full name.",
        examples=["GreenJira"],
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
