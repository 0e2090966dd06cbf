"""Importing: what other programs gave their readers to carry away, read completely and without a network."""
