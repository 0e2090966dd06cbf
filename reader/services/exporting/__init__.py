"""Carrying out: what the library holds, in files that other programs read."""
