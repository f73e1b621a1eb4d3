"""From the text of a rule file to its tree, and to diagnostics in words."""
