"""A Jira-compatible server for trying rules and for tests: real HTTP, JQL, workflow, faults on demand.

Knows the two products' REST APIs as far as a sync needs them. Refuses to know who talks to it: trackers,
engine and other people's clients are strangers alike.
"""

from syncscript.sandbox.catalogue import SYNC_EMAIL, TOKEN
from syncscript.sandbox.faults import Fault
from syncscript.sandbox.running import run_sandbox
from syncscript.sandbox.server import SandboxServer

__all__ = ["SYNC_EMAIL", "TOKEN", "Fault", "SandboxServer", "run_sandbox"]
