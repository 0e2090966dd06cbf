import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.text import breaker
from reader.text.breaker import BLANKS, break_lines, shown
from reader.text.inline import tidy
from reader.text.width import cell_width, graphemes


def lines(text, width):
    return [shown(text, line) for line in break_lines(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("«\u00a0Bonjour tout le monde", 12, ["«\u00a0Bonjour", "tout le", "monde"]),
        ("a road of 10\u202fkm to go", 12, ["a road of", "10\u202fkm to go"]),
        ("state-of-the-art well-being", 10, ["state-of-", "the-art", "well-being"]),
        ("word—another—third", 10, ["word—", "another—", "third"]),
        ("verylong\u200bwordwith", 10, ["verylong", "wordwith"]),
        ("inter\u00adnation\u00adal\u00adi\u00adsa\u00adtion", 10, ["inter-", "nationali-", "sation"]),
        ("soft\u00adhyphens un\u00adseen", 20, ["softhyphens unseen"]),
        ("これは長い文章でした。「禁則」の処理をする。", 20, ["これは長い文章でし", "た。「禁則」の処理を", "する。"]),
        ("ここに「引用」がある", 8, ["ここに", "「引用」", "がある"]),
        ("日本語とEnglishの混在", 11, ["日本語と", "Englishの混", "在"]),
        ("한국어는 띄어쓰기가 있는 언어이다", 12, ["한국어는", "띄어쓰기가", "있는", "언어이다"]),
        (
            "see https://example.org/some/very and/or km/h",
            20,
            ["see", "https://example.org/", "some/very and/or", "km/h"],
        ),
        ("https://example.org/path?query=a&b=c.html", 24, ["https://example.org/", "path?query=a&b=c.html"]),
        ("pages 10–20 and 1990-2005", 8, ["pages", "10–20", "and", "1990-200", "5"]),
        ("an option --verbose here", 12, ["an option", "--verbose", "here"]),
        ("never\u2060-\u2060split me", 9, ["never-spl", "it me"]),
        ("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 5, ["👨‍👩‍👧👨‍👩‍👧", "👨‍👩‍👧"]),
        ("tabs\tare blanks", 7, ["tabs", "are", "blanks"]),
        ("hard\nbreak", 20, ["hard", "break"]),
        ("aaaaaaaaaaaaaaaaaaa bb", 8, ["aaaaaaaa", "aaaaaaaa", "aaa bb"]),
        ("", 8, [""]),
        ("日", 1, ["日"]),
        ("국국국\u00ad\u00ad0", 6, ["국국국", "0"]),
    ],
)
def test_lines_end_where_a_typesetter_would_end_them(text, width, wanted):
    assert lines(text, width) == wanted


def test_thai_without_blanks_is_folded_between_clusters():
    text = "ไม่มีช่องว่างระหว่างคำในภาษาไทยเลยสักนิดเดียว"
    starts = {start for start, _, _ in graphemes(text)}
    for start, _ in break_lines(text, 14):
        assert start in starts


def test_a_family_is_never_torn_apart():
    text = "x" + "👨‍👩‍👧‍👦" * 20
    for start, end in break_lines(text, 7):
        assert not text[start:end].startswith("\u200d")
        assert not text[start:end].endswith("\u200d")


SCRIPTS = [
    "abcdefghij klmnop-qrst—uvw, xyz. “A” ‘b’ (c) 10 20 ",
    "日本語の文章。「引用」、ーァッ・（括弧）！？ カタカナ ひらがな",
    "한국어 문장 띄어쓰기",
    "ภาษาไทยไม่มีช่องว่าง เแโ",
    "éèêñ\u0301\u0302 «\u00a0x\u00a0» 10\u202fkm",
    "👨‍👩‍👧🇩🇪❤️👍🏽😀 ",
    "אבגד العربية ",
    "हिन्दी में का क्‍ष ",
    "https://example.org/a/b?c=d&e=f /usr/local/lib/x ",
    "\u00ad\u200b\u2060\ufeff\u200d\t\n ",
]
text_of_any_script = (
    st.lists(
        st.one_of(*(st.text(alphabet=script, min_size=1, max_size=12) for script in SCRIPTS), st.text(max_size=4)),
        max_size=20,
    )
    .map("".join)
    .map(tidy)
)


@settings(max_examples=600, deadline=None)
@given(text_of_any_script, st.integers(1, 70))
@example("\xad\xad\xad\u206000", 1)
@example("\u200bเ\u2060a\xad\xad0日ท", 2)
def test_no_line_is_too_wide_and_nothing_is_lost(text, width):
    found = break_lines(text, width)
    assert "".join(text[start:end] for start, end in found) == text
    for start, end in found:
        part = shown(text, (start, end))
        ink = text[start:end].rstrip(BLANKS + "\n")
        assert cell_width(part) <= width or len([c for c in graphemes(ink) if c[2]]) <= 1, (part, width)


def test_ten_thousand_paragraphs_of_many_scripts_keep_their_measure():
    chance = random.Random(66)
    for _ in range(10_000):
        alphabet = chance.choice(SCRIPTS) + chance.choice(SCRIPTS)
        text = "".join(chance.choice(alphabet) for _ in range(chance.randrange(120)))
        text = tidy(text)
        width = chance.randrange(2, 80)
        found = break_lines(text, width)
        assert "".join(text[start:end] for start, end in found) == text
        for line in found:
            ink = text[line[0] : line[1]].rstrip(BLANKS + "\n")
            assert cell_width(shown(text, line)) <= width or len([c for c in graphemes(ink) if c[2]]) <= 1, (
                text,
                width,
                line,
            )


@given(st.text(alphabet=SCRIPTS[0] + "\n/éß", max_size=200), st.integers(1, 60))
def test_the_fast_way_breaks_like_the_thorough_one(text, width):
    fast = break_lines(text, width)
    thorough = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(breaker, "is_simple", lambda _: False)
        thorough = break_lines(text, width)
    assert [shown(text, line) for line in fast] == [shown(text, line) for line in thorough]
