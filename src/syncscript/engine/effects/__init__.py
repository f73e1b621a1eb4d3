"""Doing operations: each has one effect, though its answer may be lost or the run may die."""
