"""Scripts that complete the command line in shells, made from the one table of commands."""
