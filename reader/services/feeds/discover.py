"""Finding feeds: those that a page names, and those that its address lets one guess. Nothing is fetched here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit, urlunsplit

from reader.domain.errors import TextUnusable
from reader.domain.identity import canonical_url
from reader.domain.plain import clean_line
from reader.services.adding.address import host_of, read_address
from reader.services.pages.tree import decoded_page, page_tree

MOST_LINKS = 50
"""Feeds that are taken from one page."""
_TITLE = 200
_SCHEME = re.compile(r"(?:feed|itpc|pcast):(//)?", re.IGNORECASE)
_TYPE = re.compile(
    r"\s*application/(?:(?:x[.-])?(?:rss|atom|rdf)\+xml|(?:feed\+)?json)\s*(?:;.*)?", re.IGNORECASE | re.S
)
_NO_FEED = re.compile(r"/wp-json\b|\boembed\b", re.IGNORECASE)
"""WordPress calls its interface for programs an alternate of type JSON too."""
_COMMENTS = re.compile(r"com+ent|kommentar|kommentti|коммент|コメント|评论|評論|reacties", re.IGNORECASE)
_LOOKS_SO = re.compile(
    r"[^?#]*/(?:feeds?|rss2?|atom|(?:feed|rss2?|atom|index)\.xml|index\.rdf|feed\.json|[^/?#]+\.(?:rss|atom))/?(?:[?#]|$)"
    r"|[^#]*[?&]feed=(?:rss2?|atom)\b",
    re.IGNORECASE,
)


_USUAL = ("feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feed.json")
"""Where sites have their feeds, the likeliest first."""
_BLOG = re.compile(r"(?:we)?blogs?|news|journal|posts|articles|notes|writing|essays|updates|~.+", re.IGNORECASE)
"""Parts of a path below which a site has feeds of their own."""

_END = r"(?=[/?]|$)"
_TUBE = r"(?:(?:m|music)\.)?(?:youtube\.com|youtu\.be)"
_VIDEOS = "https://www.youtube.com/feeds/videos.xml"
_STACK = r"(?:(?:[^/]+\.)?(?:stackoverflow|superuser|serverfault|askubuntu|stackexchange)\.com|mathoverflow\.net)"
_REDDIT = r"(?:[a-z]{1,3}\.)?reddit\.com"
# What a host and the rest of an address look like, and where the feeds are; a row without feeds says that there are
# none, so that nobody asks such a host in vain.
_KNOWN = tuple(
    (re.compile(pattern), templates)
    for pattern, *templates in (
        (rf"{_TUBE}/channel/(UC[\w-]{{22}}){_END}", rf"{_VIDEOS}?channel_id=\1"),
        (rf"{_TUBE}/user/([\w.-]+){_END}", rf"{_VIDEOS}?user=\1"),
        (rf"{_TUBE}/[^?]*\?(?:.*&)?list=([\w-]+)", rf"{_VIDEOS}?playlist_id=\1"),
        (
            rf"github\.com/([\w.-]+)/([\w.-]+?)(?:\.git)?{_END}",
            r"https://github.com/\1/\2/releases.atom",
            r"https://github.com/\1/\2/commits.atom",
        ),
        (r"github\.com/([\w-]+)/?(?:\?|$)", r"https://github.com/\1.atom"),
        (rf"{_REDDIT}/(r|user)/([\w.+-]+){_END}", r"https://www.reddit.com/\1/\2/.rss"),
        (rf"{_REDDIT}/u/([\w-]+){_END}", r"https://www.reddit.com/user/\1/.rss"),
        (rf"{_REDDIT}/?(?:\?|$)", "https://www.reddit.com/.rss"),
        (rf"medium\.com/(@[\w.-]+|tag/[\w-]+){_END}", r"https://medium.com/feed/\1"),
        (
            rf"medium\.com/(?!(?:p|m|me|search|feed|tag|about|plans){_END})([\w.-]+){_END}",
            r"https://medium.com/feed/\1",
        ),
        (r"[\w-]+\.medium\.com/", "/feed"),
        (rf"substack\.com/@([a-z0-9-]+){_END}", r"https://\1.substack.com/feed"),
        (r"[\w-]+\.substack\.com/", "/feed"),
        (
            rf"tumblr\.com/(?!(?:dashboard|explore|tagged|search|login|register|settings){_END})"
            rf"(?:blog/(?:view/)?)?([a-z0-9-]+){_END}",
            r"https://\1.tumblr.com/rss",
        ),
        (r"[\w-]+\.tumblr\.com/", "/rss"),
        (rf"{_STACK}/(?:questions/tagged|tags)/([^/?+]+){_END}", r"/feeds/tag/\1"),
        (rf"{_STACK}/questions/tagged/([^/?]+){_END}", r"/feeds/tag?tagnames=\1&sort=newest"),
        (rf"{_STACK}/questions/(\d+){_END}", r"/feeds/question/\1"),
        (rf"{_STACK}/users/(\d+){_END}", r"/feeds/user/\1"),
        (rf"{_STACK}/(?:questions)?/?(?:\?|$)", "/feeds"),
        (rf"bsky\.app/profile/([\w.:-]+){_END}", r"https://bsky.app/profile/\1/rss"),
        (r"[\w-]+\.blogspot\.[a-z.]+/", "/feeds/posts/default"),
        (
            r"(?:[^/]+\.)?(?:youtube|reddit|medium|substack|tumblr|tiktok|threads|instagram|facebook|twitter|x)\.com/"
            rf"|youtu\.be/|threads\.net/|github\.com/|bsky\.app/|{_STACK}/",
        ),
        (rf"[^/]+/(@[\w.-]+){_END}", r"/\1.rss"),  # Mastodon, and what speaks like it, is at home everywhere
    )
)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    url: str
    title: str = ""


def feed_address(text: str) -> str:
    """The http(s) address that a feed's address means, also where it is written `feed:`; '' if it means none."""
    text = text.strip()
    if match := _SCHEME.match(text):
        text = text[match.end() :]
        if match[1] and not text.lower().startswith(("http://", "https://")):
            text = f"http://{text}"  # what the scheme has always stood for
    return read_address(text)


def feeds_in_page(data: bytes, url: str, charset: str = "") -> list[FeedLink]:
    """The feeds that a page at `url` names, best first: in its head, or else as links to its own site."""
    try:
        tree = page_tree(decoded_page(data, charset))
    except TextUnusable:
        return []
    base = _base(tree, url)
    return _ranked(_named(tree, base)) or _ranked(_linked(tree, base, host_of(url)))


def feed_guesses(url: str) -> list[str]:
    """Addresses that are worth trying where a page names no feed, the likeliest first."""
    url = read_address(url)
    if not url:
        return []
    parts = urlsplit(url)
    rest = f"?{parts.query}" if parts.query else ""
    place = f"{(parts.hostname or '').rstrip('.').removeprefix('www.')}{parts.path or '/'}{rest}"
    for pattern, templates in _KNOWN:
        if match := pattern.match(place):
            guesses = [urljoin(url, match.expand(template)) for template in templates]
            break
    else:
        root = urlunsplit((parts.scheme, parts.netloc, "/", "", ""))
        guesses = [root + folder + name for name in _USUAL for folder in _folders(parts.path)]
    return [guess for guess in guesses if canonical_url(guess) != canonical_url(url)]


def _folders(path: str) -> list[str]:
    """The folders of a site that may have a feed, the nearest first."""
    segments = [segment for segment in path.split("/") if segment]
    for number, segment in enumerate(segments, 1):
        if _BLOG.fullmatch(segment):
            return ["/".join(segments[:number]) + "/", ""]
    return [""]  # below any other page `feed` would be the one of its comments


def _base(tree: Any, url: str) -> str:
    """The address that a page's relative ones start from."""
    for node in tree.iter("base"):
        if href := node.get("href"):
            return _whole(href, url) or url
    return url


def _whole(href: str, base: str) -> str:
    """A page's reference as an http(s) address, or ''."""
    href = re.sub(r"[\t\r\n]+", "", href).strip().replace(" ", "%20")
    try:
        return feed_address(urljoin(base, href)) if href else ""
    except ValueError:
        return ""


def _named(tree: Any, base: str) -> Iterator[FeedLink]:
    """The feeds that a page's head names."""
    for node in tree.iter("link"):
        relations = (node.get("rel") or "").lower().split()
        kind = node.get("type") or ""
        if ("alternate" in relations and _TYPE.fullmatch(kind)) or ("feed" in relations and not kind):
            address = _whole(node.get("href") or "", base)
            if address and not _NO_FEED.search(address):
                yield FeedLink(address, clean_line(node.get("title") or "", _TITLE))


def _linked(tree: Any, base: str, host: str) -> Iterator[FeedLink]:
    """The links of a page to its own site that look like feeds."""
    for node in tree.iter("a"):
        href = node.get("href") or ""
        if not _LOOKS_SO.match(f"/{href.strip()}"):
            continue  # most links of a page: nothing needs to be made of them
        address = _whole(href, base)
        if address and _is_same_site(host_of(address), host):
            words = "".join(node.itertext()) or node.get("title") or ""
            yield FeedLink(address, clean_line(words, _TITLE))


def _is_same_site(one: str, other: str) -> bool:
    return bool(one and other) and (f".{one}".endswith(f".{other}") or f".{other}".endswith(f".{one}"))


def _ranked(links: Iterable[FeedLink]) -> list[FeedLink]:
    """Links in their order, each address once, those to comments last."""
    once: dict[str, FeedLink] = {}
    for link in links:
        once.setdefault(canonical_url(link.url), link)
    return sorted(once.values(), key=_is_of_comments)[:MOST_LINKS]


def _is_of_comments(link: FeedLink) -> bool:
    parts = urlsplit(link.url)
    return _COMMENTS.search(f"{link.title} {parts.path}?{parts.query}") is not None
