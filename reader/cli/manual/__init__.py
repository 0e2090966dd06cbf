"""The manual page, made from the tables of commands, keys and settings."""
