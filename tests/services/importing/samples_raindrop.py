"""Samples of Raindrop's two tables."""

from __future__ import annotations

from tests.services.importing.sampling import RED, rows, sample

sample(
    "raindrop",
    "",
    rows(
        "id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite",
        (
            42,
            'Saved, "twice"',
            "line one\nline two",
            "About\ntides",
            "https://example.org/tides",
            "Research / Sea",
            "sea, slow",
            "2024-01-02T03:04:05.123Z",
            "https://example.org/c.jpg",
            "",
            "true",
        ),
        (
            43,
            f"{RED} B",
            "",
            "",
            "https://example.org/b",
            "Unsorted",
            "",
            "2024-01-02T03:04:05.000Z",
            "",
            "The water came back.\nAnd stayed.\n\nIt left.",
            "false",
        ),
        (
            44,
            "C",
            "",
            "",
            "https://example.org/c",
            "A/B",
            "",
            "",
            "",
            "Highlight:One thing\nColor:blue\nNote:mine\n\nHighlight: Another\nof two lines",
            "",
        ),
        (45, "A file", "", "", "file:///home/x.pdf", "A", "", "", "", "", ""),
    ),
    entries=4,
    articles=3,
    skipped=1,
)
sample(
    "raindrop",
    "as it reads it",
    rows(
        "title,url,tags,highlights,created,cover",
        (f"A {RED}", "https://example.org/a", "sea, slow", "Highlight:One thing", "2024-01-02", ""),
    ),
    entries=1,
    articles=1,
)
