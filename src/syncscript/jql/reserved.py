"""What stands for itself in JQL only inside of quotes. The words are those of Jira's documentation."""

from __future__ import annotations

CHARACTERS = frozenset("@;?*/%^$#{}+")
KEYWORDS = {
    "and": "AND", "or": "OR", "not": "NOT", "in": "IN", "is": "IS", "was": "WAS", "changed": "CHANGED",
    "order": "ORDER", "by": "BY", "asc": "DIRECTION", "desc": "DIRECTION", "empty": "EMPTY", "null": "EMPTY",
    "after": "PREDICATE", "before": "PREDICATE", "during": "PREDICATE", "from": "PREDICATE",
    "on": "PREDICATE", "to": "PREDICATE",
}  # fmt: skip
"""By the word in small letters, the terminal of the grammar that it is."""
OTHERS = """
abort access add alias all alter any as audit avg begin between boolean break byte catch cf char character
check checkpoint collate collation column commit connect continue count create current date decimal declare
decrement default defaults define delete delimiter difference distinct divide do double drop else encoding
end equals escape exclusive exec execute exists explain fetch file field first float for function go goto
grant greater group having identified if immediate increment index initial inner inout input insert int
integer intersect intersection into isempty isnull join last left less like limit lock long max min minus
mode modify modulo more multiply next noaudit notin nowait number object of option outer output power
previous prior privileges public raise raw remainder rename resource return returns revoke right row rowid
rownum rows select session set share size sqrt start strict string subtract sum synonym table then trans
transaction trigger uid union unique update user validate values view when whenever where while with
"""
WORDS = frozenset(OTHERS.split())
"""Those that are no keywords."""
SOMETIMES = """
a an are at be but false it no such that the their there these they this true will
"""
AT_TIMES = frozenset(SOMETIMES.split())
"""Reserved in some versions of Jira: nobody refuses to read them, and nobody writes them without quotes."""
