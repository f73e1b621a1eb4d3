"""The state of all connections: tables, migrations, and who may run on them.

Knows rows and transactions. Refuses to know what a rule, a tracker or a plan is.
"""

from syncscript.store.opening import open_store

__all__ = ["open_store"]
