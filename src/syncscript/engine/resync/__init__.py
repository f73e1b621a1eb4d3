"""Chosen fields of pairs sent again although nothing changed."""
