"""The demo: two sandbox Jiras, people who work in them, and a sync between them, told step by step.

Uses nothing that a person could not do: HTTP for the people, the command line for the sync.
"""

from syncscript.demo.story import Demo, tell_story

__all__ = ["Demo", "tell_story"]
