"""One file a command; each holds a click command named `command` and imports what it needs when it runs."""
