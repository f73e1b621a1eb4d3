"""What queries mean here: a refusal in Jira's words (parse), a test of issues and an order (evaluate)."""

from syncscript.sandbox.jql.evaluate import search
from syncscript.sandbox.jql.meaning import Context
from syncscript.sandbox.jql.parse import parse

__all__ = ["Context", "parse", "search"]
