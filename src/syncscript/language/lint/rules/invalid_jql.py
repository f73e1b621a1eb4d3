r"""A query that httpClient is given is no JQL.

The tracker refuses it, so the rule fails, or finds nothing, at every issue that comes to this line. Lint
reads what is written: texts joined with `+`, with values in `${...}`, and encoded for the address. A value of
the run may be anything that makes the query right; what is wrong with any value is told. Of what goes to the
tracker of this side, fields and priorities are held against its schema, and where the query names one of its
projects statuses, types and options, too.

Bad (incoming)::

    def found = httpClient.get("/rest/api/2/search?jql=project = BLUE AND status = In Progress")
    issue.customFields."Twins".value = found?.total

Good (incoming)::

    def jql = "project = BLUE AND status = 'In Progress' AND summary ~ \"${replica.key}\""
    def found = httpClient.get("/rest/api/2/search?jql=" + URLEncoder.encode(jql, "UTF-8"))
    issue.customFields."Twins".value = found?.total
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity

if TYPE_CHECKING:
    from syncscript.jql import Wrong
    from syncscript.language.analysis.asked import Doubt
    from syncscript.language.analysis.queries import WrittenQuery


@lint_rule("L135", "correctness", tree.Script, words=("jql", "JQL"), severity=Severity.ERROR)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    if not linted.mentions("httpClient") or "httpClient" in linted.declared:
        return
    from syncscript.language.analysis.queries import queries_of
    from syncscript.language.analysis.written_texts import Texts

    for query in queries_of(linted.survey, Texts(linted.source.text, linted.names)):
        for wrong in wrong_in(query, linted):
            yield Told(query.spot(wrong.start, wrong.end), wrong.message, wrong.help)


def wrong_in(query: WrittenQuery, linted: Linted) -> Iterator[Wrong | Doubt]:
    """Fields and values are known of the tracker that the rule runs for."""
    from syncscript.jql import mistakes_in
    from syncscript.language.analysis.asked import misspelt_fields, values_not_there

    yield from mistakes_in(query.text)
    if query.here:
        here = linted.surroundings.here
        yield from misspelt_fields(query.text, here)
        yield from values_not_there(query.text, here, "", here.instance if here else "")
