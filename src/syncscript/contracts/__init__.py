"""What the engine may ask of a tracker and of a store, and the only errors they raise.

The engine knows trackers and stores by these pages alone; they know nothing of the engine. Whoever
writes a new tracker or store passes the contract suite in tests/contracts.
"""

from syncscript.contracts.errors import (
    NotFound,
    RateLimited,
    Rejected,
    StateError,
    StateHeld,
    TrackerError,
    Unauthorised,
    Unavailable,
    VersionMismatch,
)
from syncscript.contracts.forms import CreateForm, FormField
from syncscript.contracts.people import PeopleSource, Person
from syncscript.contracts.rows import (
    Conflict,
    Copy,
    Counts,
    Cursor,
    Entry,
    Event,
    FieldBase,
    Intent,
    Message,
    Pair,
    Replaced,
    SideState,
)
from syncscript.contracts.schemas import SchemaReading, SchemaSource
from syncscript.contracts.store import (
    Records,
    Store,
)
from syncscript.contracts.takeover import (
    GONE,
    PAIRED,
    WAITING,
    Adopted,
    Link,
    ResentCount,
    TakenPair,
    TakenProgress,
    TakenSide,
    Takeover,
)
from syncscript.contracts.tracker import (
    NEVER,
    Capabilities,
    Content,
    Description,
    Fetched,
    FieldChange,
    Settlement,
    Tracker,
)

__all__ = [
    "GONE",
    "NEVER",
    "PAIRED",
    "WAITING",
    "Adopted",
    "Capabilities",
    "Conflict",
    "Content",
    "Copy",
    "Counts",
    "CreateForm",
    "Cursor",
    "Description",
    "Entry",
    "Event",
    "Fetched",
    "FieldBase",
    "FieldChange",
    "FormField",
    "Intent",
    "Link",
    "Message",
    "NotFound",
    "Pair",
    "PeopleSource",
    "Person",
    "RateLimited",
    "Records",
    "Rejected",
    "Replaced",
    "ResentCount",
    "SchemaReading",
    "SchemaSource",
    "Settlement",
    "SideState",
    "StateError",
    "StateHeld",
    "Store",
    "TakenPair",
    "TakenProgress",
    "TakenSide",
    "Takeover",
    "Tracker",
    "TrackerError",
    "Unauthorised",
    "Unavailable",
    "VersionMismatch",
]
