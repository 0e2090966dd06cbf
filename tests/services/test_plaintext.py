"""Plain text as people save articles becomes an article."""

import re
from datetime import UTC, datetime
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.plain import clean_text
from reader.services.adding.plaintext import draft_from_plain_text, markdown_from
from tests.services.shown import shown

NEWS = """Watch: Harbour Pilot Tells Her Pupils Why the Fog Horn Stays #SaveTheHorn

Maren Lund has answered the council’s plan to silence the horn by reading her log book to a class of nine-year-olds.

“On the third of March it was the only thing I could steer by,” she read. “I never expected to say so out loud…”

In the 12-minute film, the 45-year-old mother-of-two speaks about what pilots call ‘the white night’.

Source: Read Full Story"""

PROSE = [
    "The tide tables of the harbour are kept in a drawer that nobody may open before the bell has rung, and "
    "the clerk who wrote them down is known to have been right on every day but one.",
    "It was a Sunday. She had gone to see her sister, who lived where there is no sea, and there she forgot for "
    "the length of an afternoon what the water was doing without her.",
    "Since then the drawer has had a lock, the lock has had a key, and the key has had a string around it.",
]
VERSE = ["Low water, and the boats lie down", "like cattle in the evening sun;", "the bell has nothing more to say."]


def wrapped(width):
    return "\n\n".join("\n".join(wrap(p, width, break_on_hyphens=False)) for p in PROSE)


def test_a_saved_news_text_is_titled_by_its_first_line_and_loses_its_source_line():
    draft = draft_from_plain_text(NEWS)
    assert draft.title == "Watch: Harbour Pilot Tells Her Pupils Why the Fog Horn Stays #SaveTheHorn"
    assert draft.source == "Read Full Story"
    assert draft.url == ""
    assert draft.body.split("\n\n") == NEWS.split("\n\n")[1:-1]


@pytest.mark.parametrize("width", [60, 66, 72, 78])
def test_lines_wrapped_by_hand_are_joined(width):
    assert markdown_from(wrapped(width)).split("\n\n") == PROSE


def test_a_narrow_column_is_joined_when_the_whole_text_is_one():
    text = wrapped(40).replace("\n\n", "\n\n\n")
    assert markdown_from(text).split("\n\n") == PROSE


def test_a_paragraph_of_its_own_width_is_joined_too():
    assert markdown_from(wrapped(72) + "\n\n" + "\n".join(wrap(PROSE[0], 44))).split("\n\n") == [*PROSE, PROSE[0]]


def test_hyphens_at_line_ends_show_that_a_short_text_was_wrapped():
    text = "Das ist ein kurzer Absatz, der von Hand um-\nbrochen wurde und aus mehreren kurzen Zei-\nlen besteht."
    joined = "Das ist ein kurzer Absatz, der von Hand umbrochen wurde und aus mehreren kurzen Zeilen besteht."
    assert markdown_from(text) == joined


def test_paragraphs_that_begin_by_standing_in_are_parted():
    lines = "\n".join("\n".join(wrap(p, 70, initial_indent="   ", break_on_hyphens=False)) for p in PROSE)
    assert markdown_from(lines).split("\n\n") == PROSE


def test_a_line_each_is_a_paragraph_each_when_lines_are_long():
    assert markdown_from("\n".join(PROSE)).split("\n\n") == PROSE


def test_verse_keeps_its_lines():
    assert shown(markdown_from("\n".join(VERSE) + "\n\n" + wrapped(70)))[0] == VERSE


def test_verse_within_wrapped_prose_keeps_its_lines():
    assert shown(markdown_from(wrapped(70) + "\n\n" + "\n".join("    " + line for line in VERSE)))[-1] == VERSE


def test_a_list_keeps_its_entries_and_joins_what_was_wrapped_in_them():
    entries = ["Take with you:", "- a coat that has been rained on", "- two pencils, one of which you mean to lose"]
    text = "\n".join([*entries, "- bread"]).replace("mean to", "mean\n  to")
    assert shown(markdown_from(text)) == [[*entries, "- bread"]]


def test_indented_code_and_tables_keep_their_blanks():
    code = ["    def tide(day):", "        return moon(day) * 2"]
    table = ["Port        High    Low", "Saint-Malo  06:12   12:40", "Granville   06:31   12:58"]
    text = "\n".join(["Before.", "", *code, "", *table, "", "After."])
    assert shown(markdown_from(text)) == [["Before."], [*code, "", *table], ["After."]]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("it was a well-", "known bell, and the well-known", "it was a well-known bell"),
        ("they did not under-", "stand it, nor understand the", "they did not understand it"),
        ("die Vor-", "und Nachteile eines Hafens", "die Vor- und Nachteile"),
        ("Frau Müller-", "Lüdenscheidt kam nie zu spät", "Frau Müller-Lüdenscheidt kam"),
        ("in the years 1990-", "1995 nobody came, or so it", "in the years 1990-1995 nobody"),
        ("the bell —", "if it was the bell — rang", "the bell — if it was"),
        ("the old light\u00ad", "house stood there for ever", "the old lighthouse stood"),
    ],
)
def test_words_cut_at_a_line_end_are_joined_with_care(first, second, joined):
    pad = "and so it went on from the one year to the next and nobody minded it "
    before = pad[: 70 - len(first)].rsplit(" ", 1)[0]
    after = pad[: 68 - len(second)].rsplit(" ", 1)[0]
    text = f"{before} {first}\n{second} {after}\nand that was all there was to say about it then."
    assert joined in markdown_from(text)


@pytest.mark.parametrize(
    ("line", "source", "url"),
    [
        ("Source: The Bay", "The Bay", ""),
        ("Source: https://example.org/tides", "example.org", "https://example.org/tides"),
        ("Quelle: Die Bucht, https://example.org/t?a=1.", "Die Bucht", "https://example.org/t?a=1"),
        ("Source: [The Bay](https://example.org/tides)", "The Bay", "https://example.org/tides"),
        ("URL: www.example.org/tides", "example.org", "https://www.example.org/tides"),
        ("Via The Bay", "The Bay", ""),
        ("Source: The Bay https://example.org/x (retrieved 2024-05-01)", "The Bay", "https://example.org/x"),
        ("Originally published at https://example.org/x", "example.org", "https://example.org/x"),
        ("https://example.org/last", "example.org", "https://example.org/last"),
        ("Source: javascript:alert(1)", "javascript:alert(1)", ""),
    ],
)
def test_a_last_line_that_names_the_source_is_taken_out_of_the_body(line, source, url):
    draft = draft_from_plain_text(f"Tides\n\nThe water came back.\n\n{line}\n")
    assert (draft.title, draft.body, draft.source, draft.url) == ("Tides", "The water came back.", source, url)


def test_a_source_in_the_middle_of_a_text_stays_there():
    draft = draft_from_plain_text("Tides\n\nThe water came.\n\nSource: the moon.\n\nIt went again.")
    assert draft.source == ""
    assert draft.body.count("\n\n") == 2


@pytest.mark.parametrize(
    ("head", "author", "published"),
    [
        ("By Jane Doe", "Jane Doe", None),
        ("by Jane van der Berg and John Roe\n15 October 2018", "Jane van der Berg and John Roe", (2018, 10, 15)),
        ("Published: 2018-10-15\nAuthor: Jane Doe", "Jane Doe", (2018, 10, 15)),
        ("October 15, 2018 | By Jane Doe | 4 min read", "Jane Doe", (2018, 10, 15)),
        ("Von Maren Lund\n15. Oktober 2018, 10:30 Uhr", "Maren Lund", (2018, 10, 15)),
        ("Par Zoë Rémy\nPublié le 1er août 2020", "Zoë Rémy", (2020, 8, 1)),
        ("2024年5月4日", "", (2024, 5, 4)),
        ("How the sea keeps its books\n\nBy Jane Doe", "Jane Doe", None),
    ],
)
def test_byline_and_date_are_read_where_they_stand_plainly(head, author, published):
    draft = draft_from_plain_text(f"Tides\n\n{head}\n\nThe water came back.")
    assert draft.author == author
    assert draft.published == (datetime(*published, tzinfo=UTC) if published else None)
    assert draft.body.endswith("The water came back.")
    assert "Doe" not in draft.body
    assert ("How the sea" in draft.body) == ("How the sea" in head)


@pytest.mark.parametrize(
    "line",
    ["By Monday the ferry was gone.", "By and by", "by the sea", "Von Anfang an", "May 2018", "Sunday", "10/11/2018"],
)
def test_what_only_resembles_a_byline_or_a_date_stays_in_the_body(line):
    draft = draft_from_plain_text(f"Tides\n\n{line}\n\nThe water came back.")
    assert (draft.author, draft.published) == ("", None)
    assert draft.body == f"{line}\n\nThe water came back."


def test_a_head_of_labels_is_read():
    head = "Title: Tides\nAuthor: J. Doe\nURL: https://example.org/t\nTags: sea, slow"
    draft = draft_from_plain_text(f"{head}\n\nIt came.")
    assert (draft.title, draft.author, draft.url) == ("Tides", "J. Doe", "https://example.org/t")
    assert (draft.tags, draft.body) == (("sea", "slow"), "It came.")


def test_an_underlined_title_loses_its_line():
    draft = draft_from_plain_text("Tides\n=====\nThe water came back.")
    assert (draft.title, draft.body) == ("Tides", "The water came back.")


def test_a_title_may_stand_right_above_its_paragraph():
    draft = draft_from_plain_text(f"Tides\n{PROSE[0]}\n{PROSE[1]}")
    assert (draft.title, draft.body) == ("Tides", f"{PROSE[0]}\n\n{PROSE[1]}")


def test_a_text_that_begins_at_once_is_titled_by_its_first_sentence_and_keeps_it():
    draft = draft_from_plain_text("It was a Sunday. " + PROSE[0])
    assert draft.title == "It was a Sunday."
    assert draft.body == "It was a Sunday. " + PROSE[0]


@pytest.mark.parametrize("text", ["one line", "Source: The Bay", "By Jane Doe", "---", "https://example.org/a"])
def test_a_text_of_one_line_is_its_own_body(text):
    assert shown(draft_from_plain_text(text).body) == [[text]]


def test_japanese_lines_are_joined_without_blanks():
    line = "海辺の図書館は朝の六時に開くが鍵を持っているのは灯台守だけである"
    text = f"海辺の図書館\n\n　{line}\n{line}\n{line[:9]}。"
    draft = draft_from_plain_text(text)
    assert (draft.title, draft.language) == ("海辺の図書館", "ja")


@given(st.text(st.sampled_from("ab \n-#*_>1.|\t`[](:<&=~\\“—é海"), max_size=300) | st.text(max_size=120))
def test_no_character_of_a_plain_text_is_lost_or_made(text):
    text = clean_text(text)
    seen = "".join("".join(lines) for lines in shown(markdown_from(text)))
    assert _inked(seen) == _inked(text)


@given(st.text(st.sampled_from("ab \n-#*1.:|by2018Source/"), max_size=200))
def test_a_draft_always_has_a_title_and_a_body(text):
    if clean_text(text).strip():
        draft = draft_from_plain_text(clean_text(text))
        assert draft.title.strip()
        assert draft.body.strip()


def _inked(text):
    return re.sub(r"[\s\-‐\u00ad]", "", text)
