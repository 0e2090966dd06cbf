"""Pages of the web: from their HTML to clean Markdown."""
