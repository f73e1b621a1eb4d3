"""The state of all connections: tables, migrations, and who may run on them.

Knows rows and transactions. Refuses to know what a rule, a tracker or a plan is.
"""

from syncscript.store.looking import open_store_to_look
from syncscript.store.opening import is_blank, open_store

__all__ = ["is_blank", "open_store", "open_store_to_look"]
