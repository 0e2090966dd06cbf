"""Samples of programs that are gone or small: Readability, OneTab, and the starred articles of feed readers."""

from __future__ import annotations

from tests.services.importing.sampling import RED, as_json, sample

BOOKMARK = {
    "id": 7,
    "article__url": "https://example.org/a",
    "article__title": f"A &amp; {RED}",
    "article__excerpt": "On salt.",
    "article__domain": "example.org",
    "favorite": True,
    "archive": False,
    "date_added": "2014-03-02T10:20:30",
    "date_favorited": "2014-03-03T10:20:30+02:00",
}
sample(
    "readability",
    "",
    as_json({
        "bookmarks": [
            BOOKMARK,
            {
                "article__url": "http://example.org/b",
                "article__title": None,
                "favorite": 0,
                "archive": 1,
                "date_added": "2014-03-02 10:20:30+00:00",
            },
            {"article__url": "", "article__title": "Nothing"},
        ],
        "recommendations": [],
    }),
    entries=3,
    articles=2,
    skipped=1,
)  # fmt: skip
sample(
    "onetab",
    "",
    f"""https://example.org/a?x=1|2 | A | and {RED}
https://example.org/b | https://example.org/b

chrome://extensions/ | Extensions
https://example.org/c
""",
    entries=4,
    articles=3,
    skipped=1,
)
ITEM = {
    "id": "tag:google.com,2005:reader/item/0005",
    "title": f"Tides &amp; {RED}",
    "author": "A. Writer",
    "published": 1714557600,
    "crawlTimeMsec": "1714561200000",
    "timestampUsec": "1714561200000000",
    "canonical": [{"href": "https://example.org/tides"}],
    "alternate": [{"href": "https://example.org/tides?alt"}],
    "categories": ["user/-/state/com.google/reading-list", "user/-/state/com.google/read", "user/-/label/Sea", "slow"],
    "origin": {"streamId": "feed/52", "title": "The Bay", "htmlUrl": "https://example.org/"},
    "summary": {"content": "<p>The water came back.</p>"},
    "enclosure": [{"href": "https://example.org/a.mp3"}],
}
sample(
    "google-reader",
    "of FreshRSS",
    as_json({
        "id": "user/-/state/org.freshrss/starred",
        "title": "Starred",
        "items": [
            ITEM,
            {
                "id": "2",
                "title": "No address",
                "canonical": [],
                "alternate": [{"href": "urn:x"}],
                "categories": [],
                "content": {"content": "<p>Only here.</p>", "direction": "ltr"},
            },
            {"id": "3", "title": "Neither", "published": 0, "summary": {"content": ""}},
            None,
        ],
    }),
    entries=4,
    articles=2,
    skipped=2,
)  # fmt: skip
sample(
    "google-reader",
    "of Google",
    as_json({
        "direction": "ltr",
        "id": "user/1/label/Sea",
        "title": "…",
        "items": [
            {**ITEM, "categories": ["user/1/state/com.google/starred", "user/1/label/Sea"]},
            {"id": "4", "title": "B", "canonical": [{"href": "https://example.org/b"}]},
        ],
    }),
    entries=2,
    articles=2,
)  # fmt: skip
