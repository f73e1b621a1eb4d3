"""One feature of the protocol a file: each has `register(server, desk)`."""
