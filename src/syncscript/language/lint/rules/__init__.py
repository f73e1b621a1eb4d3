"""One file a lint rule. Its name is the rule's, its docstring is its page, and its examples are run."""
