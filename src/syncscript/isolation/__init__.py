"""Runs a rule in a worker process of its own, under the operating system's limits, for rules nobody trusts.

`run_isolated` is all of it. Answers to questions still come from the caller, over a pipe; only JSON crosses,
in both directions. Refuses to know projects, trackers and the command line.
"""

from syncscript.isolation.calling import Isolation, run_isolated

__all__ = ["Isolation", "run_isolated"]
