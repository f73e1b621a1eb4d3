"""Exit codes, as docs/reference/exit-codes.md tells them."""

DONE = 0
SOME_FAILED = 1
ERROR = 1
FINDINGS = 1
USAGE = 2
CHANGES = 2
UNREADABLE = 3
REFUSED = 4
UNTRUSTED_STATE = 7
HELD = 75
STOPPED = 128
"""Plus the number of the signal."""
BROKEN_PIPE = 141
