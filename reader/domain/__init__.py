"""Values and rules of reading; the standard library only."""
