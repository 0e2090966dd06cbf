"""Full-text search: an SQLite index of titles, texts and notes in the cache, never the truth."""
