"""Lint for a whole project: which files there are, what is around each, and what is known from before.

One file a step; what a run without changes does not need is imported by whoever needs it. Refuses to
judge rules (language/lint) and to print (command line).
"""
