"""Why bytes are no export, a module each; its docstring is the page of its code."""
