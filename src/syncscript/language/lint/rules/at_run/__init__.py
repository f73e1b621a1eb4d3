"""The lint rules that eval and run tell too. They are imported alone then, so they ask for little."""
