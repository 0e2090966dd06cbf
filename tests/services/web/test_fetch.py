"""Fetching from a real server on loopback, which misbehaves in every way."""

import asyncio
import gzip
import ipaddress

import pytest

from reader.services.web.addresses import AddressRefused, is_public
from reader.services.web.fetch import Answer, Fetcher, FetchFailed
from tests.services.web import serving
from tests.services.web.serving import Reply, compressed


@pytest.fixture(scope="module")
def site():
    with serving.serving() as site:
        yield site


def fetch(url, allow_private=True, headers=None, **limits) -> Answer:
    async def get() -> Answer:
        async with Fetcher(allow_private, **limits) as fetcher:
            return await fetcher.get(url, headers)

    return asyncio.run(get())


def test_a_page_comes_with_its_address_and_its_kind(site):
    site.pages["/page"] = Reply(b"<p>hello</p>", headers={"Content-Type": "text/html; charset=utf-8"})
    answer = fetch(site.url("/page"))
    assert (answer.body, answer.kind, answer.url, answer.moved) == (b"<p>hello</p>", "text/html", site.url("/page"), "")
    assert "reader/" in site.asked[-1][1]["user-agent"]


@pytest.mark.parametrize("how", ["gzip", "deflate", "raw"])
def test_what_is_compressed_is_inflated(site, how):
    site.pages["/packed"] = compressed(b"hello " * 1000, how)
    assert fetch(site.url("/packed")).body == b"hello " * 1000


def test_a_question_may_be_conditional(site):
    site.pages["/same"] = Reply(status=304, headers={"ETag": '"1"'})
    assert fetch(site.url("/same"), headers={"If-None-Match": '"1"'}).status == 304
    assert site.asked[-1][1]["if-none-match"] == '"1"'


def test_redirects_are_followed_and_those_for_good_are_told(site):
    site.pages["/end"] = Reply(b"here")
    site.pages["/b"] = Reply(status=302, headers={"Location": "/end"})
    site.pages["/a"] = Reply(status=301, headers={"Location": site.url("/b")})
    answer = fetch(site.url("/a"))
    assert (answer.body, answer.url, answer.moved) == (b"here", site.url("/end"), site.url("/b"))
    assert fetch(site.url("/b")).moved == ""


@pytest.mark.parametrize(
    ("page", "limits", "sentence"),
    [
        (Reply(status=404), {}, "answers with 404 (not found)"),
        (Reply(status=500), {}, "answers with 500"),
        (Reply(status=302, headers={"Location": "/loop"}), {}, "from one address to the next without end"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), {}, "leads to where it must not lead"),
        (Reply(status=302, headers={"Location": "javascript:alert(1)"}), {}, "leads to where it must not lead"),
        (Reply(b"x" * 5000), {"most": 4000}, "sends more than can be read"),
        (compressed(b"\0" * 50_000_000), {"most": 1_000_000}, "sends more than can be read"),
        (Reply(b"not gzip", headers={"Content-Encoding": "gzip"}), {}, "sends damaged data"),
        (Reply(gzip.compress(b"x" * 9999)[:40], headers={"Content-Encoding": "gzip"}), {}, "broke off in the middle"),
        (Reply(b"x", headers={"Content-Encoding": "br"}), {}, "not asked for (br)"),
        (serving.endless, {"most": 1_000_000}, "sends more than can be read"),
        (serving.slow, {"seconds": 0.5}, "took longer than"),
        (serving.cut, {}, "broke off in the middle"),
        (serving.garbage, {}, "broke off in the middle"),
        (serving.headers_without_end, {}, "broke off in the middle"),
    ],
)
def test_whatever_a_server_does_ends_in_one_sentence(site, page, limits, sentence):
    site.pages["/loop"] = site.pages["/bad"] = page
    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/bad"), **limits)
    assert sentence in str(failure.value)
    assert str(failure.value).isprintable()


def test_a_server_says_when_to_come_back(site):
    site.pages["/busy"] = Reply(status=429, headers={"Retry-After": "120"})
    with pytest.raises(FetchFailed) as failure:
        fetch(site.url("/busy"))
    assert (failure.value.status, failure.value.retry_after) == (429, "120")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "javascript:1", "", "http://", "x"])
def test_only_http_and_https_are_asked(url):
    with pytest.raises(FetchFailed, match="Only http and https"):
        fetch(url)


def test_private_addresses_are_refused_at_the_first_hop_and_at_every_other(site):
    site.pages["/page"] = Reply(b"hello")
    with pytest.raises(AddressRefused, match="private network"):
        fetch(site.url("/page"), allow_private=False)
    with pytest.raises(AddressRefused, match="private network"):
        fetch(site.url("/page").replace("127.0.0.1", "localhost"), allow_private=False)


def test_a_host_that_is_not_there_cannot_be_reached():
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetch("http://127.0.0.1:9/")
    with pytest.raises(FetchFailed, match="cannot be reached"):
        fetch("http://no-such-host.invalid/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("ff02::1", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(ipaddress.ip_address(address)) is public
