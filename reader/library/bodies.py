"""The bodies: one Markdown file an article, front matter first, written before the journal's line that names it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

import orjson

from reader.domain.article import Article
from reader.domain.errors import ReaderError
from reader.library.codec import stamp
from reader.library.folder import Folder, sync_folder

_FENCE = "---\n"
_NAME = re.compile(r"\w[\w-]{1,99}", re.ASCII)
MANY = 8
"""Bodies from which on it pays to write them side by side."""


class BodyMissing(ReaderError):
    """The file of an article's body is not there or cannot be read."""


class Bodies:
    """The body files of a library."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def path(self, uid: str) -> Path:
        """Where the body of an article is; raises BodyMissing for a uid that is no name of a file."""
        if not _NAME.fullmatch(uid):
            raise BodyMissing("This article has no text: another program has added it without one.")
        return self._folder.bodies / uid[:2] / f"{uid}.md"

    def read(self, uid: str) -> str:
        """The body of an article, Markdown without front matter; raises BodyMissing."""
        path = self.path(uid)
        try:
            text = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise BodyMissing(f"The text of this article cannot be read ({path}: {reason}).") from error
        return split(text)[1]

    def write(self, texts: Sequence[tuple[Article, str]]) -> None:
        """Write bodies so that all of them are on disk when this returns; raises OSError.

        Many files are synced side by side, since a disk takes many at once as fast as one.
        """
        folders = {self.path(article.uid).parent for article, _ in texts}
        fresh = [folder for folder in folders if not folder.is_dir()]
        for folder in fresh:
            folder.mkdir(parents=True, exist_ok=True)
        if len(texts) < MANY:
            for text in texts:
                self._write_one(text)
            for folder in folders:
                sync_folder(folder)
        else:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(16) as pool:
                list(pool.map(self._write_one, texts))
                list(pool.map(sync_folder, folders))
        if fresh:
            sync_folder(self._folder.bodies)

    def _write_one(self, text: tuple[Article, str]) -> None:
        article, body = text
        path = self.path(article.uid)
        draft = path.with_name(f".{article.uid}-{token_hex(4)}.tmp")  # two may write the same text at once
        data = join(article, body).encode("utf-8", "replace")
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            try:
                with os.fdopen(descriptor, "wb", closefd=False) as file:
                    file.write(data)
                os.fdatasync(descriptor)
            finally:
                os.close(descriptor)
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise


def join(article: Article, body: str) -> str:
    """A body file's text: the facts of the article as YAML, then the body; JSON strings are YAML strings."""
    facts = {
        "uid": article.uid,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "author": article.author,
        "published": stamp(article.published),
        "added": stamp(article.added),
        "language": article.language,
        "tags": list(article.tags),
    }
    lines = [f"{name}: {orjson.dumps(value).decode()}\n" for name, value in facts.items() if value]
    return "".join((_FENCE, *lines, _FENCE, "\n", body, "" if body.endswith("\n") else "\n"))


def split(text: str) -> tuple[str, str]:
    """The front matter and the body of a body file."""
    if not text.startswith(_FENCE):
        return "", text
    end = text.find(f"\n{_FENCE}", len(_FENCE) - 1)
    if end < 0:
        return "", text
    return text[len(_FENCE) : end + 1], text[end + 1 + len(_FENCE) :].removeprefix("\n")


def facts_of(front_matter: str) -> Mapping[str, object]:
    """The facts that `join` wrote; lines that a person changed into something else are left out."""
    facts: dict[str, object] = {}
    for line in front_matter.splitlines():
        name, colon, value = line.partition(": ")
        try:
            if colon:
                facts[name] = orjson.loads(value)
        except ValueError:
            continue
    return facts
