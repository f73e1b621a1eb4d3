"""How findings of lint are written: a format is a file here, found by its name, with a function `written`."""
