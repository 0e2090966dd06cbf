"""`reader queue`, and what `reader list --ageing` says."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest

from reader.domain.draft import Draft
from reader.library.library import Library
from reader.services.settings import settings_path


def add(shell, title, minutes, front_matter=""):
    return shell.add(title, "word " * (238 * minutes - 1), front_matter)


@pytest.fixture
def uids(shell):
    return {minutes: add(shell, f"{minutes} minutes", minutes) for minutes in (3, 5, 7, 30)}


def test_what_can_be_read_in_twelve_minutes(shell, uids):
    rows = [line.split("\t") for line in shell.run("queue", "12").splitlines()]
    assert [(row[0], row[2], row[3]) for row in rows] == [(uids[7], "7", "7 minutes"), (uids[5], "5", "5 minutes")]
    said = shell.json("queue", "12")
    assert (said["minutes"], said["takes"]) == (12, 12)
    assert [article["minutes_left"] for article in said["articles"]] == [7, 5]


def test_the_lines_can_be_handed_on(shell, uids, monkeypatch):
    lines = shell.run("queue", "4")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    shell.run("archive", "-")
    assert shell.code == 0
    assert shell.json("queue", "4")["articles"] == []
    assert shell.code == 0


def test_a_shelf_or_a_query_narrows_it(shell, uids):
    shell.run("archive", uids[30])
    assert shell.json("queue", "60", "--archive")["takes"] == 30
    assert shell.json("queue", "60", "5")["takes"] == 5
    shell.run("tag", uids[3], "+sea")
    assert shell.json("queue", "60", "--tag", "sea")["takes"] == 3


@pytest.mark.parametrize("minutes", ["0", "-3", "soon", "100000"])
def test_what_is_no_time_is_wrong_use(shell, minutes):
    shell.run("queue", minutes)
    assert shell.code == 2


def test_what_has_aged_is_listed_and_the_setting_says_after_how_long(shell):
    shell.add("New")
    with Library.open(shell.library) as library:
        long_ago = datetime.now(UTC) - timedelta(days=200)
        [old] = library.articles.add([Draft("Old", "A line of text.", "https://bay.example/old", added=long_ago)])
    assert [article["uid"] for article in shell.json("list", "--ageing")] == [old.article.uid]
    settings_path().write_text("[list]\nageing = 210\n", encoding="utf-8")
    assert shell.json("list", "--ageing") == []
