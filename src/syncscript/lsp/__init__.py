"""The language server: what the language knows of a rule, in the words of the language server protocol.

Thin: each feature is a file in `features`, found by its name, and asks the language. Needs the extra `lsp`.
"""
