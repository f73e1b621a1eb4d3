"""Guides a person through a migration: one step after the other, each told, noted once it is done."""
