"""The library folder: the only place that knows TinyDB."""
