"""Who wrote a page: in its head, in an element for it, or in a line above its text, which does not stay there."""

from datetime import UTC, datetime

import pytest

from reader.services.pages.byline import read_byline, without_byline
from reader.services.pages.page import draft_from_html

URL = "https://www.bay.example/2024/05/ebb"
TEXT = (
    "The water leaves the bay twice a day, and each time it takes something along that nobody had tied down. "
    "The people of the village have a word for this, which they do not tell to strangers."
)
MAY = datetime(2024, 5, 3, tzinfo=UTC)


def draft(byline: str, head: str = "", after: str = ""):
    html = f"<head>{head}</head><body><article><h1>Ebb</h1>{byline}<p>{TEXT}</p><p>{TEXT}</p>{after}</article></body>"
    return draft_from_html(html, URL)


@pytest.mark.parametrize(
    ("line", "author", "day"),
    [
        ("Von Anna Beispiel", "Anna Beispiel", None),
        ("von Anna Beispiel am 3. Mai 2024", "Anna Beispiel", MAY),
        ("Von Anna Beispiel, 03.05.2024, 14:30 Uhr", "Anna Beispiel", MAY),
        ("Von Anna Beispiel und Bert Muster, Berlin", "Anna Beispiel, Bert Muster", None),
        ("*Von [Anna Beispiel](https://bay.example/anna)* · 4 Min. Lesezeit", "Anna Beispiel", None),
        ("Ein Gastbeitrag von Anna Beispiel", "Anna Beispiel", None),
        ("Text: Anna Beispiel", "Anna Beispiel", None),
        ("Von Anna Beispiel | Stand: 3. Mai 2024", "Anna Beispiel", MAY),
        ("By Jane Doe on May 3, 2024", "Jane Doe", MAY),
        ("Words by Jane van der Berg", "Jane van der Berg", None),
        ("Par Léonie Strand, publié le 3 mai 2024", "Léonie Strand", MAY),
        ("Por Inés Roca y Juan Luz", "Inés Roca, Juan Luz", None),
        ("di Carla Rossi", "Carla Rossi", None),
        ("Автор: Анна Ким", "Анна Ким", None),
    ],
)
def test_a_byline_names_authors_and_often_the_day(line, author, day):
    found = read_byline(line)
    assert found is not None
    assert (found.author, found.published) == (author, day)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Von Menschen und Mäusen",
        "Von Berlin nach Paris",
        "Von Hand",
        "By land and sea",
        "By Land and Sea",
        "By Jane Doe, who left early",
        "By the time Jane Doe came, it was gone.",
        "Von Anna Beispiel stammt der Satz.",
        "Par contre, il pleut",
        "Anna Beispiel",
        f"By {'Jane ' * 40}",
    ],
)
def test_other_lines_are_no_bylines(line):
    assert read_byline(line) is None


def test_a_lone_name_is_a_byline_of_whoever_is_known():
    assert read_byline("Von Anna", "Anna Beispiel").author == "Anna Beispiel"
    assert read_byline("Von Bert Muster", "Anna Beispiel") is None


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Von Anna Beispiel\n\nDas Wasser.", "Das Wasser."),
        ("Von Anna Beispiel\n\n3. Mai 2024\n\nDas Wasser.", "Das Wasser."),
        ("Von Anna Beispiel\\\nDas Wasser.\n\nEs ging.", "Das Wasser.\n\nEs ging."),
        ("![](https://b.example/a.jpg)\n\n*Ein Bild.*\n\nVon Anna Beispiel\n\nDas Wasser.", None),
        ("## Ebbe\n\nVon Anna Beispiel\n\nDas Wasser.", "## Ebbe\n\nDas Wasser."),
    ],
)
def test_the_byline_goes_and_the_text_stays(body, left):
    text, found = without_byline(body)
    assert text == (body.replace("Von Anna Beispiel\n\n", "") if left is None else left)
    assert found.author == "Anna Beispiel"


@pytest.mark.parametrize(
    "body", ["Von Anna Beispiel", "Das Wasser.\n\nVon Anna Beispiel\n\nEs ging.", "", "- Von Anna"]
)
def test_a_text_that_does_not_begin_with_one_stays_as_it_is(body):
    assert without_byline(body) == (body, None)


@pytest.mark.parametrize(
    ("byline", "head"),
    [
        ("<p>Von Anna Beispiel</p>", ""),
        ("<p><em>von <a href=/anna>Anna Beispiel</a></em></p>", ""),
        ("<p>Von Anna Beispiel</p>", "<meta name=author content='Anna Beispiel'>"),
        (
            "<p>Von Anna Beispiel</p>",
            "<meta name=author content='The Bay'><meta property=og:site_name content='The Bay'>",
        ),
        ("<p class=autor>von Anna Beispiel</p>", ""),
        ("<div><a rel=author href=/anna>Anna Beispiel</a></div>", ""),
    ],
)
def test_the_author_of_a_page_is_not_in_its_text(byline, head):
    found = draft(byline, head)
    assert found.author == "Anna Beispiel"
    assert found.body == f"{TEXT}\n\n{TEXT}"


def test_the_day_in_a_byline_is_that_of_the_text():
    found = draft("<p>Von Anna Beispiel am 3. Mai 2024</p>")
    assert (found.author, found.published) == ("Anna Beispiel", MAY)


def test_whoever_comments_is_not_the_author():
    comment = (
        "<div class='comment author'>By Eve Other</div><span class=comment-author itemprop=author>Eve Other</span>"
    )
    more = "<ul id=comments><li><b class=author>By Eve Other</b></li></ul>"
    assert draft("", after=comment + more).author == ""
