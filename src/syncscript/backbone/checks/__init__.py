"""What is looked for in exports, a check a file; the docstring at its top is the page of its code."""
