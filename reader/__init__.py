"""A calm reading app for the terminal."""

__version__ = "0.1.0"
