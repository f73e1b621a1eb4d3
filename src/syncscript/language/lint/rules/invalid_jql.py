r"""A query that httpClient is given is no JQL.

The tracker refuses it, so the rule fails, or finds nothing, at every issue that comes to this line. Lint
reads what is written: texts joined with `+`, with values in `${...}`, and encoded for the address. A value of
the run may be anything that makes the query right; what is wrong with any value is told.

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

from syncscript.language.lint.linted import Linted
from syncscript.language.lint.registry import Told, lint_rule
from syncscript.language.syntax import tree
from syncscript.model import Severity


@lint_rule("L135", "correctness", tree.Script, severity=Severity.ERROR)
def check(script: tree.Script, linted: Linted) -> Iterator[Told]:
    if not linted.mentions("jql", "JQL") or not linted.mentions("httpClient"):
        return
    if "httpClient" in linted.declared:
        return
    from syncscript.jql import mistakes_in
    from syncscript.language.analysis.queries import queries_of
    from syncscript.language.analysis.written_texts import Texts

    for query in queries_of(linted.survey, Texts(linted.source.text, linted.names)):
        for wrong in mistakes_in(query.text):
            yield Told(query.spot(wrong.start, wrong.end), wrong.message, wrong.help)
