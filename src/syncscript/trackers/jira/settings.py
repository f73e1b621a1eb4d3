"""What must be known to speak to one Jira: where it is, who we are, how long we wait.

Holds the secret only as something that must be asked to reveal itself. Refuses to know where
secrets and settings are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol


class Secret(Protocol):
    """A text that shows itself as ***; `reveal` gives it away."""

    def reveal(self) -> str: ...


@dataclass(frozen=True, slots=True)
class JiraSettings:
    """One Jira. All times in seconds.

    email: the Cloud account of the API token; username: the Data Center account of a password (without
    one, the secret is a personal access token). timeout: for one silence of the server; deadline: for one
    whole answer. read_attempts: how often a read is tried in all; longest_pause: the longest wait before
    another try of a read. marker_label: give created issues a label that can be searched for, too.
    find_skew: how far the tracker's clock may be off when lost writes are looked for.
    """

    deployment: Literal["cloud", "dc"]
    url: str
    secret: Secret
    email: str | None = None
    username: str | None = None
    ca_file: str | None = None
    timeout: float = 30.0
    deadline: float = 180.0
    read_attempts: int = 3
    longest_pause: float = 10.0
    marker_label: bool = False
    find_skew: float = 120.0

    @property
    def cloud(self) -> bool:
        return self.deployment == "cloud"

    @property
    def address(self) -> str:
        """The start page, without a slash at the end."""
        return self.url.rstrip("/")

    @property
    def api(self) -> str:
        """The path below the address that every REST call starts with."""
        return "/rest/api/3" if self.cloud else "/rest/api/2"
