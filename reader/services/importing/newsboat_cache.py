"""newsboat's `cache.db`: every article that its feeds brought, with its text and whether it was read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from reader.domain.article import State
from reader.domain.carried import Carried
from reader.domain.errors import TextUnusable
from reader.domain.feed import feed_uid
from reader.services.adding.escape import paragraph
from reader.services.attempt import attempt
from reader.services.feeds.discover import feed_address
from reader.services.feeds.opml import Subscription
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped
from reader.services.importing.values import (
    address_in,
    line_in,
    moment_in,
    number_in,
    text_in,
    why_no_address,
    words_in,
)

_MAGIC = b"SQLite format 3\0"
_TABLES = frozenset(("rss_feed", "rss_item"))
_WRITE_AHEAD = slice(18, 20)
"""Bytes that say that changes stand in a second file; a copy in memory has none."""
_MOST = 2_000_000
_KEPT = ("enclosure_url", "enclosure_type")


def is_cache(file: ImportFile) -> bool:
    """Whether a file is a database with newsboat's tables."""
    return file.beginning.startswith(_MAGIC) and bool(attempt(_has_tables, file))


def read_cache(file: ImportFile) -> Iterator[Found]:
    """All feeds and all articles but deleted ones; nothing is written, not even beside the file."""
    try:
        with closing(_opened(file)) as database:
            titles: dict[str, str] = {}
            for row in database.execute("SELECT * FROM rss_feed"):
                found = attempt(_feed, row)
                if isinstance(found, Subscription):
                    titles[str(row.get("rssurl"))] = found.title
                yield found if found is not None else Skipped("a feed", "is damaged")
            deleted = 0
            for row in database.execute(f"SELECT * FROM rss_item LIMIT {_MOST}"):
                if _value(row, "deleted"):
                    deleted += 1
                    continue
                found = attempt(_article, row, titles)
                yield (
                    found if found is not None else Skipped(line_in(_value(row, "title")) or "an article", "is damaged")
                )
            if deleted:
                yield Remark(f"Articles that were deleted there were left out: {deleted}.")
    except (sqlite3.Error, ValueError, OverflowError) as error:  # names of columns may be no UTF-8 either
        raise TextUnusable(f"{file.spoken} is a damaged database.") from error


def _has_tables(file: ImportFile) -> bool:
    """Whether both tables are tables: a view could take any time to read."""
    with closing(_opened(file)) as database:
        found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
        return {name for (name,) in found} >= _TABLES


def _opened(file: ImportFile) -> sqlite3.Connection:
    """The database, for reading only; of an archive a copy in memory."""
    if file.path:
        database = sqlite3.connect(f"{Path(file.path).absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    else:
        data = bytearray(file.data)
        data[_WRITE_AHEAD] = b"\1\1"
        database = sqlite3.connect(":memory:")
        database.deserialize(bytes(data))
    database.execute("PRAGMA trusted_schema = OFF")
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    database.row_factory = _named
    return database


def _named(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> Any:
    """A row by the names of its columns, of which old versions have fewer; of the master table as it is."""
    names = [column[0] for column in cursor.description]
    return row if len(names) == 1 else dict(zip(names, row, strict=True))


def _value(row: Mapping[str, Any], name: str) -> Any:
    return row.get(name)


def _feed(row: Mapping[str, Any]) -> Found:
    url = feed_address(row["rssurl"])
    title = words_in(row.get("title"), 300)
    if not url:
        scheme = str(row["rssurl"]).partition(":")[0].lower()
        runs = "would run a program, which is never done" if scheme in ("exec", "filter") else ""
        return Skipped(title or line_in(row["rssurl"], 100) or "a feed", runs or why_no_address(row["rssurl"]))
    return Subscription(url, title, address_in(row.get("url")))


def _article(row: Mapping[str, Any], titles: Mapping[str, str]) -> Found:
    url, title = address_in(row.get("url")), words_in(row.get("title"))
    content = row.get("content")
    content = content if isinstance(content, str) else ""
    if not url and not content.strip():
        return Skipped(title or "an article", why_no_address(row.get("url")))
    feed = feed_address(row["feedurl"]) if isinstance(row.get("feedurl"), str) else ""
    flags = line_in(row.get("flags"))
    read = not number_in(row.get("unread"))
    published = moment_in(row.get("pubDate"))
    is_plain = str(row.get("content_mime_type") or "").startswith("text/plain")
    others = flags.replace("s", "")
    return Carried(
        title=title,
        url=url,
        seed=f"newsboat {line_in(row.get('guid'))} {title}" if not url else "",
        source=titles.get(str(row.get("feedurl")), ""),
        author=line_in(row.get("author"), 200),
        published=published,
        added=published,  # it came soon after: nobody wrote down when
        state=State.READ if read else State.UNREAD,
        archived=read,
        bookmarked="s" in flags,
        html="" if is_plain else content,
        body=_paragraphs(content) if is_plain else "",
        local=not url,
        feeds=(feed_uid(feed),) if feed else (),
        extra={name: row[name] for name in _KEPT if row.get(name)} | ({"flags": others} if others else {}),
    )


def _paragraphs(text: str) -> str:
    blocks = (block.split("\n") for block in text_in(text).split("\n\n"))
    return "\n\n".join(paragraph(lines) for block in blocks if (lines := [line for line in block if line.strip()]))
