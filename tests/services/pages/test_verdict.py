"""The verdict on a text tells a beginning from a text, and a line that somebody wrote from one that was cut."""

import pytest

from reader.domain.provenance import SAID, Provenance, Verdict, Way
from reader.domain.words import count_words
from reader.services.pages.verdict import verdict_on, verdict_on_entry

LONG = "word " * 700


@pytest.mark.parametrize(
    ("text", "free", "said", "verdict"),
    [
        ("word " * 200, True, 0, Verdict.WHOLE),
        ("word " * 20, True, 0, Verdict.THIN),
        ("word " * 200 + "and so it went on …", True, 0, Verdict.CUT),
        ("word " * 200 + r"and so it went on \[…\]", True, 0, Verdict.CUT),
        ("word " * 200 + "\n\n[Read more on The Bay](https://bay.example/ebb)", True, 0, Verdict.CUT),
        ("word " * 200 + "\n\n[Weiterlesen](https://bay.example/ebb)", True, 0, Verdict.CUT),
        (LONG + "and so it went on …", True, 0, Verdict.WHOLE),
        ("word " * 200 + "\n\nSubscribe to continue reading this story.", True, 0, Verdict.PAYWALL),
        ("word " * 200 + "\n\nCet article est réservé aux abonnés.", True, 0, Verdict.PAYWALL),
        ("word " * 200 + "\n\nThe subscription of the choir is paid in May.", True, 0, Verdict.WHOLE),
        (LONG + "\n\nSubscribe to continue reading this story.", True, 0, Verdict.WHOLE),
        ("word " * 200, False, 0, Verdict.PAYWALL),
        (LONG, False, 0, Verdict.WHOLE),
        (LONG, True, 2000, Verdict.CUT),
        (LONG, False, 2000, Verdict.PAYWALL),
        (LONG, True, 900, Verdict.WHOLE),
    ],
)
def test_the_verdict_tells_a_beginning_from_a_text(text, free, said, verdict):
    assert verdict_on(text, len(text.split()), free, said) is verdict


SENTENCE = "The water came back before the children had found their shoes, and nobody had heard it coming"


@pytest.mark.parametrize(
    "text",
    [
        "The tide is out.",
        "off to the bay, back on Monday 🌊",
        "Well, that happened…",
        "Waiting for the bus...",
        f"{SENTENCE}.",
        f"{SENTENCE} #bay #tides",
        f"{SENTENCE}: [bay.example/tides/2026/the-wa…](https://bay.example/tides/2026/the-water)",
        f"{SENTENCE}. I had meant to read more that day.",
        f"{SENTENCE}, as we shall see on Friday.",
        f"{SENTENCE}.\n\n[Read it where it stood first, with pictures](https://bay.example/tides)",
        "- Mend the gate.\n- Let the boats read the tables again.",
        "Version 1.2.3 mends the gate.",
        "[A long read about gates](https://gate.example/)",
        f"{SENTENCE}.\n\nThe post [Tides](https://bay.example/t) appeared first on [The Bay](https://bay.example).",
        "海辺の図書館は朝に開く。",
        "",
    ],
)
def test_a_short_entry_is_no_cut_one(text):
    assert verdict_on_entry(text, sum(count_words(text)), True) in (Verdict.WHOLE, Verdict.THIN)


@pytest.mark.parametrize(
    "text",
    [
        "It came back […]",
        r"It came back \[…\]",
        r"It came back \[&hellip;\]",
        "It came back [[…]](https://bay.example/tides)",
        "It came back [(more…)](https://bay.example/tides#more-7)",
        f"{SENTENCE}…",
        f"{SENTENCE} ...",
        f"{SENTENCE}. [Read more](https://bay.example/tides?utm_source=feed&utm_medium={'x' * 150})",
        f"{SENTENCE}.\n\n[Click here to read the full story](https://bay.example/tides)",
        f"{SENTENCE}. [Continue reading…](https://bay.example/tides)",
        f"{SENTENCE}. Read more »",
        f"{SENTENCE}.\n\nRead more at [The Bay](https://bay.example/tides)",
        "Das Wasser kam. [Weiterlesen](https://bay.example/tides)",
        "L'eau revint. [Lire la suite](https://bay.example/tides)",
        "水が戻った。[続きを読む](https://bay.example/tides)",
        f"{SENTENCE} […]\n\nThe post [Tides](https://b.example/t) appeared first on [The Bay](https://b.example).",
        f"{SENTENCE}, and the",
        f"{SENTENCE}, said the harbour master,",
    ],
)
def test_an_entry_that_breaks_off_or_points_on_is_cut(text):
    assert verdict_on_entry(text, sum(count_words(text)), True) is Verdict.CUT


def test_what_a_feed_gives_as_its_text_may_end_as_it_likes():
    text = f"{SENTENCE}, and the"
    assert verdict_on_entry(text, sum(count_words(text)), False) is Verdict.WHOLE


def test_an_entry_without_a_text_is_hardly_any():
    assert verdict_on_entry("", 0, True) is Verdict.THIN


def test_a_verdict_is_said_in_words_and_nothing_is_said_of_a_whole_text():
    assert set(SAID) == set(Verdict)
    assert [verdict for verdict in Verdict if not SAID[verdict]] == [Verdict.WHOLE]
    assert Provenance(Way.FILE) == Provenance(Way("file"), "", Verdict(""), None)
