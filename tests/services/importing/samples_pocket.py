"""Samples of what Pocket gave its readers to carry away."""

from __future__ import annotations

from tests.services.importing.sampling import RED, as_json, rows, sample, zipped

TIDES = "https://example.org/tides?utm_source=pocket"
CUT = "A title that is so long that the program which kept it cut it off after sev"
assert len(CUT) == 75

TABLE = rows(
    "title,url,time_added,tags,status",
    ("Tides, slowly", TIDES, 1712345678, "sea|long read", "unread"),
    ("https://example.org/bare", "https://example.org/bare", 1312345678, "", "archive"),
    (f"{RED} sails", "https://example.org/sails", 1712345679, "sea", "archive"),
    (CUT, "https://example.org/long", 0, "", "unread"),
    ("No page", "javascript:alert(1)", 1712345680, "", "unread"),
)
SECOND = rows(
    "title,url,time_added,tags,status",
    ("Tides, slowly", "http://example.org/tides", 1700000000, "Sea|moon", "archive"),
    ("Two\nlines ", "https://example.org/lines", 1712345681, "", "unread"),
)
ANNOTATIONS = as_json([
    {
        "url": TIDES,
        "title": "Tides, slowly",
        "highlights": [{"quote": "The water came back.", "created_at": 1712349999}, {"quote": "", "created_at": 1}],
    },
    {"url": "https://example.org/only-marked", "title": "Marked", "highlights": [{"quote": "Salt.", "created_at": 5}]},
])  # fmt: skip
COLLECTION = as_json({
    "slug": "sea",
    "title": "Sea",
    "description": "All that is wet.",
    "createdAt": "2024-05-01T10:00:00.000Z",
    "items": [
        {"url": "https://example.org/sails", "title": "Sails", "excerpt": "On cloth.", "note": "Read to the end"},
        {"url": "https://example.org/rope", "title": "Rope", "excerpt": None, "note": None},
    ],
})  # fmt: skip

sample(
    "pocket",
    "zip 2025",
    zipped({
        "part_000000.csv": TABLE,
        "part_000001.csv": SECOND,
        "annotations/part_000000.json": ANNOTATIONS,
        "collections/sea.json": COLLECTION,
    }),
    entries=5 + 2 + 2 + 2,
    articles=4 + 1 + 1 + 1,
    skipped=1,
)  # fmt: skip
sample("pocket", "table", TABLE, entries=5, articles=4, skipped=1)
sample("pocket", "annotations", ANNOTATIONS, entries=2, articles=2)
sample("pocket", "collection", COLLECTION, entries=2, articles=2)
sample(
    "pocket",
    "table 2024",
    rows(
        "title,url,time_added,cursor,tags,status",
        (f"{RED} sails", "https://example.org/sails", 1712345679, "MTIz", "sea|slow", "archive"),
        ("Tides", TIDES, 1712345678, "", "", "unread"),
    ),
    entries=2,
    articles=2,
)

sample(
    "pocket-html",
    "",
    f"""<!DOCTYPE html>
<html>
    <!--So long and thanks for all the fish-->
    <head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8" /><title>Pocket Export</title></head>
    <body>
        <h1>Unread</h1>
        <ul>
            <li><a href="https://example.org/a?x=1&copy=2" time_added="1688628695" tags="sea,long read">
                A &amp; B {RED}</a></li>
            <li><a href="https://example.org/bare" time_added="1312345678" tags="">https://example.org/bare</a></li>
            <li><a href="chrome://settings" time_added="1312345678" tags="">Settings</a></li>
        </ul></ul>
        <h1>Read Archive</h1>
        <ul>
            <li><a
                href="https://example.org/b"
                time_added="1312345679"
                tags="sea"
                favorite="1"
            >Two
            lines</a></li>
            <li><a href="https://example.org/a?x=1&copy=2" time_added="1600000000" tags="moon">A again</a></li>
        </ul>
    </body>
</html>
""",
    entries=5,
    articles=3,
    skipped=1,
)
sample(
    "pocket-html",
    "unread only",
    f"""\ufeff<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul>
<li><a href="https://example.org/a" time_added="1688628695" tags="">{RED} A</a><li><a href="https://example.org/b"
 time_added="0">B""",
    entries=2,
    articles=2,
)
