"""What a fresh sandbox knows before anyone wrote to it: people, types, priorities, statuses, fields.

The names are those of a new Jira project, so that rules and clients find what they expect. Refuses to
know issues; loading real ones may add to every list here.
"""

from __future__ import annotations

from syncscript.sandbox.records import FieldDefinition, IssueType, LinkType, Named, Option, Status, User

TOKEN = "sandbox-token"
"""The API token and password of everyone, and the personal access token of the sync account."""

SYNC_EMAIL = "sync@example.invalid"


def person(number: int, name: str, display: str, zone: str = "UTC") -> User:
    """A user with the identifiers both faces need, derived from `number` and `name`."""
    account = f"5b10ac8d82e05b22cc7{number:05d}"
    return User(account, name, f"JIRAUSER{10000 + number}", display, f"{name}@example.invalid", zone)


def default_users(account_zone: str) -> tuple[User, ...]:
    """The sync account, first, and people named after what they do. `account_zone` is the first's."""
    return (
        person(1, "sync", "Sync Account", account_zone),
        person(2, "admin", "Project Admin"),
        person(3, "developer", "Green Developer"),
        person(4, "tester", "Green Tester"),
        person(5, "support", "Blue Support"),
        person(6, "reporter", "Blue Reporter"),
    )


PRIORITIES = (
    Named("1", "Highest", "This problem will block progress."),
    Named("2", "High", "Serious problem that could block progress."),
    Named("3", "Medium", "Has the potential to affect progress."),
    Named("4", "Low", "Minor problem or easily worked around."),
    Named("5", "Lowest", "Trivial problem with little or no impact on progress."),
)
DEFAULT_PRIORITY = "3"

RESOLUTIONS = (
    Named("10000", "Done", "Work has been completed on this issue."),
    Named("10001", "Won't Do", "This issue won't be actioned."),
    Named("10002", "Duplicate", "The problem is a duplicate of an existing issue."),
    Named("10003", "Cannot Reproduce", "All attempts at reproducing this issue failed."),
)
DONE_RESOLUTION = "10000"

STATUSES = (
    Status("10000", "To Do", "new"),
    Status("10001", "In Progress", "indeterminate"),
    Status("10002", "In Review", "indeterminate"),
    Status("10003", "Done", "done"),
)
INITIAL_STATUS = "10000"

ISSUE_TYPES = (
    IssueType("10000", "Epic", level=1, description="A big user story that needs to be broken down."),
    IssueType("10001", "Story", description="Functionality or a feature expressed as a user goal."),
    IssueType("10002", "Task", description="A small, distinct piece of work."),
    IssueType("10003", "Sub-task", subtask=True, level=-1,
              description="A small piece of work that's part of a larger task."),
    IssueType("10004", "Bug", description="A problem or error."),
    IssueType("10005", "Improvement", description="An improvement to an existing feature."),
    IssueType("10006", "New Feature", description="A new feature of the product."),
)

LINK_TYPES = (
    LinkType("10000", "Blocks", "is blocked by", "blocks"),
    LinkType("10001", "Cloners", "is cloned by", "clones"),
    LinkType("10002", "Duplicate", "is duplicated by", "duplicates"),
    LinkType("10003", "Relates", "relates to", "relates to"),
)

_READ_ONLY = (
    ("project", "Project", "project", ("project",)),
    ("status", "Status", "status", ("status",)),
    ("created", "Created", "datetime", ("created", "createdDate")),
    ("updated", "Updated", "datetime", ("updated", "updatedDate")),
    ("resolutiondate", "Resolved", "datetime", ("resolutiondate", "resolved")),
    ("statuscategorychangedate", "Status Category Changed", "datetime", ("statusCategoryChangedDate",)),
    ("creator", "Creator", "user", ("creator",)),
)

_SETTABLE = (
    ("summary", "Summary", "summary", ("summary",)),
    ("issuetype", "Issue Type", "issuetype", ("issuetype", "type")),
    ("description", "Description", "textarea", ("description",)),
    ("environment", "Environment", "textarea", ("environment",)),
    ("priority", "Priority", "priority", ("priority",)),
    ("resolution", "Resolution", "resolution", ("resolution",)),
    ("labels", "Labels", "labels", ("labels",)),
    ("assignee", "Assignee", "user", ("assignee",)),
    ("reporter", "Reporter", "user", ("reporter",)),
    ("components", "Components", "components", ("component",)),
    ("versions", "Affects versions", "versions", ("affectedVersion",)),
    ("fixVersions", "Fix versions", "versions", ("fixVersion",)),
    ("duedate", "Due date", "date", ("due", "duedate")),
    ("parent", "Parent", "parent", ("parent",)),
)


def _custom(number: int, name: str, kind: str, *options: Option) -> FieldDefinition:
    return FieldDefinition(f"customfield_{number}", name, kind, (name, f"cf[{number}]"), options=options)


_SEVERITIES = tuple(Option(str(10020 + n), v) for n, v in enumerate(("Critical", "Major", "Minor")))
_PLATFORMS = tuple(Option(str(10030 + n), v) for n, v in enumerate(("Linux", "macOS", "Windows")))
_CHECKS = tuple(Option(str(10040 + n), v) for n, v in enumerate(("Reviewed", "Tested", "Documented")))
_REGIONS = (
    Option("10050", "Europe", (Option("10051", "North"), Option("10052", "South"))),
    Option("10053", "America", (Option("10054", "East"), Option("10055", "West"))),
)

CUSTOM_FIELDS = (
    _custom(10010, "Remote Key", "text"),
    _custom(10011, "Release Notes", "textarea"),
    _custom(10012, "Story Points", "number"),
    _custom(10013, "Start date", "date"),
    _custom(10014, "Deployed At", "datetime"),
    _custom(10015, "Severity", "option", *_SEVERITIES),
    _custom(10016, "Platforms", "options", *_PLATFORMS),
    _custom(10017, "Region", "cascading", *_REGIONS),
    _custom(10018, "Reviewer", "user"),
    _custom(10019, "Specification", "url"),
    _custom(10020, "Tags", "labels"),
    _custom(10021, "Checklist", "checkboxes", *_CHECKS),
    _custom(10022, "Approvers", "users"),
)

FIELDS = (
    *(FieldDefinition(i, n, k, c, required=i in ("summary", "issuetype")) for i, n, k, c in _SETTABLE),
    *(FieldDefinition(i, n, k, c, settable=False) for i, n, k, c in _READ_ONLY),
    *CUSTOM_FIELDS,
)
