"""One Jira behind the tracker contract: each method hands on to the file that knows how.

Keeps what the parts share: the way to Jira, the caches and the highest issue numbers. Whatever shape Jira
answers in, only the contract's errors leave this file.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta

import requests

from syncscript.contracts import (
    NEVER,
    Capabilities,
    Content,
    CreateForm,
    Description,
    Fetched,
    FieldChange,
    Person,
    Rejected,
    SchemaReading,
    Settlement,
    Unavailable,
)
from syncscript.jql import quoted
from syncscript.model import (
    AddAttachment,
    AddComment,
    Draft,
    EditComment,
    EditWork,
    Issue,
    IssueHead,
    IssueRef,
    Json,
    LogWork,
    MakePart,
    Operation,
    Question,
    Receipt,
    RemoveAttachment,
    RemoveComment,
    RemoveWork,
    Sources,
    Transition,
    UpdateFields,
    Written,
)
from syncscript.trackers.jira import answers, attachments, comments, parts, searching, settling, work
from syncscript.trackers.jira.fetching import Fetching
from syncscript.trackers.jira.fields import Fields
from syncscript.trackers.jira.forms import Forms
from syncscript.trackers.jira.heads import head, heads_of
from syncscript.trackers.jira.history import Histories
from syncscript.trackers.jira.http import Calls, Http
from syncscript.trackers.jira.instants import instant, iso
from syncscript.trackers.jira.kinds import Site
from syncscript.trackers.jira.lost import Lost
from syncscript.trackers.jira.names import Names
from syncscript.trackers.jira.payload import TWIN
from syncscript.trackers.jira.people import people_of
from syncscript.trackers.jira.settings import JiraSettings
from syncscript.trackers.jira.texts import Texts
from syncscript.trackers.jira.transitions import Transitions
from syncscript.trackers.jira.users import Users
from syncscript.trackers.jira.writing import create_body, update_body


def current_time() -> datetime:
    """The clock of this machine, aware."""
    return datetime.now(UTC)


class JiraTracker:
    """One Jira, Cloud or Data Center. Safe to use from several threads."""

    def __init__(self, name: str, settings: JiraSettings, *, now: Callable[[], datetime] = current_time,
                 sleep: Callable[[float], None] = time.sleep, clock: Callable[[], float] = time.monotonic,
                 sessions: Callable[[], requests.Session] = requests.Session) -> None:
        self.name = name
        self.capabilities = Capabilities(
            rich_text="adf" if settings.cloud else "wiki", bulk_reads_lag=not settings.cloud)
        self._settings = settings
        self._now = now
        self._http = Http(settings, now, sleep, clock, sessions)
        self._fields = Fields(self._http)
        self._site = Site(Texts(settings.cloud), Names(self._http), Users(self._http, settings.cloud))
        self._fetching = Fetching(self._http, settings.cloud, self._fields, self._site)
        self._histories = Histories(self._http, settings.cloud, self._fields)
        self._forms = Forms(self._http, self._fields, self._site.names)
        self._lost = Lost(self._http, settings, self._fetching)
        self._transitions = Transitions(self._http)
        self._lock = threading.Lock()
        self._highest: dict[str, int] = {}

    @property
    def calls(self) -> Calls:
        """How many requests were sent so far."""
        return self._http.calls

    @property
    def clock_offset(self) -> timedelta:
        return self._http.clock_offset

    def describe(self) -> Description:
        with _understanding("serverInfo"):
            told = self._http.get("/serverInfo")
            deployment = "cloud" if told.get("deploymentType") == "Cloud" else "dc"
            if deployment != self._settings.deployment:
                raise Rejected(
                    f"{self._settings.address} is a Jira {_SPOKEN[deployment]}, and the configuration says "
                    f"{_SPOKEN[self._settings.deployment]}",
                    help=f'set tracker = "jira-{deployment}" for the instance {self.name}')
            return Description("jira", deployment, self._settings.address, str(told.get("version", "")),
                               str(told.get("serverTitle", "")))

    def url_of(self, key: str) -> str:
        return f"{self._settings.address}/browse/{key}"

    def changes(self, project: str, window: timedelta | None, query: str | None = None) -> list[IssueHead]:
        jql = f"{searching.changes_jql(project, window, query)} ORDER BY key ASC"
        with _understanding("search"):
            found = searching.search(self._http, self._settings.cloud, jql, ["updated"])
            heads = {one.ref.id: one for one in map(head, found)}
        self._fetching.note(heads.values())
        return sorted(heads.values(), key=lambda one: (one.updated, int(one.ref.id)))

    def look_up(self, keys: Sequence[str]) -> Mapping[str, IssueHead]:
        with _understanding("issue"):
            return heads_of(self._fetching, keys)

    def fetch(self, ids: Sequence[str], written: Mapping[str, datetime] = NEVER) -> Fetched:
        with _understanding("issue"):
            fetched = self._fetching.fetch(ids, written)
        for issue in fetched.issues.values():
            self._transitions.note_type(issue.ref.id, str(issue.fields.get("type")))
        return fetched

    def create_form(self, project: str, type: str) -> CreateForm:
        with _understanding("create metadata"):
            return self._forms.read(project, type)

    def schema(self, projects: Sequence[str], *, users: bool = False) -> SchemaReading:
        from syncscript.trackers.jira.schemas.reading import SchemaReader

        with _understanding("list"):
            reader = SchemaReader(self._http, self._settings.cloud, self._forms)
            return reader.read(self.name, projects, users)

    def people(self, project: str) -> Sequence[Person]:
        with _understanding("list"):
            return people_of(self._http, self._site.users, project)

    def settle(self, written: Mapping[str, Written], issue: Issue | None, project: str,
               form: Callable[[], CreateForm | None] = lambda: None,
               made: Collection[MakePart] = ()) -> Settlement:
        with _understanding("list"):
            names = frozenset((part.sort, part.name) for part in made if part.project == project)
            place = settling.Place(project, self._site, issue is None, form, names)
            return settling.settle(written, place, self._fields)

    def answer(self, question: Question) -> Json:
        with _understanding("list"):
            if question.helper == "httpClient":
                return answers.read_path(str(question.arguments[0]), self._http)
            return answers.answer(question, self._site, self._fields, self._forms, self._http)

    def high_water(self, project: str) -> int:
        """Searched for once a project; creates of our own raise it."""
        if project not in self._highest:
            jql = f"project = {quoted(project)} ORDER BY created DESC"
            with _understanding("search"):
                found = searching.first(self._http, self._settings.cloud, jql, ["created"])
            self._note_number(project, str(found["key"]) if found else f"{project}-0")
        return self._highest[project]

    def create(self, draft: Draft, marker: str, sources: Sources) -> Receipt:
        with _understanding("created issue"):
            body = create_body(draft, marker, sources.documents, self._fields, self._site,
                               self._settings.marker_label)
        with _understanding("created issue", doubtful=True):
            made = self._http.write("POST", "/issue", body)
            ref = IssueRef(str(made["id"]), str(made["key"]))
        self._transitions.note_type(ref.id, draft.type)
        if draft.project in self._highest:
            self._note_number(draft.project, ref.key)
        return Receipt(ref)

    def find_created(self, marker: str, project: str, above: int, since: datetime) -> list[IssueRef]:
        with _understanding("issue"):
            return self._lost.created(marker, project, above, since, self._now())

    def apply(
        self, ref: IssueRef, operation: Operation, marker: str, sources: Sources,
        content: Callable[[], AbstractContextManager[Content]] | None = None,
    ) -> Receipt:
        with _understanding(operation.kind, doubtful=True):
            match operation:
                case UpdateFields():
                    return self._update(ref, operation, sources)
                case Transition():
                    return Receipt(ref, detail=self._transitions.move(ref, operation))
                case AddComment():
                    return comments.add_comment(
                        self._http, self._site, ref, operation, marker, sources.documents)
                case EditComment():
                    return comments.edit_comment(self._http, self._site, ref, operation, sources.documents)
                case RemoveComment():
                    return comments.remove_comment(self._http, ref, operation)
                case AddAttachment():
                    return attachments.add_attachment(self._http, ref, operation, content)
                case RemoveAttachment():
                    return attachments.remove_attachment(self._http, ref, operation)
                case LogWork():
                    return work.log_work(
                        self._http, self._site, ref, operation, marker, sources.documents)
                case EditWork():
                    return work.edit_work(self._http, self._site, ref, operation, sources.documents)
                case RemoveWork():
                    return work.remove_work(self._http, ref, operation)
        raise Rejected(f"{operation.kind} is no write to an existing issue")

    def make(self, part: MakePart) -> None:
        with _understanding(part.sort, doubtful=True):
            parts.make(self._http, self._site.names, part)

    def note_twin(self, ref: IssueRef, key: str) -> None:
        with _understanding("issue", doubtful=True):
            self._http.write("PUT", f"/issue/{ref.id}/properties/{TWIN}", {"remoteKey": key})

    def send(self, method: str, path: str, body: str | None, headers: Mapping[str, str]) -> None:
        answers.demand_own_path(path)
        own = {name: value for name, value in headers.items() if name.casefold() not in _NOT_FOR_RULES}
        self._http.send(method, path, body, own)

    def find_added(self, ref: IssueRef, operation: Operation, marker: str, since: datetime) -> list[str]:
        with _understanding("issue"):
            return self._lost.added(ref, operation, marker, since)

    def open_attachment(self, attachment_id: str) -> AbstractContextManager[Content]:
        return attachments.open_attachment(self._http, self._settings.cloud, attachment_id)

    def history(self, ids: Sequence[str]) -> Mapping[str, Sequence[FieldChange]]:
        with _understanding("change history"):
            return self._histories.of(ids)

    def _update(self, ref: IssueRef, operation: UpdateFields, sources: Sources) -> Receipt:
        """One PUT; Cloud answers it with the issue and so with its new version."""
        body = update_body(operation.fields, sources.documents, self._fields, self._site)
        params = {"returnIssue": "true"} if self._settings.cloud else None
        changed = self._http.write("PUT", f"/issue/{ref.id}", body, params=params)
        if not changed:
            return Receipt(ref)
        updated = instant(changed["fields"]["updated"])
        return Receipt(ref, version=iso(updated), at=updated)

    def _note_number(self, project: str, key: str) -> None:
        number = int(key.rpartition("-")[2])
        with self._lock:
            self._highest[project] = max(number, self._highest.get(project, 0))


_NOT_FOR_RULES = frozenset({"authorization", "cookie", "host", "content-length", "transfer-encoding"})
"""Headers that say who calls and where: no rule sets them."""
_SPOKEN = {"cloud": "Cloud", "dc": "Data Center"}


@contextmanager
def _understanding(what: str, *, doubtful: bool = False) -> Iterator[None]:
    """Whatever Jira's answer lacks becomes Unavailable; after a write that leaves a doubt."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise Unavailable(
            f"Jira answered in a shape that is no {what} ({type(error).__name__})", doubtful=doubtful,
            help="a proxy may have changed the answer; look at what the address answers") from error
