"""The language: what is understood, and where it is said that something is not."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.query import Belongs, Both, Either, Has, Is, Node, Not, QueryWrong, Within, Words, leaves
from reader.library.titles import PARTS, fold
from reader.services.search.evaluate import needs_facts
from reader.services.search.fields import FIELDS, STATES, THINGS
from reader.services.search.parse import parse
from reader.services.search.plain_words import asks_documents, is_plain, part_named

NOW = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


def said(node: Node | None) -> str:
    """A query in full parentheses, so that a test reads like the language."""
    match node:
        case None:
            return ""
        case Words():
            text = f'"{node.text}"' if node.phrase else node.text
            return (f"{node.field}:" if node.field else "") + text + ("*" if node.prefix else "")
        case Is():
            return f"is:{node.state}"
        case Has():
            return f"has:{node.thing}"
        case Belongs():
            return f"{node.field}:<{node.key}>" + ("*" if node.prefix else "")
        case Within():
            return f"{node.field}:{node.least}..{node.below}"
        case Not():
            return f"-{said(node.part)}"
        case Both():
            return f"({' '.join(map(said, node.parts))})"
        case Either():
            return f"({' | '.join(map(said, node.parts))})"


def ms(*day: int) -> int:
    return int(datetime(*day).timestamp() * 1000)


def ago(**time: int) -> int:
    return int((NOW - timedelta(**time)).timestamp() * 1000)


UNDERSTOOD = [
    ("", ""),
    ("  ", ""),
    ("tides", "tides"),
    ("tides bay", "(tides bay)"),
    ('"the tides"', '"the tides"'),
    ("“the tides”", '"the tides"'),
    ("-draft", "-draft"),
    ('-"a draft"', '-"a draft"'),
    ("-(a b)", "-(a b)"),
    ("well-known", "well-known"),
    ("a - b", "(a - b)"),
    ("--x", "--x"),
    ("a or b", "(a | b)"),
    ("a OR b", "(a | b)"),
    ("a | b", "(a | b)"),
    ("a|b", "(a | b)"),
    ("a b or c d", "((a b) | (c d))"),
    ("a (b or c) d", "(a (b | c) d)"),
    ('"or"', '"or"'),
    ("oar", "oar"),
    ("tid*", "tid*"),
    ('"the ti"*', '"the ti"*'),
    ("*", "*"),
    ("a*b", "a*b"),
    ("title:tides", "title:tides"),
    ('title:"the tides"', 'title:"the tides"'),
    ("title:tid*", "title:tid*"),
    ("author:woolf", "author:woolf"),
    ("by:woolf", "author:woolf"),
    ("source:bay", "source:bay"),
    ("TAG:sea", "tag:<sea>"),
    ("tag:#sea", "tag:<#sea>"),
    ('tag:"long read"', "tag:<long read>"),
    ("-tag:x", "-tag:<x>"),
    ("tag:se*", "tag:<se>*"),
    ("feed:bay", "feed:<bay>"),
    ("site:example.org", "site:<example.org>"),
    ("lang:en", "lang:<en>"),
    ("is:unread", "is:unread"),
    ("is:Reading", "is:reading"),
    ("has:note", "has:note"),
    ("猫 or 犬", "(猫 | 犬)"),
    ("（猫｜犬）", "(猫 | 犬)"),
    ("猫　犬", "(猫 犬)"),
    ("tag：海", "tag:<海>"),
    ("10:30", "10:30"),
    ("https://example.org/a", "https://example.org/a"),
    ("Dune: a novel", "(Dune: a novel)"),
    ('re:"a b"', '(re: "a b")'),
    ("f(x)", "(f x)"),
    ("words:2000", "words:2000..2001"),
    ("words:=2000", "words:2000..2001"),
    ("words:>2000", "words:2001..None"),
    ("words:>=2000", "words:2000..None"),
    ("words:<2000", "words:None..2000"),
    ("words:<=2000", "words:None..2001"),
    ("words:1000..2000", "words:1000..2001"),
    ("words:2000..1000", "words:1000..2001"),
    ("words:1000..", "words:1000..None"),
    ("words:..1000", "words:None..1001"),
    ("words:>2k", "words:2001..None"),
    ("words:1.5k", "words:1500..1501"),
    ("minutes:<10", "minutes:None..10"),
    ("minutes:<10min", "minutes:None..10"),
    ("minutes:>1h", "minutes:61..None"),
    ("minutes:>2.5", "minutes:3..None"),
    ("minutes:<2.5", "minutes:None..3"),
    ("progress:>50", "progress:51..None"),
    ("progress:>50%", "progress:51..None"),
    ("added:<7d", f"added:{ago(days=7)}..None"),
    ("added:7d", f"added:{ago(days=7)}..None"),
    ("added:>2w", f"added:None..{ago(weeks=2)}"),
    ("added:<12h", f"added:{ago(hours=12)}..None"),
    ("added:3d..7d", f"added:{ago(days=7)}..{ago(days=3)}"),
    ("added:7d..3d", f"added:{ago(days=7)}..{ago(days=3)}"),
    ("added:2024", f"added:{ms(2024, 1, 1)}..{ms(2025, 1, 1)}"),
    ("added:2024-05", f"added:{ms(2024, 5, 1)}..{ms(2024, 6, 1)}"),
    ("added:2024-12", f"added:{ms(2024, 12, 1)}..{ms(2025, 1, 1)}"),
    ("added:2024-02-29", f"added:{ms(2024, 2, 29)}..{ms(2024, 3, 1)}"),
    ("added:>=2024-05-01", f"added:{ms(2024, 5, 1)}..None"),
    ("added:>2024-05", f"added:{ms(2024, 6, 1)}..None"),
    ("added:<2024", f"added:None..{ms(2024, 1, 1)}"),
    ("added:<=2024", f"added:None..{ms(2025, 1, 1)}"),
    ("published:2024..2025", f"published:{ms(2024, 1, 1)}..{ms(2026, 1, 1)}"),
    ("published:2025..2024", f"published:{ms(2024, 1, 1)}..{ms(2026, 1, 1)}"),
    ("published:2024-05..", f"published:{ms(2024, 5, 1)}..None"),
    ("published:..1955", f"published:None..{ms(1956, 1, 1)}"),
]


@pytest.mark.parametrize(("text", "meant"), UNDERSTOOD)
def test_what_is_understood(text, meant):
    assert said(parse(text, now=NOW).node) == meant
    typed = parse(text, typing=True, now=NOW)
    assert typed.wrong is None


def test_months_and_years_are_those_of_the_calendar():
    here = NOW.astimezone()
    [month, year, leap] = [
        parse(f"added:<{age}", now=now).node.least
        for age, now in (("3m", NOW), ("1y", NOW), ("1m", datetime(2026, 3, 31, 12, tzinfo=UTC)))
    ]
    assert datetime.fromtimestamp(month / 1000).replace(tzinfo=None) == here.replace(month=8, tzinfo=None)
    assert datetime.fromtimestamp(year / 1000).replace(tzinfo=None) == here.replace(year=2025, tzinfo=None)
    assert datetime.fromtimestamp(leap / 1000).day == 28


def test_today_and_yesterday_are_days_where_the_reader_lives():
    today = NOW.astimezone().replace(hour=0, minute=0, tzinfo=None)
    midnight, before = int(today.timestamp() * 1000), int((today - timedelta(days=1)).timestamp() * 1000)
    assert parse("added:today", now=NOW).node.least == midnight
    assert (parse("added:yesterday", now=NOW).node.least, parse("added:yesterday", now=NOW).node.below) == (
        before,
        midnight,
    )
    assert parse("added:>=yesterday", now=NOW).node.below is None


WRONG = [
    ("minutes:long", (0, 12), "`minutes:long`: minutes is a number, such as minutes:<10."),
    ("tea minutes:>", (4, 13), "`minutes:>`: minutes is a number, such as minutes:<10."),
    ("words:10d", (0, 9), "`words:10d`: words is a number, such as words:>2000."),
    ("words:>1..2", (0, 11), "`words:>1..2`: words is a number, such as words:>2000."),
    ("words:..", (0, 8), "`words:..`: words is a number, such as words:>2000."),
    (
        "added:soon tea",
        (0, 10),
        "`added:soon`: added is a day, a month, a year or an age, such as added:<7d or added:2024-05.",
    ),
    ("added:2024-02-31", (0, 16), "`added:2024-02-31`: there is no such day."),
    ("added:2024-13", (0, 13), "`added:2024-13`: there is no such day."),
    ("added:2024..7d tea", (0, 14), None),
    ("is:foo tea", (0, 6), None),
    ("has:nothing", (0, 11), "`has:nothing`: has: may be followed by note, highlight or mark."),
    ("tag:", (0, 4), "`tag:`: tag: needs a word right behind it, such as tag:sea."),
    ("tag: sea", (0, 4), "`tag:`: tag: needs a word right behind it, such as tag:sea."),
    ("tag:(a)", (0, 4), "`tag:`: tag: needs a word right behind it, such as tag:sea."),
    ("title:", (0, 6), "`title:`: title: needs a word right behind it, such as title:tides."),
    ("titel:tea", (0, 6), "`titel:`: there is title: (in quotation marks it is text)."),
    ("autor:tea", (0, 6), "`autor:`: there is author: (in quotation marks it is text)."),
    ("tea or", (4, 6), "`or`: `or` stands between two things, such as tea or coffee."),
    ("or tea", (0, 2), "`or`: `or` stands between two things, such as tea or coffee."),
    ("tea or or milk", (7, 9), "`or`: `or` stands between two things, such as tea or coffee."),
    ("tea (or milk)", (5, 7), "`or`: `or` stands between two things, such as tea or coffee."),
    ("()", (0, 2), "`()`: nothing stands between these parentheses."),
    ("(tea", (0, 1), "`(`: this ( is not closed."),
    ("tea)", (3, 4), "`)`: there is no ( that this ) would close."),
    ("tea -", (4, 5), "`-`: a dash stands before what must not be there, such as -draft."),
    ('tea "milk', (4, 9), '`"milk`: the quotation mark is not closed.'),
    ('tea "" milk', (4, 6), '`""`: nothing stands between the quotation marks.'),
    ("(" * 31 + "a", (30, 31), "`(`: there are too many parentheses within each other."),
]


@pytest.mark.parametrize(("text", "span", "sentence"), WRONG)
def test_what_is_wrong_is_said_in_one_sentence_with_its_place(text, span, sentence):
    with pytest.raises(QueryWrong) as wrong:
        parse(text, now=NOW)
    assert wrong.value.span == span
    if sentence is not None:
        assert str(wrong.value) == sentence


UNFINISHED = [
    *("-", "(", '"', '""', '"the ti', "tag:", "tag:s", 'tag:"long r', "is:", "is:un", "has:h", "titl", "title:"),
    *("minutes:", "minutes:<", "minutes:1.", "minutes:10m", "minutes:10mi", "words:1..", "words:..", "words:>="),
    *("progress:5", "added:<", "added:t", "added:yester", "added:202", "added:2024-", "added:2024-0", "added:7"),
    *("added:2024-05-0", "added:2024..", "added:2024..2", "added:3d..", "a or", "a OR", "a |", "-tag:", "(a or"),
    *("(a) or (", "-(", "a -"),
]  # fmt: skip


@pytest.mark.parametrize("text", UNFINISHED)
def test_what_is_being_typed_may_end_anywhere(text):
    assert parse(text, typing=True, now=NOW).wrong is None
    assert parse(f"tea {text}", typing=True, now=NOW).wrong is None
    assert said(parse(f"tea {text}", typing=True, now=NOW).node).strip("(").startswith("tea")


@pytest.mark.parametrize(("text", "meant"), [
    ("tea is:un", "tea"), ("tea or is:un", "tea"), ("tag:se", "tag:<se>*"), ("tag:se ", "tag:<se>"),
    ('tag:"se"', "tag:<se>"), ('tag:"se', "tag:<se>*"), ("tea -", "tea"), ("(tea or", "tea"), ("is:read", "is:read"),
])  # fmt: skip
def test_what_is_not_finished_does_not_count_yet(text, meant):
    assert said(parse(text, typing=True, now=NOW).node) == meant


@pytest.mark.parametrize(
    "text", ["is:foo", "minutes:long", "added:2024-13", "added:soon", "tea)", "or a", "titel:x", "is:un tea"]
)
def test_what_cannot_become_right_is_said_at_once(text):
    query = parse(text, typing=True, now=NOW)
    assert query.wrong is not None
    assert query.node is None


PIECES = st.sampled_from(
    [
        *(f"{name}:" for name in FIELDS),
        *STATES,
        *THINGS,
        *'()|-*"<>=.: 　／“海é\x1f\n',
        "or",
        "..",
        "7d",
        "2024-05",
        "50%",
        "a",
    ]
)
TEXTS = st.text(max_size=30) | st.lists(PIECES, max_size=12).map("".join)


@given(TEXTS)
def test_any_text_is_understood_or_wrong_at_a_place_in_it(text):
    try:
        inside(parse(text, now=NOW).node, len(text))
    except QueryWrong as error:
        wrong = error
    else:
        return
    start, end = wrong.span
    assert 0 <= start < end <= len(text)
    assert str(wrong).endswith(".")


@given(TEXTS)
def test_nothing_that_is_typed_raises(text):
    query = parse(text, typing=True, now=NOW)
    inside(query.node, len(text))


def inside(node: Node | None, length: int) -> None:
    """Every part stands in the text, and its parts within it."""
    if node is None:
        return
    start, end = node.span
    assert 0 <= start < end <= length
    for part in getattr(node, "parts", ()) or ([node.part] if isinstance(node, Not) else []):
        inside(part, length)
        assert start <= part.span[0] <= part.span[1] <= end


@given(st.lists(PIECES, max_size=6).map("".join))
def test_what_needs_the_documents_is_known_before_it_is_parsed(text):
    with suppress(QueryWrong):
        assert asks_documents(text) or not needs_facts(parse(text))


@pytest.mark.parametrize("before", ["", "kalo ", "-", "(tag:sea or ", "TITLE:x "])
@pytest.mark.parametrize("name", PARTS)
def test_the_part_that_is_asked_for_next_is_known_at_its_colon(before, name):
    assert part_named(before + name) is None
    for colon in ":：":
        assert part_named(f"{before}{name.upper()}{colon}") == name
        assert part_named(f"{before}{name}{colon}x") is None
    assert leaves(parse(f"{before}{name}:x", typing=True).node)[-1].field == name


@given(st.text(max_size=20) | st.lists(PIECES, max_size=6).map("".join))
def test_plain_words_are_the_words_that_must_be_held(text):
    if is_plain(text):
        node = parse(text).node
        parts = node.parts if isinstance(node, Both) else [node] if node else []
        assert all(isinstance(part, Words) and not (part.field or part.phrase or part.prefix) for part in parts)
        assert [word for part in parts for word in fold(part.text).split()] == fold(text).split()
