"""Matter: the ZIP with a table of all that was touched there, the texts of it, and a table of highlights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email.header import decode_header, make_header
from typing import Any

from reader.domain.article import State
from reader.domain.carried import Carried, Excerpt
from reader.services.attempt import attempt
from reader.services.importing.companions import Companions
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Remark, Skipped, TableImporter
from reader.services.importing.table import Row, Table
from reader.services.importing.values import address_in, is_yes, line_in, moment_in, tags_in, text_in, title_in

_HISTORY = re.compile(r"(?:.*/)?_matter_history\.csv")
_CONTENT = re.compile(r"(?:.*/)?content_[^/]+\.html")
_HIGHLIGHTS = frozenset(("title", "text", "highlighted date"))
_DATES = Remark(
    "Matter does not say when an article was saved, only when it was last touched, and in no time zone: "
    "that moment stands for it."
)

Known = tuple[str, str]
"""Title and author, by which the two tables know the same article."""


class Matter(TableImporter):
    """Matter's export of either generation; an article that is not in the queue any more is an archived one."""

    name = "Matter"
    key = "matter"
    columns = frozenset(("title", "url", "file id", "last interaction date"))
    used = frozenset(("author", "publisher", "tags", "in queue", "favorited", "read"))

    def recognises(self, file: ImportFile) -> bool:
        if file.is_archive:
            return any(map(_HISTORY.fullmatch, file.members))
        return super().recognises(file) or _holds_highlights(file.table)

    def read(self, file: ImportFile) -> Iterator[Found]:
        if not file.is_archive:
            if file.table is not None and file.table.remark:
                yield Remark(file.table.remark)
            yield from self._read_history(file, "", Companions(file), {})
            if _holds_highlights(file.table):
                marked: dict[Known, list[Excerpt]] = {}
                yield from _read_highlights(file, "", marked)
                yield from map(_book, marked, marked.values())
            return
        beside, marked = Companions(file), {}
        tables = {name: file.member(name) for name in file.members if name.lower().endswith(".csv")}
        for name, table in tables.items():
            if _holds_highlights(table.table):
                yield from _read_highlights(table, f" of {name}", marked)
        for name in filter(_HISTORY.fullmatch, tables):
            if super().recognises(tables[name]):
                yield from self._read_history(tables[name], name, beside, marked)
            else:
                yield Skipped(name, "is no table of Matter's")
        yield from map(_book, marked, marked.values())
        yield from beside.left(_CONTENT.fullmatch)

    def _read_history(
        self, file: ImportFile, name: str, beside: Companions, marked: dict[Known, list[Excerpt]]
    ) -> Iterator[Found]:
        """All articles, each with what was marked in it: of two with one name the one that says so."""
        if not super().recognises(file) or file.table is None:
            return
        yield _DATES
        rows = list(file.table)
        counted = {_known(row) for row in rows if row["highlight count"].strip() not in ("", "0")}
        for row in rows:
            where = f"{row.where} of {name}" if name else row.where
            if row.problem:
                yield Skipped(where, row.problem)
                continue
            found = attempt(self._carried, row, where, beside, name)
            known = _known(row)
            if isinstance(found, Carried) and (known not in counted or row["highlight count"].strip() not in ("", "0")):
                found = replace(found, excerpts=tuple(marked.pop(known, ())))
            yield found or Skipped(where, "is damaged")
            yield from beside.problems()

    def _carried(self, row: Row, where: str, beside: Companions, name: str) -> Found:
        url, file_id = address_in(row["url"]), row["file id"].strip()
        title, author = title_in(row["title"], url), _words(row["author"])
        if not (url or title):
            return Skipped(where, "has no address and no title")
        publisher, touched = _words(row["publisher"]), moment_in(row["last interaction date"])
        left = "in queue" in row.cells and not is_yes(row["in queue"])
        extra = self.extra(row) | {
            row.table.called[column]: row[column] for column in ("last interaction date", "file id") if row[column]
        }
        return Carried(
            title=title,
            url=url,
            # a newsletter has its title again and again, but rarely as many words
            seed="" if url else f"matter {title} {author} {publisher} {row['word count']}".casefold(),
            source=publisher,
            author=author,
            added=touched,
            tags=tags_in(row["tags"], ";"),
            state=State.READ if is_yes(row["read"]) else State.UNREAD,
            archived=left,
            bookmarked=is_yes(row["favorited"]),
            html=beside.read(file_id, name).decode("utf-8", "replace") if file_id else "",
            local=not url,
            extra=extra,
        )


def _holds_highlights(table: Table | None) -> bool:
    return table is not None and table.columns >= _HIGHLIGHTS


def _read_highlights(file: ImportFile, of: str, marked: dict[Known, list[Excerpt]]) -> Iterator[Found]:
    """Put every highlight to its article; what cannot be read of them is yielded."""
    for row in file.table or ():
        text = text_in(row["text"])
        if row.problem or not text:
            yield Skipped(f"{row.where}{of}", row.problem or "holds no highlight")
            continue
        excerpt = Excerpt(text, note=text_in(row["note"]), made=moment_in(row["highlighted date"]))
        marked.setdefault(_known(row), []).append(excerpt)


def _known(row: Row) -> Known:
    return line_in(row["title"]), _words(row["author"])


def _book(known: Known, excerpts: list[Excerpt]) -> Carried:
    """An article of which only the highlights are there."""
    title, author = known
    return Carried(
        title=title,
        author=author,
        seed=f"matter {title} {author}".casefold(),
        added=min((one.made for one in excerpts if one.made), default=None),
        excerpts=tuple(excerpts),
        is_excerpts=True,
        local=True,
    )


def _words(value: str) -> str:
    """A name, also one that came undecoded out of a mail."""
    decoded: Any = attempt(lambda: str(make_header(decode_header(value)))) if "=?" in value else value
    return line_in(decoded or value, 200)
