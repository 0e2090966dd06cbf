"""What the reader can do: adding, importing, searching."""
