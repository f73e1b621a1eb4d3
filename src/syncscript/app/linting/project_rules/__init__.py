"""Rules about a project, beyond its configuration's own mistakes: a file a rule, its docstring its page."""
