"""Samples of lists: of feeds, of addresses, tables of anybody's making, and Markdown files."""

from __future__ import annotations

import sqlite3

from tests.services.importing.sampling import RED, rows, sample

URLS = r"""# comment
https://example.org/feed tag1 "~Own \"title\"" "tag two" !
https://example.org/feed tag3
"query:Unread:unread = \"yes\""
exec:~/bin/make-feed.sh tag1
"filter:~/bin/f.sh:https://example.org/rss"
file:///home/me/feed.xml
	https://example.org/atom.xml
"""
sample("newsboat", "urls", URLS, entries=7, articles=0, skipped=4)
sample("newsboat", "plain urls", "https://example.org/feed\nhttps://example.org/a.xml sea\n", entries=2, articles=0)


def newsboat_cache() -> bytes:
    """A database as newsboat makes it."""
    database = sqlite3.connect(":memory:")
    database.executescript("""
        CREATE TABLE rss_feed (rssurl VARCHAR(1024) PRIMARY KEY, url VARCHAR(1024), title VARCHAR(1024),
            lastmodified INTEGER(11) DEFAULT 0, is_rtl INTEGER(1) DEFAULT 0, etag VARCHAR(128) DEFAULT "");
        CREATE TABLE rss_item (id INTEGER PRIMARY KEY AUTOINCREMENT, guid VARCHAR(64), title VARCHAR(1024),
            author VARCHAR(1024), url VARCHAR(1024), feedurl VARCHAR(1024), pubDate INTEGER, content VARCHAR(65535),
            unread INTEGER(1), enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024), enqueued INTEGER(1),
            flags VARCHAR(52), deleted INTEGER(1), base VARCHAR(128), content_mime_type VARCHAR(255));
        CREATE TABLE metadata (db_schema_version_major INTEGER, db_schema_version_minor INTEGER);
    """)
    feed = "https://example.org/feed"
    database.executemany(
        "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)",
        [(feed, "https://example.org", "The Bay"), ("exec:~/bin/x", "", "A program")],
    )
    text = "<p>The water came back. It stayed an hour.</p>"
    database.executemany(
        "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url, flags,"
        " deleted, content_mime_type) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            ("1", f"{RED}", "A. Writer", "https://example.org/1", feed, 1714557600, text, 1, "", "as", 0, "text/html"),
            ("2", "Read", "", "https://example.org/2", feed, 0, "", 0, "https://example.org/2.mp3", "", 0, None),
            ("3", "Deleted", "", "https://example.org/3", feed, 1714557600, text, 0, "", "", 1, "text/html"),
            ("4", "Plain", "", "", "exec:~/bin/x", 1714557600, "A < b.\n\nAnd *more*.", 1, "", "", 0, "text/plain"),
            ("5", "Nothing", "", "", feed, 1714557600, "", 1, "", "", 0, ""),
        ],
    )  # fmt: skip
    database.commit()
    return database.serialize()


sample("newsboat", "cache", newsboat_cache(), entries=2 + 4, articles=3, skipped=2)

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Subs</title></head><body>
<outline text="Sea"><outline type="rss" text="Bay" xmlUrl="https://example.org/feed" htmlUrl="https://example.org"/></outline>
<outline text="Run" xmlUrl="|~/bin/x"/>
</body></opml>
"""
sample("opml", "", OPML, entries=1, articles=0)

sample(
    "urls",
    "",
    f"""# mine
https://example.org/a
- <https://example.org/b> A title
https://example.org/c | {RED} tabs, and more
www.example.org/d
https://[broken
""",
    entries=5,
    articles=4,
    skipped=1,
)
sample(
    "table",
    "",
    rows(
        ["Link", "Name", "Labels", "Date", "Comment", "Folder", "Rating", "Starred"],
        ("https://example.org/a", f"{RED} tides", "sea; moon", "2024-05-01", "Mine", "Sea / Tides", "5", "yes"),
        ("https://example.org/b", "https://example.org/b", "", "1714557600", "", "Archive", "", ""),
        ("javascript:x", "No page", "", "", "", "", "", ""),
        ("https://example.org/short", "x"),
    ),
    entries=4,
    articles=2,
    skipped=2,
)
sample("table", "semicolons", "title;href\nA;https://example.org/a\n", entries=1, articles=1)

CLIPPED = f"""---
title: "{RED} tides: a \\"slow\\" essay"
source: "https://example.org/tides"
author:
  - "[[A. Writer]]"
  - "[[writers/b|B. Writer]]"
published: 2024-05-01
created: 2025-11-23
description: On water
tags:
  - "clippings"
  - "sea, moon"
rating: 7
---
The water came back. ==This was **marked**.==

```python
if a ==b== c: pass
```
"""
BROKEN = """---
title: Broken: [and open
source: https://example.org/broken
tags: [a, "b
: x
---
Still a text.
"""
TOML = """+++
title = "By Hugo"
date = 2024-05-01T10:00:00Z
weight = nan
due = 2024-05-02
+++
Text of ==mine==.
"""
sample("markdown", "clipped", CLIPPED, entries=1, articles=1)
sample("markdown", "broken", BROKEN, entries=1, articles=1)
sample("markdown", "toml", TOML, entries=1, articles=1)
