"""`python -m syncscript`: the command line, without the script that an installation makes."""

from syncscript.cli import main

if __name__ == "__main__":
    main()
