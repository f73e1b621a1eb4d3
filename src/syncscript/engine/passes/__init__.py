"""A run from its beginning to its end: pairs beside each other, each one message after the other."""
