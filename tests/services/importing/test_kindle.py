"""Kindle's clippings: the languages of devices, passages that were marked anew, notes and where they belong."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.carried import Carried
from reader.services.importing.clippings import BOOKMARK, HIGHLIGHT, NOTE, clippings_in
from reader.services.importing.file import ImportFile
from reader.services.importing.kindle import Kindle
from tests.services.importing.samples import SAMPLES

NIGHT = datetime(2017, 7, 31, 23, 11, 20, tzinfo=UTC)
ABOUT = [
    ("- Your Highlight on page 3 | Location 145-147 | Added on Monday, July 31, 2017 11:11:20 PM", HIGHLIGHT),
    ("- Your Highlight at location 145-147 | Added on Monday, 31 July 2017 23:11:20", HIGHLIGHT),
    ("- Highlight Loc. 145-47  | Added on Monday, July 31, 2017, 11:11:20 PM", HIGHLIGHT),
    ("- Ihre Markierung auf Seite 3 | Position 145-147 | Hinzugefügt am Montag, 31. Juli 2017 23:11:20", HIGHLIGHT),
    ("- Ihre Notiz bei Position 145-147 | Hinzugefügt am Montag, 31. Juli 2017 23:11:20", NOTE),
    ("- Votre surlignement sur la page 3 | emplacement 145-147 | Ajouté le lundi 31 juillet 2017 23:11:20", HIGHLIGHT),
    ("- Votre signet sur la page 3 | emplacement 145-147 | Ajouté le lundi 31 juillet 2017 23:11:20", BOOKMARK),
    ("- Tu subrayado en la página 3 | posición 145-147 | Añadido el lunes, 31 de julio de 2017 23:11:20", HIGHLIGHT),
    ("- La tua nota a pagina 3 | posizione 145-147 | Aggiunto in data lunedì 31 luglio 2017 23:11:20", NOTE),
    ("- Seu destaque na página 3 | posição 145-147 | Adicionado: segunda, 31 de julho de 2017 23:11:20", HIGHLIGHT),
    ("- Ваш выделенный отрывок в месте 145–147 | Добавлено: понедельник, 31 июля 2017 г. в 23:11:20", HIGHLIGHT),
    ("- 您在第 3 页（位置 #145-147）的标注 | 添加于 2017年7月31日星期一 下午11:11:20", HIGHLIGHT),
    ("- 3ページ|位置No. 145-147のメモ |作成日: 2017年7月31日月曜日 23:11:20", NOTE),
]  # fmt: skip

PIECES = ["==========\n", "\n", "- Your Note | Location 9-", "x (y", ")", "| 2017", "\ufeff", "7", " "]


@pytest.mark.parametrize(("about", "kind"), ABOUT, ids=[about[:24] for about, _ in ABOUT])
def test_every_language_is_understood(about, kind):
    (found,) = clippings_in(f"Tides (Writer, A.)\n{about}\n\nWords.\n==========\n")
    assert found is not None
    assert (found.title, found.author, found.kind) == ("Tides", "A. Writer", kind)
    assert (found.start, found.end, found.made) == (145, 147, NIGHT)


def book(*entries):
    text = "".join(f"Tides\n- Your {kind} | Location {place} | Added on July 31, 2017\n\n{words}\n==========\n"
                   for kind, place, words in entries)  # fmt: skip
    (found,) = Kindle().read(ImportFile("x", text.encode()))
    assert isinstance(found, Carried)
    return found


def test_a_passage_that_was_marked_anew_is_there_once():
    longer = book(("Highlight", "10-11", "One two."), ("Highlight", "10-12", "One two. Three."))
    assert [one.text for one in longer.excerpts] == ["One two. Three."]
    shorter = book(("Highlight", "10-12", "One two. Three."), ("Highlight", "11-12", "Three."))
    assert [one.text for one in shorter.excerpts] == ["Three."]


def test_other_passages_at_the_same_place_stay():
    found = book(("Highlight", "10-11", "One."), ("Highlight", "11-12", "Two."))
    assert [one.text for one in found.excerpts] == ["One.", "Two."]


def test_passages_stand_in_the_order_of_the_book():
    found = book(("Highlight", "90-91", "Late."), ("Highlight", "5-6", "Early."))
    assert [one.text for one in found.excerpts] == ["Early.", "Late."]


def test_a_note_belongs_to_the_passage_that_ends_there():
    found = book(
        ("Highlight", "5-8", "One."), ("Highlight", "7-7", "Two."), ("Note", "7", "Mine"), ("Note", "99", "Alone")
    )
    assert [(one.text, one.note) for one in found.excerpts] == [("One.", ""), ("Two.", "Mine")]
    assert found.note == "Alone"


def test_a_note_that_was_written_anew_is_the_last_one():
    assert book(("Highlight", "5-8", "One."), ("Note", "8", "Old"), ("Note", "8", "New")).excerpts[0].note == "New"


def test_a_book_is_its_passages():
    tides, sails = (one for one in Kindle().read(ImportFile("x", SAMPLES["kindle"])) if isinstance(one, Carried))
    assert tides.is_excerpts
    assert not tides.url
    assert tides.seed != sails.seed
    assert sails.author == "Ida Weber, Jan Novák"
    assert (tides.excerpts[1].text, tides.excerpts[1].note) == ("The water came back. It stayed an hour.", "How long?")


@given(st.lists(st.sampled_from(PIECES)).map("".join) | st.text())
def test_whatever_stands_in_a_file_it_is_read(text):
    list(clippings_in(text))
    list(Kindle().read(ImportFile("x", text.encode())))
