"""What the rules of a side ask for: run, answered, and read as wishes. Knows nothing of what is there."""
