"""Two sandboxes kept in step over real HTTP, by real rules: whole runs and what they leave behind."""
