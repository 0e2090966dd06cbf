"""One module a command: its docstring is its help, `arguments` says what it takes, `run` does it."""
