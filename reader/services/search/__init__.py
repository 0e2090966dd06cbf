"""Searching: the language of queries, what they find, and what could be typed next."""
