"""The pace: learned from what was plausibly read, and from nothing else."""

import pytest

from reader.domain.pace import USUAL, Pace, minutes_for
from reader.domain.settings import Settings
from reader.library.library import Library
from reader.services.pace import PaceMeter, learned, pace_of


@pytest.fixture
def library(tmp_path):
    with Library.open(tmp_path / "library") as library:
        yield library


def sit(library, words=200, cjk=0, seconds=60.0, times=2):
    meter = PaceMeter()
    for _ in range(times):
        meter.turned(words, cjk, seconds)
    meter.keep(library)


def test_at_first_the_pace_is_the_usual_one(library):
    assert pace_of(library, Settings()) == USUAL
    sit(library)
    assert pace_of(library, Settings()) == USUAL


def test_after_some_sittings_it_is_their_median(library):
    for words in (150, 200, 400):
        sit(library, words)
    assert pace_of(library, Settings()).words == 200
    assert pace_of(library, Settings(pace=300)).words == 300


def test_chinese_and_japanese_are_learned_apart(library):
    for _ in range(3):
        sit(library, 300, 300)
    assert pace_of(library, Settings()) == Pace(USUAL.words, 300)


@pytest.mark.parametrize(("words", "seconds"), [(200, 3.0), (200, 500.0), (0, 60.0), (50, 10.0)])
def test_what_nobody_read_teaches_nothing(library, words, seconds):
    for _ in range(5):
        sit(library, words, seconds=seconds)
    assert pace_of(library, Settings()) == USUAL


def test_nobody_is_believed_to_read_a_page_in_a_second():
    assert learned([9999] * 5, 238) == 3 * 238
    assert learned([1] * 5, 238) == pytest.approx(0.3 * 238)


@pytest.mark.parametrize("damage", [None, "x", 7, ["a", None, {}], {}, [1, 2]])
def test_damage_is_no_pace(damage):
    assert learned(damage, 238) == 238


def test_only_the_last_sittings_are_remembered(library):
    for words in [100] * 30 + [300] * 20:
        sit(library, words)
    assert library.session["paces"] == [300] * 20


def test_minutes_are_what_they_were_at_the_usual_pace():
    for words, cjk in ((1, 0), (238, 0), (5000, 0), (3000, 3000), (2000, 500)):
        assert USUAL.minutes(words, cjk) == minutes_for(words, cjk)
    assert Pace(476).minutes(4760) == 10
    assert Pace(476).minutes_left(4760, 0, 0.5) == 5
