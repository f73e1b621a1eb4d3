"""The place that wires everything: a project becomes an open state, trackers, rules and connections.

One file an act (plan, run, retry, unsync), and one for each thing they share. Each is imported by
whoever needs it, so that `status` pays for no tracker and no rule. Refuses to decide anything
about issues (engine) and to print anything (command line).
"""
