"""The bodies: one Markdown file an article, front matter first, written before the journal's line that names it."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import orjson

from reader.domain.article import Article
from reader.domain.errors import ReaderError
from reader.library.codec import stamp
from reader.library.folder import Folder, sync_folder, whole_disk

_FENCE = "---\n"
_NAME = re.compile(r"\w[\w-]{1,99}", re.ASCII)
MANY = 8
"""Bodies from which on it pays to write them side by side."""
MANY_MORE = 64
"""Bodies from which on it pays to bring everything to disk that is on its way there."""


class BodyMissing(ReaderError):
    """The file of an article's body is not there or cannot be read."""


class Bodies:
    """The body files of a library."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._root = str(folder.bodies)

    def path(self, uid: str, edition: int = 0) -> Path:
        """Where a text of an article is; raises BodyMissing for a uid that is no name of a file."""
        return Path(self._name(uid, edition))

    def _name(self, uid: str, edition: int) -> str:
        """The same as text, which is quicker to make and to open."""
        if not _NAME.fullmatch(uid):
            raise BodyMissing("This article has no text: another program has added it without one.")
        return f"{self._root}/{uid[:2]}/{uid}.{edition}.md" if edition else f"{self._root}/{uid[:2]}/{uid}.md"

    def next_edition(self, uid: str) -> int:
        """The number of a text that is not there yet, also if one with a lower number has been taken back."""
        path = self.path(uid)
        numbers = [file.name.removeprefix(f"{uid}.").removesuffix(".md") for file in path.parent.glob(f"{uid}.*.md")]
        return max((int(number) for number in numbers if number.isdecimal()), default=0) + 1

    def delete(self, uid: str) -> None:
        """Delete every text of an article; one that cannot be deleted stays."""
        path = self.path(uid)
        for file in (path, *path.parent.glob(f"{uid}.*.md")):
            with suppress(OSError):
                file.unlink(missing_ok=True)

    def read(self, uid: str, edition: int = 0) -> str:
        """A text of an article, Markdown without front matter; raises BodyMissing."""
        path = self._name(uid, edition)
        try:
            with open(path, "rb", 0) as file:  # noqa: PTH123 — a hundred thousand of them
                data = file.read()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise BodyMissing(f"The text of this article cannot be read ({path}: {reason}).") from error
        text = data.decode("utf-8", "replace")
        return split(text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)[1]

    def write(self, texts: Sequence[tuple[Article, str]]) -> None:
        """Write bodies so that all of them are on disk when this returns; raises OSError.

        Many files are brought to disk in one go, where the system can do that; else side by side, since a disk takes
        many at once as fast as one.
        """
        folders = {Path(name) for name in {self._name(article.uid, 0).rpartition("/")[0] for article, _ in texts}}
        fresh = [folder for folder in folders if not folder.is_dir()]
        for folder in fresh:
            folder.mkdir(parents=True, exist_ok=True)
        sync_all = whole_disk() if len(texts) >= MANY_MORE else None
        if sync_all is not None:
            for text in texts:
                self._write_one(text, sync=False)
            sync_all(self._folder.bodies)
        elif len(texts) < MANY:
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

    def _write_one(self, text: tuple[Article, str], sync: bool = True) -> None:
        article, body = text
        path = self._name(article.uid, article.edition)
        folder, slash, name = path.rpartition("/")
        own = os.urandom(4).hex()  # two may write the same at once
        draft = f"{folder}{slash}.{name.removesuffix('.md')}-{own}.tmp"
        data = join(article, body).encode("utf-8", "replace")
        try:
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
            try:
                while data:
                    data = data[os.write(descriptor, data) :]
                if sync:
                    os.fdatasync(descriptor)
            finally:
                os.close(descriptor)
            os.replace(draft, path)  # noqa: PTH105 — thousands of them
        except OSError:
            with suppress(OSError):
                os.unlink(draft)  # noqa: PTH108
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
