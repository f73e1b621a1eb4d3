"""Why nothing at all is done with an export, a module each; its docstring is the page of its code."""
