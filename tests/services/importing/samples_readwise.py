"""Samples of Readwise: the table of Reader's documents, and those of highlights."""

from __future__ import annotations

from tests.services.importing.sampling import RED, rows, sample

HEAD = "Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen"
sample(
    "readwise-reader",
    "",
    rows(
        HEAD,
        (
            f"Tides {RED}",
            "https://example.org/tides",
            "01gmjxjd",
            """['sea', "don't", 'peanut, butter']""",
            "2025-01-20 22:13:02.447000+00:00",
            "0.42",
            "new",
            "True",
        ),
        (
            "",
            "mailto:reader-forwarded-email/73462",
            "01gmjxje",
            "[]",
            "2025-01-21 08:00:00+00:00",
            "0",
            "later",
            "FALSE",
        ),
        ("A feed", "https://example.org/feed/1", "01gmjxjf", "[]", "2025-01-21 08:00:00+00:00", "0", "feed", "False"),
        (
            "Mail",
            "mailto:reader-forwarded-email/9",
            "01gmjxjg",
            "[]",
            "2025-01-21 08:00:00+00:00",
            "1",
            "archive",
            "TRUE",
        ),
        ("Star", "https://example.org/star", "1", "['Favorite', 'x']", "2025-01-21 08:00:00", "", "shortlist", ""),
        ("File", "file:///x", "2", "[]", "2025-01-21 08:00:00", "", "new", ""),
    ),
    entries=6,
    articles=4,
    skipped=2,
)
