"""The quick form of a rule that has run often: tighter Python, for values as they usually are.

Where a value turns out to be of another kind the quick form gives up, and the careful form runs from the
start: a rule is pure, so nothing of the first attempt remains. Hence the quick form needs no words for
mistakes; it must only never finish with another result. Steps and sizes are charged as in the careful
form.

`shape` says which rules are suited, `emitter` holds the tables of forms, every other file adds forms.
"""
