"""Numbers, dates and times as a person says them."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from reader.domain.article import Article, State
from reader.domain.shelf import Kind, Sort
from reader.ui.phrases import EMPTY, ORDERS, age, count, day, lasting, number, percent, reading_time

NOW = datetime(2024, 5, 14, 18, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=30), "just now"),
        (timedelta(minutes=20), "20 min ago"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=19), "yesterday"),
        (timedelta(hours=30), "yesterday"),
        (timedelta(days=3), "3 d"),
        (timedelta(days=8), "6 May"),
        (timedelta(days=62), "13 Mar"),
        (timedelta(days=800), "Mar 2022"),
    ],
)
def test_ages(past: timedelta, said: str):
    assert age(NOW - past, NOW) == said


def test_shortly_after_midnight_an_hour_ago_is_not_yesterday():
    assert age(datetime(2024, 5, 13, 23, 30, tzinfo=UTC), datetime(2024, 5, 14, 1, tzinfo=UTC)) == "1 h"


def test_dates():
    assert day(NOW) == "14 May 2024"
    assert day(NOW, with_time=True) == "14 May 2024, 18:30"
    assert day(datetime(2024, 5, 4, tzinfo=UTC), with_time=True) == "4 May 2024"


def test_a_day_stays_that_day_west_of_greenwich(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    assert day(datetime(2024, 5, 4, tzinfo=UTC)) == "4 May 2024"


def test_what_takes_long_takes_hours():
    assert [lasting(minutes) for minutes in (1, 119, 120, 4_272, 100_000)] == [
        "1 min",
        "119 min",
        "2 h",
        "71 h",
        "1\xa0667 h",
    ]


def test_numbers_and_plurals():
    assert number(999) == "999"
    assert number(2041) == "2\u00a0041"
    assert count(1, "article") == "1 article"
    assert count(0, "article") == "0 articles"
    assert count(12345, "article") == "12\u00a0345 articles"


def test_a_hundred_percent_only_at_the_end():
    assert [percent(share) for share in (0.0, 0.614, 0.999, 1.0)] == [
        "0\u00a0%",
        "61\u00a0%",
        "99\u00a0%",
        "100\u00a0%",
    ]


def test_what_an_article_still_takes():
    article = Article("a", "T", words=238 * 23)
    assert reading_time(article) == "23 min"
    assert reading_time(article._replace(state=State.READ)) == "23 min · read"
    assert reading_time(article._replace(state=State.READING)) == "23 min"
    begun = article._replace(state=State.READING, progress=0.61)
    assert reading_time(begun) == "9 of 23 min left · 61\u00a0%"


def test_every_shelf_and_every_order_has_words():
    assert EMPTY.keys() == set(Kind)
    assert ORDERS.keys() == set(Sort)
