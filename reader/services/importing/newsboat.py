"""newsboat: the file `urls` with its feeds, and `cache.db` with all that they brought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reader.domain.plain import clean_line
from reader.services.adding.facts import tidy_tags
from reader.services.feeds.discover import feed_address
from reader.services.feeds.opml import Subscription
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Found, Importer, Skipped
from reader.services.importing.newsboat_cache import is_cache, read_cache
from reader.services.importing.values import line_in, why_no_address

_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([^\s"]\S*)|"')
_LINE = re.compile(r'"?(?:https?://|feed:|query:|exec:|filter:|file://)', re.IGNORECASE)
_OWN = re.compile(r'^"?(?:query|exec|filter):|\s"~|\s~\S|\s!(?:\s|$)|\s"', re.IGNORECASE | re.MULTILINE)
"""What only this program writes."""
_FEED = re.compile(r"^\S*(?:feed|rss|atom|\.xml|\.rdf|\.json)", re.IGNORECASE)
_LONGEST = 2_000_000


class Newsboat(Importer):
    """newsboat's own files; what would run a program is never run, and searches are no feeds."""

    name = "newsboat"
    key = "newsboat"

    def recognises(self, file: ImportFile) -> bool:
        return _is_list(file) or is_cache(file)

    def read(self, file: ImportFile) -> Iterator[Found]:
        return read_cache(file) if not file.is_text else _read_list(file.text)


def _is_list(file: ImportFile) -> bool:
    """Whether every line is a feed: by what only newsboat writes, else by what addresses of feeds look like."""
    if not file.is_text or len(file.text) > _LONGEST:
        return False
    text = file.text.lstrip("\ufeff")
    lines = [line.strip() for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if not lines or not all(map(_LINE.match, lines)) or any(" | " in line for line in lines):
        return False
    feeds = sum(_FEED.match(line) is not None for line in lines)
    return file.name == "urls" or _OWN.search(text) is not None or feeds * 2 > len(lines)


def _read_list(text: str) -> Iterator[Found]:
    for number, line in enumerate(text.lstrip("\ufeff").split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _subscription(_tokens(line), f"line {number}")


def _tokens(line: str) -> list[str]:
    """The words of a line, those in quotes as one."""
    found = []
    for match in _TOKEN.finditer(line):
        word = re.sub(r"\\(.)", r"\1", match[1]) if match[1] is not None else match[2] or ""
        if word.strip():
            found.append(word.strip())
    return found


def _subscription(tokens: Sequence[str], where: str) -> Found:
    said, words = (tokens[0], tokens[1:]) if tokens else ("", ())
    scheme = said.partition(":")[0].lower()
    if scheme == "query":
        return Skipped(where, "is a search of newsboat's and no feed")
    if scheme in ("exec", "filter"):
        return Skipped(where, "would run a program, which is never done")
    url = feed_address(said)
    if not url:
        return Skipped(where, why_no_address(said))
    titles = [word[1:] for word in words if word.startswith("~")]
    tags = [word.replace(",", " ") for word in words if not word.startswith(("~", "!"))]
    return Subscription(url, clean_line(line_in(titles[0]), 300) if titles else "", "", tidy_tags(tags))
