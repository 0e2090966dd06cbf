"""Documents: files that hold one text or several in a format of their own."""
