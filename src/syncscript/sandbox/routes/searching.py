"""Search by JQL: pages by token on Cloud, pages by number on Data Center; and reading many by id."""

from __future__ import annotations

from collections.abc import Mapping

from syncscript.sandbox.call import CLOUD, DC, Answer, Call, Route, asks, get
from syncscript.sandbox.faces.issue_view import Selection, field_name, field_schema, shown_issue
from syncscript.sandbox.jql import Context, parse, search
from syncscript.sandbox.problems import JiraProblem, refused
from syncscript.sandbox.records import Issue, Json
from syncscript.sandbox.shapes import natural_of, texts_of

MOST_FETCHED = 100
MOST_PROPERTIES = 5
MOST_RECONCILED = 50
MOST_IDS_A_PAGE = 5000
MOST_OF_FEW_FIELDS_A_PAGE = 1000
MOST_ISSUES_A_PAGE = 100
FEW_FIELDS = 5
MOST_A_PAGE_DC = 1000
_HEADS = frozenset({"id", "key"})
_GONE = (
    "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full migration "
    "guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046"
)


def _asked(call: Call) -> dict[str, Json]:
    """The search's parameters, from the body of a POST or the query of a GET."""
    if call.request.method == "POST":
        return call.body()
    asked: dict[str, Json] = {name: call.query[name] for name in call.query}
    lists = {name: call.parts(name) for name in ("fields", "properties", "expand", "reconcileIssues")}
    return asked | {name: values for name, values in lists.items() if values}


def _selection(asked: Mapping[str, Json], default: str) -> Selection:
    properties = texts_of(asked.get("properties"), "properties")
    if len(properties) > MOST_PROPERTIES:
        raise refused(f"The maximum number of issue properties that can be requested is {MOST_PROPERTIES}.")
    return Selection(tuple(texts_of(asked.get("fields"), "fields")) or (default,), tuple(properties),
                     frozenset(texts_of(asked.get("expand"), "expand")))


def _context(call: Call) -> Context:
    return Context(call.world, call.user, call.now)


def _head(issue: Issue, call: Call) -> dict[str, Json]:
    return {"id": issue.id, "key": issue.key, "self": call.rendering.link(f"issue/{issue.id}"), "expand": ""}


def search_by_token(call: Call) -> Answer:
    """Cloud's search: bounded queries only, no total, and a token that leads to the next page."""
    asked = _asked(call)
    selection = _selection(asked, "id")
    heads_only = _asks_heads(selection)
    most = min(natural_of(asked.get("maxResults"), "maxResults", 50), _most_a_page(selection))
    found, start = _found_or_resumed(call, asked)
    page = found[start:start + most]
    if heads_only:
        shown = [_shown_head(issue, call, selection) for issue in page]
    else:
        shown = [shown_issue(issue, call.rendering, selection) for issue in page]
    last = start + most >= len(found)
    answer: dict[str, Json] = {"issues": shown, "isLast": last}
    if not last:
        answer["nextPageToken"] = call.state.pages.keep(found, start + most, str(asked.get("jql") or ""))
    return Answer(json=answer | _names(call, selection))


def _asks_heads(selection: Selection) -> bool:
    return set(selection.fields) <= _HEADS and not selection.properties and not selection.expand


def _most_a_page(selection: Selection) -> int:
    """Cloud promises 5,000 where only ids or keys are asked for, and says that pages shrink with the number
    of fields and properties; by how much it does not say. These steps are guesses on the low side."""
    if _asks_heads(selection):
        return MOST_IDS_A_PAGE
    many = len(selection.fields) > FEW_FIELDS or any(name.startswith("*") for name in selection.fields)
    plain = not (many or selection.properties or selection.expand)
    return MOST_OF_FEW_FIELDS_A_PAGE if plain else MOST_ISSUES_A_PAGE


def _shown_head(issue: Issue, call: Call, selection: Selection) -> dict[str, Json]:
    return {"id": issue.id} if selection.fields == ("id",) else _head(issue, call)


def _found_or_resumed(call: Call, asked: Mapping[str, Json]) -> tuple[list[Issue], int]:
    jql, token = str(asked.get("jql") or ""), asked.get("nextPageToken")
    if token:
        resumed = call.state.pages.resume(str(token), jql)
        if resumed is None:
            raise refused("The provided next page token is invalid or expired.")
        return resumed
    query = parse(jql)
    if query.where is None:
        raise refused(
            "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."
        )
    seen = _reconciled(call, asked)
    return search(query, seen.values(), _context(call)), 0


def _reconciled(call: Call, asked: Mapping[str, Json]) -> Mapping[str, Issue]:
    """What search sees, with the issues to reconcile as they are now."""
    ids = texts_of(asked.get("reconcileIssues"), "reconcileIssues")
    if len(ids) > MOST_RECONCILED:
        raise refused(f"The maximum number of issues to reconcile is {MOST_RECONCILED}.")
    seen = call.state.index.visible(call.now)
    if not ids:
        return seen
    issues = call.world.issues
    return {i: issue for i, issue in seen.items() if i not in ids} | {
        i: issues[i] for i in ids if i in issues
    }


def _names(call: Call, selection: Selection) -> dict[str, Json]:
    fields = [i for i in call.world.fields if "names" in selection.expand or "schema" in selection.expand]
    more: dict[str, Json] = {}
    if "names" in selection.expand:
        more["names"] = {i: field_name(i, call.rendering) for i in fields}
    if "schema" in selection.expand:
        more["schema"] = {i: field_schema(i, call.rendering) for i in fields}
    return more


def search_by_number(call: Call) -> Answer:
    """Data Center's search: pages by `startAt`, with a total."""
    asked = _asked(call)
    selection = _selection(asked, "*navigable")
    start, most = (
        natural_of(asked.get("startAt"), "startAt", 0),
        min(natural_of(asked.get("maxResults"), "maxResults", 50), MOST_A_PAGE_DC),
    )
    seen = call.state.index.visible(call.now)
    found = search(parse(str(asked.get("jql") or "")), seen.values(), _context(call))
    if _asks_heads(selection):
        shown = [_head(issue, call) for issue in found[start:start + most]]
    else:
        shown = [shown_issue(issue, call.rendering, selection) for issue in found[start:start + most]]
    return Answer(json={"expand": "schema,names", "startAt": start, "maxResults": most, "total": len(found),
                        "issues": shown} | _names(call, selection))


def gone(call: Call) -> Answer:
    raise JiraProblem(410, [_GONE])


def count(call: Call) -> Answer:
    query = parse(str(call.body().get("jql") or ""))
    return Answer(
        json={"count": len(search(query, call.state.index.visible(call.now).values(), _context(call)))}
    )


def fetch_many(call: Call) -> Answer:
    """Issues by id or key, by rising id; those that do not exist are told as errors."""
    body = call.body()
    wanted = texts_of(body.get("issueIdsOrKeys"), "issueIdsOrKeys")
    if not wanted:
        raise refused("The list of issue IDs or keys must not be empty.")
    if len(wanted) > MOST_FETCHED:
        raise refused(f"The maximum number of issues that can be fetched is {MOST_FETCHED}.")
    selection = _selection(body, "*navigable")
    found = {one: call.world.issue(one) for one in wanted}
    issues = {issue.id: issue for issue in found.values() if issue is not None}
    shown = [shown_issue(issues[i], call.rendering, selection) for i in sorted(issues, key=int)]
    return Answer(json={"issueErrors": [], "issues": shown})


ROUTES = (
    get("search/jql", search_by_token, CLOUD),
    asks("search/jql", search_by_token, CLOUD),
    asks("search/approximate-count", count, CLOUD),
    get("search", gone, CLOUD),
    Route("POST", "search", gone, True, CLOUD),
    get("search", search_by_number, DC),
    asks("search", search_by_number, DC),
    asks("issue/bulkfetch", fetch_many, CLOUD),
)
