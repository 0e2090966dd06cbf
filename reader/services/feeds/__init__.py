"""Feeds: what they say, where they are, how they are kept up to date."""
