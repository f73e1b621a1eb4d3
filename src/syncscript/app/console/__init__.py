"""Expressions tried on one issue: what is given, and what became of all that was entered so far.

Nothing is ever written to a tracker. Refuses to read keys and to print.
"""
