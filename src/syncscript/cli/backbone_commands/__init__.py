"""The subcommands of `syncscript backbone`; one file is one of them."""
