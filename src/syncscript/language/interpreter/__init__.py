"""From the tree of a rule to a Python function, and the runtime that function calls."""
