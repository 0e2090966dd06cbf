"""Feeds are found where pages name them, and guessed where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.services.adding.address import read_address
from reader.services.feeds.discover import FeedLink, feed_address, feed_guesses, feeds_in_page
from tests.spending import at_most

URL = "https://bay.example/notes/tides"
CHANNEL = "UC" + "aB3-_x" * 3 + "wxyz"


def page(head="", body="<p>Hi</p>"):
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def found(head="", body="<p>Hi</p>", url=URL):
    return [link.url for link in feeds_in_page(page(head, body), url)]


def link(href, kind="application/rss+xml", more=""):
    return f'<link rel="alternate" type="{kind}" href="{href}" {more}>'


def test_a_page_names_its_feeds_and_those_of_comments_come_last():
    head = (
        link("/comments/feed/", more='title="The Bay &raquo; Comments"')
        + link("https://bay.example/feed/", more='title=" The\n Bay "')
        + link("atom.xml", "application/atom+xml; charset=utf-8")
        + link("/notes/tides/feed/", more='title="Kommentar-Feed"')
        + link("//other.example/feed.json", "application/feed+json")
    )
    links = feeds_in_page(page(head), URL)
    assert [one.url for one in links] == [
        "https://bay.example/feed/",
        "https://bay.example/notes/atom.xml",
        "https://other.example/feed.json",
        "https://bay.example/comments/feed/",
        "https://bay.example/notes/tides/feed/",
    ]
    assert links[0] == FeedLink("https://bay.example/feed/", "The Bay")


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "APPLICATION/ATOM+XML",
        " application/rdf+xml ",
        "application/feed+json",
        "application/json",
    ],
)
def test_feeds_are_told_by_their_type(kind):
    assert found(link("/x", kind)) == ["https://bay.example/x"]


@pytest.mark.parametrize(
    "head",
    [
        link("/de/", "text/html", 'hreflang="de"'),
        '<link rel="stylesheet" type="application/rss+xml" href="/x">',
        '<link rel="alternate" href="/de/" hreflang="de">',
        link("/wp-json/wp/v2/posts/1", "application/json"),
        link("/oembed?x=1", "application/json"),
        link("", "application/rss+xml"),
        link("javascript:alert(1)"),
        link("file:///etc/passwd"),
        link("data:application/rss+xml,x"),
        link("http://[broken/feed"),
    ],
)
def test_other_alternates_are_no_feeds(head):
    assert found(head) == []


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("/my feed.xml", "https://bay.example/my%20feed.xml"),
        (" \n/a.xml ", "https://bay.example/a.xml"),
        ("feed://bay.example/rss", "http://bay.example/rss"),
        ("feed:https://bay.example/rss", "https://bay.example/rss"),
        ("?format=rss&amp;x=1", "https://bay.example/notes/tides?format=rss&x=1"),
    ],
)
def test_references_become_whole_addresses(href, address):
    assert found(link(href)) == [address]


def test_a_page_says_where_its_references_start():
    assert found('<base href="/blog/">' + link("feed")) == ["https://bay.example/blog/feed"]
    assert found('<base href="https://far.example/">' + link("feed")) == ["https://far.example/feed"]
    for odd in ("javascript:x", "http://[x", ""):
        assert found(f'<base href="{odd}">' + link("feed")) == ["https://bay.example/notes/feed"]


def test_an_address_stands_once():
    assert found(link("/feed") + link("/feed/") + link("http://bay.example/feed")) == ["https://bay.example/feed"]


def test_a_feed_may_be_named_by_its_relation_alone():
    assert found('<link rel="feed" href="/all">') == ["https://bay.example/all"]


def test_links_of_a_page_that_look_like_feeds_are_taken_where_its_head_is_silent():
    body = """<a href="/about">About</a> <a href="/comments/feed/">Comments</a> <a href="/feed/"> All <b>texts</b></a>
        <a href="https://www.bay.example/x/index.xml">x</a> <a href="https://feeds.bay.example/tides.atom">Tides</a>
        <a href="?feed=rss2">old</a> <a href="https://far.example/rss">far</a> <a href="/login?next=/feed">in</a>
        <a href="mailto:a@bay.example/rss">mail</a> <a href="/feedback">say</a> <a href="/rss-explained">what</a>"""
    links = feeds_in_page(page(body=body), URL)
    assert [one.url for one in links] == [
        "https://bay.example/feed/",
        "https://www.bay.example/x/index.xml",
        "https://feeds.bay.example/tides.atom",
        "https://bay.example/notes/tides?feed=rss2",
        "https://bay.example/comments/feed/",
    ]
    assert links[0].title == "All texts"
    assert found(link("/named"), body) == ["https://bay.example/named"]


def test_pages_are_decoded_as_their_server_says():
    data = '<link rel=alternate type=application/rss+xml href=/f title="Café"><body>x'.encode("cp1252")
    assert feeds_in_page(data, URL, "iso-8859-1")[0].title == "Café"
    assert feeds_in_page(page(link("/f", more='title="\x1b[1mé"')), URL)[0].title == "é"


def test_hostile_pages_cost_little():
    for data in (
        b"<a href=/rss>x" * 50_000,
        b"<a href=" + b"/rss" * 100_000 + b">x",
        b"<a href=" + b"/" * 300_000 + b">x",
        b"<a href=" + b"." * 300_000 + b">x",
        page(link("/x") * 20_000),
        b"<div>" * 50_000 + b"<a href=/rss>x",
    ):
        with at_most(5):
            assert len(feeds_in_page(data, URL)) <= 50


@pytest.mark.parametrize(
    ("url", "guesses"),
    [
        (
            f"https://www.youtube.com/channel/{CHANNEL}/videos",
            [f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"],
        ),
        (
            "https://m.youtube.com/playlist?app=x&list=PL12_-a",
            ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL12_-a"],
        ),
        ("https://youtu.be/abc?list=PL1", ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"]),
        ("https://www.youtube.com/user/bay", ["https://www.youtube.com/feeds/videos.xml?user=bay"]),
        ("https://www.youtube.com/@bay", []),
        (
            "https://github.com/bay/tide.py/tree/main/docs",
            ["https://github.com/bay/tide.py/releases.atom", "https://github.com/bay/tide.py/commits.atom"],
        ),
        (
            "https://github.com/bay/tide.git",
            ["https://github.com/bay/tide/releases.atom", "https://github.com/bay/tide/commits.atom"],
        ),
        ("https://github.com/bay", ["https://github.com/bay.atom"]),
        ("https://old.reddit.com/r/sea/top/?t=all", ["https://www.reddit.com/r/sea/.rss"]),
        ("https://reddit.com/u/bay", ["https://www.reddit.com/user/bay/.rss"]),
        ("https://social.example/@bay", ["https://social.example/@bay.rss"]),
        ("https://social.example:8443/@bay.x/10234", ["https://social.example:8443/@bay.x.rss"]),
        ("https://medium.com/@bay/a-text-12ab", ["https://medium.com/feed/@bay"]),
        ("https://medium.com/the-bay", ["https://medium.com/feed/the-bay"]),
        ("https://medium.com/tag/sea", ["https://medium.com/feed/tag/sea"]),
        ("https://bay.medium.com/a-text-12ab", ["https://bay.medium.com/feed"]),
        ("https://medium.com/", []),
        ("https://bay.substack.com/p/tides", ["https://bay.substack.com/feed"]),
        ("https://substack.com/@bay", ["https://bay.substack.com/feed"]),
        ("https://bay.tumblr.com/post/1", ["https://bay.tumblr.com/rss"]),
        ("https://www.tumblr.com/bay/123/tides", ["https://bay.tumblr.com/rss"]),
        ("https://www.tumblr.com/blog/view/bay", ["https://bay.tumblr.com/rss"]),
        ("https://www.tumblr.com/dashboard", []),
        ("https://stackoverflow.com/questions/tagged/c%2b%2b", ["https://stackoverflow.com/feeds/tag/c%2b%2b"]),
        (
            "https://stackoverflow.com/questions/tagged/a+b",
            ["https://stackoverflow.com/feeds/tag?tagnames=a+b&sort=newest"],
        ),
        ("https://sea.stackexchange.com/questions/12/why", ["https://sea.stackexchange.com/feeds/question/12"]),
        ("https://bsky.app/profile/bay.example", ["https://bsky.app/profile/bay.example/rss"]),
        ("https://bay.blogspot.co.uk/2024/", ["https://bay.blogspot.co.uk/feeds/posts/default"]),
        ("https://x.com/bay", []),
    ],
)
def test_known_hosts_have_their_feeds_in_known_places(url, guesses):
    assert feed_guesses(url) == guesses


def test_other_sites_have_theirs_in_the_usual_places():
    usual = ["feed", "rss.xml", "atom.xml", "feed.xml", "index.xml", "feed.json"]
    for url in ("https://bay.example", "https://bay.example/", "https://bay.example/about.html?x=1#y"):
        assert feed_guesses(url) == [f"https://bay.example/{name}" for name in usual]
    assert feed_guesses("http://me:pw@[::1]:8080/x")[0] == "http://me:pw@[::1]:8080/feed"
    assert feed_guesses("https://netflix.com/")[0] == "https://netflix.com/feed"


def test_blogs_below_a_site_are_asked_first():
    for url in ("https://bay.example/en/Blog", "https://bay.example/en/Blog/2024/tides.html"):
        assert feed_guesses(url)[:3] == [
            "https://bay.example/en/Blog/feed",
            "https://bay.example/feed",
            "https://bay.example/en/Blog/rss.xml",
        ]
    assert feed_guesses("https://uni.example/~bay/")[0] == "https://uni.example/~bay/feed"


def test_what_has_been_asked_is_not_guessed():
    assert "https://bay.example/feed" not in feed_guesses("https://bay.example/feed/")


@pytest.mark.parametrize("text", ["", "feed:", "feed://", "feed:x.example", "feed:exec:x", "exec:x", "feed:file:///x"])
def test_what_means_no_address_of_the_web_is_none(text):
    assert feed_address(text) == ""
    assert feed_guesses(text) == []


anything = st.text(max_size=60) | st.text(st.sampled_from("htps:/?#[]@.%~&=+ feedrsxml\x00é"), max_size=60)
odd_urls = anything | anything.map("https://a.example/{}".format) | anything.map("https://{}".format)
charsets = st.sampled_from(["", "utf-8", "utf-16", "latin-1", "idna", "rot13", "hex", "\x00", "é", "\ud800"])


@given(st.binary(max_size=200), odd_urls, charsets, anything)
def test_nothing_is_raised_for_odd_pages(data, url, charset, href):
    named = page(f'<base href="{href}">' + link(href), f"<a href='{href}/rss'>").replace(b"Hi", data)
    for file in (data, page(link("/x")) + data, page(body=f'<a href="{href}">'), named):
        for one in feeds_in_page(file, url, charset):
            assert read_address(one.url)
            assert one.title.isprintable() or one.title


@given(
    odd_urls
    | st.sampled_from(["youtube.com", "github.com", "medium.com"]).flatmap(
        lambda h: anything.map(f"https://{h}/{{}}".format)
    )
)
def test_nothing_is_raised_for_odd_addresses(url):
    for guess in feed_guesses(url):
        assert read_address(guess) == guess
