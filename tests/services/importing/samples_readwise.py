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

OLDER = "Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at"
sample(
    "readwise",
    "",
    rows(
        f"{OLDER},Document tags",
        (
            "and stayed an hour",
            f"Tides {RED}",
            "A. Writer",
            "",
            "",
            "pink",
            "",
            "offset",
            2900,
            "2026-06-22 10:34:20.125876+00:00",
            "web",
        ),
        (
            "A **slow** line, with comma",
            f"Tides {RED}",
            "A. Writer",
            "",
            "my note",
            "yellow",
            "sea, slow",
            "offset",
            2792,
            "2026-06-22 10:30:20+00:00",
            "web, Sea",
        ),
        ("", f"Tides {RED}", "A. Writer", "", "On the whole: wet.", "", ".discard", "offset", 0, "2026-06-22", "web"),
        ("Salt keeps.", "Bread", "", "B00X", "", "blue", ".favorite, taste", "page", 3, "", ""),
        ("Water too.", "Bread, again", "", "B00X", "", "", "", "page", 1, "", ""),
        ("", "Bread", "", "B00X", "", "", "", "page", 1, "", ""),
        ("Whose?", "", "", "", "", "", "", "", "", "", ""),
    ),
    entries=2 + 2,
    articles=2,
    skipped=2,
)
sample(
    "readwise",
    "older",
    rows(
        OLDER,
        ("First", f"{RED} Tides", "A. Writer", "", "", "", "", "order", 2, "2020-01-02 03:04:05"),
        ("Second", f"{RED} Tides", "A. Writer", "", "", "", "", "order", 1, "2020-01-02 03:04:06"),
    ),
    entries=1,
    articles=1,
)
sample(
    "readwise",
    "as it reads it",
    rows(
        "Highlight,Title,Author,URL,Note,Location,Date",
        (
            "The water came back.",
            f"{RED} Tides",
            "A",
            "https://example.org/t",
            ".sea .slow And?",
            1,
            "2024-05-01 10:00:00",
        ),
        ("It stayed.", f"{RED} Tides", "A", "https://example.org/t", "", 2, "2024-05-01 10:00:00"),
    ),
    entries=1,
    articles=1,
)
