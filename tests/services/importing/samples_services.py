"""Samples of what services that keep pages give out: wallabag, Readeck, karakeep, Linkwarden, GoodLinks, Pinboard."""

from __future__ import annotations

from tests.services.importing.sampling import RED, as_json, rows, sample, zipped

FAILED = 'wallabag can\'t retrieve contents for this article. Please <a href="https://x.example">troubleshoot</a>.'
WALLABAG = [
    {
        "id": 23,
        "uid": None,
        "title": "Tides &amp; <em>time</em>",
        "url": "https://example.org/tides",
        "given_url": "https://example.org/t",
        "is_archived": 0,
        "archived_at": None,
        "is_starred": 1,
        "starred_at": "2016-09-08T11:57:16+0200",
        "content": "<h2>One</h2><p>The water came back. It stayed an hour.</p>",
        "created_at": "2016-09-08T11:55:58+0200",
        "published_at": "2016-01-02T00:00:00+0000",
        "published_by": ["A. Writer", None],
        "language": "fr_FR",
        "headers": {"content-type": "text/html; charset=ISO-8859-1"},
        "preview_picture": "https://example.org/p.jpg",
        "tags": ["sea", "Sea", "long, long"],
        "annotations": [
            {"text": "my note", "quote": "The water", "ranges": [{"start": "/p[1]"}]},
            {"text": "of nothing", "quote": ""},
            "damaged",
        ],
    },
    {
        "id": "24",
        "title": "No title found",
        "url": "https://example.org/failed",
        "is_archived": True,
        "is_starred": False,
        "content": FAILED,
        "tags": [{"label": "sea"}],
    },
    {"id": 25, "title": f"{RED} sails", "url": "", "is_archived": False, "content": "<p>A letter.</p>", "tags": []},
    {"id": 26, "title": "Nothing", "url": "about:blank", "is_archived": False, "content": "", "tags": []},
    "damaged",
]
FIRST = [
    {
        "0": "1", "1": "An old one", "2": "https://example.org/old", "3": "1", "4": "0", "5": "<p>Old.</p>", "6": "9",
        "id": "1", "title": "An old one", "url": "https://example.org/old", "is_read": "1", "is_fav": "0",
        "content": "<p>Old.</p>", "user_id": "1", "tags": "sea,moon",
    },
    {
        "0": "2", "1": f"{RED}", "2": "https://example.org/red", "3": "0", "4": "1",
        "5": "[unable to retrieve full-text content]",
    },
]  # fmt: skip
sample("wallabag", "json", as_json(WALLABAG), entries=5, articles=3, skipped=2)
sample("wallabag", "api", as_json({"page": 1, "_embedded": {"items": WALLABAG[:3]}}), entries=3, articles=3)
sample("wallabag", "first version", as_json(FIRST), entries=2, articles=2)
sample(
    "wallabag",
    "table",
    rows(
        "Title,URL,Content,Tags,MIME Type,Language,Creation date",
        ("Tides; now", "https://example.org/tides", "<p>It; came.</p>", "sea, moon", "x", "fr", "31/12/2023 11:02:03"),
        (f"{RED}", "https://example.org/red", FAILED, "", "", "", "01/02/2024 01:00:00"),
        ("No page", "ftp://example.org/x", "", "", "", "", ""),
        delimiter=";",
    ),
    entries=3,
    articles=2,
    skipped=1,
)  # fmt: skip

sample(
    "readeck",
    "table",
    rows(
        "url,title,created,labels,is_archived,is_marked,type",
        ("https://example.org/tides", "Tides", "2024-05-01T10:00:00Z", '["sea","it\'s"]', "true", "false", "article"),
        ("https://example.org/film", f"{RED} film", "2024-05-02T10:00:00.123Z", "[]", "false", "true", "video"),
        ("mailto:a@example.org", "No page", "", "", "", "", ""),
        end="\r\n",
    ),
    entries=3,
    articles=2,
    skipped=1,
)  # fmt: skip
READECK_PAGE = f"""---
title: "{RED} Tides: slowly"
saved: "2026-10-01"
published: "2024-05-01"
website: The Bay
source: https://example.org/tides
authors: [A. Writer]
labels: [sea, moon]
---
# Tides: slowly

![](./uid-picture.jpg)

The water ==came back==. See ![a drawing](https://example.org/d.png).
------------------------------------------------------------n
"""
FOLDER = "2026-11-23-readeck-bookmarks"
sample(
    "readeck",
    "archive",
    zipped({
        f"{FOLDER}/2026-10-01-example-org-a/index.md": READECK_PAGE,
        f"{FOLDER}/2026-10-01-example-org-a/uid-picture.jpg": b"\xff\xd8\xff",
        f"{FOLDER}/2026-10-02-example-org-b/index.md": "---\ntitle: Bare\nsource: https://example.org/bare\n---\nText.\n",
        f"{FOLDER}/2026-10-03-example-org-c/index.md": "---\ntitle: Empty\n---\n",
    }),
    entries=3,
    articles=2,
    skipped=1,
)  # fmt: skip

KARAKEEP = {
    "bookmarks": [
        {
            "createdAt": 1712345678,
            "title": None,
            "tags": ["sea"],
            "lists": ["b", "smart", "gone"],
            "content": {"type": "link", "url": "https://example.org/tides"},
            "note": "Mine,\non two lines",
            "archived": True,
        },
        {
            "createdAt": 1712345679,
            "title": f"{RED} words",
            "tags": [],
            "content": {"type": "text", "text": "Written **here**.\n\nAnd more."},
            "note": None,
        },
        {"createdAt": 1712345680, "title": "A picture", "tags": [], "lists": [], "content": None, "note": None},
        7,
    ],
    "lists": [
        {"id": "a", "name": "Sea", "type": "manual", "parentId": None},
        {"id": "b", "name": "Tides", "type": "manual", "parentId": "a"},
        {"id": "smart", "name": "All", "type": "smart", "query": "is:fav", "parentId": None},
        {"id": "round", "name": "Round", "type": "manual", "parentId": "round"},
    ],
}
sample("karakeep", "", as_json(KARAKEEP), entries=4, articles=2, skipped=2)

LINKWARDEN = {
    "id": 1,
    "username": "reader",
    "collections": [
        {
            "id": 1,
            "name": "Sea",
            "parentId": None,
            "links": [
                {
                    "id": 7,
                    "name": "What you&#39;re reading",
                    "url": "https://example.org/tides",
                    "description": "On water",
                    "textContent": "One long line of the page.",
                    "createdAt": "2024-05-01T10:00:00.000Z",
                    "tags": [{"id": 1, "name": "moon"}],
                },
                {"id": 8, "name": f"{RED} upload", "url": None, "textContent": "Words of a *file*.", "tags": []},
                {"id": 9, "name": "A picture", "url": None, "tags": []},
            ],
        },
        {"id": 2, "name": "Sails", "parentId": 1, "links": [{"id": 10, "name": "", "url": "https://example.org/s"}, 5]},
        {"id": 3, "name": "Unorganized", "parentId": None, "links": [], "rssSubscriptions": [
            {"name": "The Bay", "url": "https://example.org/feed"}
        ]},
    ],
    "pinnedLinks": [{"id": 7, "url": "https://example.org/tides"}],
}  # fmt: skip
sample("linkwarden", "", as_json(LINKWARDEN), entries=6, articles=3, skipped=2)

GOODLINKS = [
    {
        "title": f"{RED} tides",
        "url": "https:\\/\\/example.org\\/tides".replace("\\/", "/"),
        "originalURL": "https://example.org/t",
        "tags": ["sea"],
        "starred": True,
        "summary": "On water",
        "addedAt": 1588601562,
        "readAt": 1588601999,
        "highlights": [{"content": "The water", "note": "wet"}],
    },
    {"title": None, "url": "javascript:void(0)", "originalURL": "", "tags": [], "starred": False, "addedAt": 1},
]
sample("goodlinks", "", as_json(GOODLINKS).replace(b"/", b"\\/"), entries=2, articles=1, skipped=1)

PINBOARD = [
    {
        "href": "https://example.org/tides",
        "description": f"{RED} tides",
        "extended": "A note",
        "meta": "a",
        "hash": "b",
        "time": "2011-08-07T06:05:04Z",
        "shared": "no",
        "toread": "yes",
        "tags": "sea long_read",
    },
    {"href": "https://example.org/done", "description": False, "extended": "", "time": "", "toread": "no", "tags": ""},
    {"href": "place:sort=8", "description": "Most visited", "toread": "no"},
]
sample("pinboard", "", as_json(PINBOARD), entries=3, articles=2, skipped=1)
DELICIOUS = [
    {"url": "https://example.org/a", "title": f"{RED}", "tags": [""], "created": "1312345678", "private": "1"},
    {
        "url": "https://example.org/b",
        "title": "B",
        "tags": ["sea"],
        "description": "Mine",
        "created": "",
        "private": "0",
    },
]
sample("delicious", "", as_json(DELICIOUS), entries=2, articles=2)
