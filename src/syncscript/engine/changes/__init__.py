"""Which issues changed: polls, sweeps and searches, and what of them a run has to work on."""
