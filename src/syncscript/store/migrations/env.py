"""Alembic's entry: runs the revisions on the connection that schema.py hands over.

Knows no address and opens nothing: migrations happen only while a state is being opened.
"""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes.get("target_metadata"),
    render_as_batch=True,
)
context.run_migrations()
