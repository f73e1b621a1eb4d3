"""The kinds of mistakes. One file for what they are made in; discovered."""
