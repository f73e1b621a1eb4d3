"""Good rules with one mistake each, as somebody makes it who edits a rule in a hurry.

`python -m tests.mutants` makes them of all shipped rules and tells how many of them lint or the rules' own
cases catch. What survives either changes nothing that matters, or names a case that is missing.
"""
