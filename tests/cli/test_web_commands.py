"""Pages and feeds on the command line, from a real server."""

from __future__ import annotations

import socket

import orjson
import pytest

from reader.services.settings import VARIABLE
from tests.services.web.serving import Reply, serving

PARAGRAPH = "<p>The tide came in and went out again, and nobody on the pier had anything to say about it at all.</p>"
PAGE = f"<html><head><title>Tides</title></head><body><article><h1>Tides</h1>{PARAGRAPH * 12}</article>".encode()
FEED = (
    '<rss version="2.0"><channel><title>The Bay</title><link>https://bay.example/</link><item><title>One</title>'
    f"<link>https://bay.example/1</link><description>{PARAGRAPH[3:-4]}</description></item></channel></rss>"
).encode()


@pytest.fixture
def site(tmp_path, monkeypatch):
    (tmp_path / "settings.toml").write_text("[network]\nprivate = true\n")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "settings.toml"))
    with serving() as site:
        site.pages |= {"/tides": Reply(PAGE), "/feed": Reply(FEED)}
        yield site


def test_a_page_is_added_extracted_and_fetched_again(shell, site):
    [article] = shell.json("add", site.url("/tides"))["added"]
    assert (article["title"], article["got"]["way"]) == ("Tides", "fetched")
    assert shell.run("extract", site.url("/tides")).startswith("The tide came in")
    assert "nothing is different" in shell.run("fetch", article["uid"])
    assert shell.code == 0


def test_what_cannot_be_fetched_waits_with_its_reason(shell, site):
    shell.run("add", site.url("/later"))
    assert shell.code == 0
    assert "answers with 404" in shell.err
    [article] = shell.json("list")
    assert article["waiting"]
    shell.run("fetch", "--waiting")
    assert shell.code == 1
    site.pages["/later"] = Reply(PAGE)
    assert shell.run("fetch", "--waiting") == "Tides: fetched.\n"
    assert shell.run("fetch", "--waiting") == "Nothing waits.\n"


def test_a_page_is_handed_over_with_its_address(shell, site, tmp_path):
    (tmp_path / "saved.html").write_bytes(PAGE)
    [article] = shell.json("add", "--url", "https://bay.example/tides", tmp_path / "saved.html")["added"]
    assert (article["url"], article["got"]["way"]) == ("https://bay.example/tides", "handed")
    shell.run("add", "--url", "ftp://bay.example", tmp_path / "saved.html")
    assert shell.code == 2
    assert site.asked == []


def test_what_the_settings_mute_no_feed_brings(shell, site, tmp_path):
    (tmp_path / "settings.toml").write_text('[network]\nprivate = true\n[feeds]\nmute = ["one"]\n')
    assert [feed["articles"] for feed in shell.json("feed", "add", site.url("/feed"))] == [0]


def test_a_feed_from_its_address_to_its_end(shell, site, tmp_path):
    [feed] = shell.json("feed", "add", site.url("/feed"), "--tag", "sea")
    assert (feed["name"], feed["articles"], feed["tags"]) == ("The Bay", 1, ["sea"])
    assert shell.run("refresh").splitlines()[-1] == "1 feed: Nothing new"
    assert shell.json("refresh", "bay")["unchanged"] == 1
    shell.run("feed", "rename", "bay", "Tides daily")
    shell.run("feed", "set", "Tides daily", "--full", "on", "--mute", "crypto", "--cap", "5", "--keep", "30")
    shell.run("feed", "tag", "Tides daily", "--add", "slow", "--remove", "sea")
    shell.run("feed", "pause", "Tides daily")
    [feed] = shell.json("feed", "list")
    facts = (feed["name"], feed["health"], feed["full"], feed["mute"], feed["cap"], feed["keep"], feed["tags"])
    assert facts == ("Tides daily", "paused", True, ["crypto"], 5, 30, ["slow"])
    assert shell.json("refresh")["asked"] == 0
    shell.run("feed", "resume", "Tides daily")
    assert shell.json("feed", "list")[0]["health"] != "paused"
    shell.run("feed", "export", "--output", tmp_path / "feeds.opml")
    shell.run("feed", "remove", "Tides daily")
    assert (shell.json("feed", "list"), len(shell.json("list"))) == ([], 1)
    assert "Subscribed to 1 feeds" in shell.run("feed", "import", tmp_path / "feeds.opml")
    assert "Subscribed to 0 feeds, 1 there already" in shell.run("feed", "import", tmp_path / "feeds.opml")


def test_what_is_no_feed_is_said(shell, site):
    del site.pages["/feed"]
    shell.run("feed", "add", site.url("/tides"))
    assert shell.code == 1
    assert "No feed can be found" in shell.err
    shell.run("feed", "pause", "nosuch")
    assert shell.err == "reader: There is no feed nosuch. `reader feed list` shows them.\n"


def test_a_failing_feed_makes_a_refresh_fail_and_is_named(shell, site):
    shell.run("feed", "add", site.url("/feed"))
    site.pages["/feed"] = Reply(status=500)
    assert "1 failed" in shell.run("refresh")
    assert shell.code == 1
    assert shell.err.startswith("reader: The Bay: 127.0.0.1 answers with 500")


def test_for_the_app_there_are_lines_and_a_last_sentence(shell, site, monkeypatch):
    monkeypatch.setattr("os.nice", lambda by: by)
    *_, last = shell.run("add", "--progress", site.url("/tides"), site.url("/feed")).splitlines()
    assert orjson.loads(last)["sentence"] == "Added Tides · Subscribed to The Bay"
    *_, last = shell.run("refresh", "--progress").splitlines()
    assert orjson.loads(last) == {"sentence": "1 feed: Nothing new", "failed": False}


def test_reading_and_listing_ask_nobody(shell, site, monkeypatch):
    [article] = shell.json("add", site.url("/tides"))["added"]
    shell.run("feed", "add", site.url("/feed"))
    asked = len(site.asked)

    def refuse(*_: object) -> None:
        raise AssertionError("somebody is asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for argv in (["list"], ["show", article["uid"]], ["feed", "list"], ["doctor"], ["bookmark", article["uid"]]):
        shell.run(*argv)
        assert shell.code == 0
    assert len(site.asked) == asked
