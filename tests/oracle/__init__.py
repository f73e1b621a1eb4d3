"""A second implementation of the language: slow, and obvious. The compiler must agree with it.

It walks the tree, with scopes as chained dictionaries and control flow as exceptions. Statements, scopes,
closures, operators, coercions, truth, casts, classes, writes and absence are written here once more, from
Groovy's rules and the reference. What a builtin method does, the boxes it works on, their text, the state
of a run and the reading of the inputs are the project's own.
"""
