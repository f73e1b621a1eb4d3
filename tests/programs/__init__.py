"""Whole rules made at random, and the judges that say whether every form of a rule tells the same.

A number names a program and its payloads: what was found is found again by its number. The README tells
how to look for more.
"""
