"""The seeker answers whoever waits, calls who does not, and never answers what nobody wants any more."""

from __future__ import annotations

import threading

import pytest

from reader.library.fulltext.updating import update
from reader.library.library import Library
from reader.services.search import seeker as seekers
from reader.services.search.parse import parse
from reader.services.search.seeker import Seeker, Wanted
from tests.library.making import draft


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        library.articles.add([draft(name, body=f"The tide of {name}.") for name in "abcd"])
        update(library)
        yield library


def wanted(text: str, typing: bool = False) -> Wanted:
    return Wanted(parse(text, typing), typing)


def test_who_waits_is_answered(library):
    seeker = Seeker(library, pytest.fail)
    answer = seeker.seek(wanted("tide"), 10)
    assert len(answer.found.listing) == 4
    assert len(seeker.seek(wanted("ti", typing=True), 10).found.listing) == 4
    assert len(seeker.seek(wanted("ti"), 10).found.listing) == 4  # nothing is called so: what begins so is meant
    seeker.close()
    seeker._thread.join(10)
    assert not seeker._thread.is_alive()


def test_what_takes_long_is_told_later_and_only_the_last_of_it(library, monkeypatch):
    begun, go, told = threading.Event(), threading.Event(), []
    arrived = threading.Event()
    seek = seekers.seek

    def slow(library, fulltext, query, *rest):
        if query.text == "slow":
            begun.set()
            go.wait(10)
        return seek(library, fulltext, query, *rest)

    monkeypatch.setattr(seekers, "seek", slow)
    seeker = Seeker(library, lambda answer: (told.append(answer.wanted.query.text), arrived.set()))
    assert seeker.seek(wanted("slow"), 0) is None
    begun.wait(10)
    assert seeker.seek(wanted("tide"), 0) is None
    go.set()
    arrived.wait(10)
    assert told == ["tide"]
    seeker.close()
