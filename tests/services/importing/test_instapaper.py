"""Instapaper's tables: four, five and six columns."""

from datetime import UTC, datetime

from reader.domain.article import State
from reader.domain.carried import Carried, Excerpt
from reader.services.importing.file import ImportFile
from reader.services.importing.importer import Remark, Skipped
from reader.services.importing.instapaper import Instapaper
from tests.services.importing.samples import SAMPLES

UNKNOWN = "Instapaper does not say whether what is starred or in a folder was read: {} came in unread."


def read(name):
    return list(Instapaper().read(ImportFile("x.bin", SAMPLES[name])))


def test_without_a_date_the_order_is_the_only_one():
    old, new = read("instapaper of four columns")
    assert (old.title, old.state, old.archived, old.added) == ("Old", State.READ, True, None)
    assert (new.title, new.state, new.archived) == ("New Red", State.UNREAD, False)


def test_folders_are_states_favourites_or_tags():
    new, old, nothing, remark = read("instapaper of five columns")
    assert (new.bookmarked, new.state, new.tags) == (True, None, ())
    assert new.excerpts == (Excerpt("one line\nanother"),)
    assert (old.tags, old.state, old.added) == (("Long / Reads",), None, None)
    assert nothing == Skipped("row 4", "has no address")
    assert remark == Remark(UNKNOWN.format(2))


def test_tags_are_json_or_were_saved_again_as_words():
    why, b, c, again, letter, short, remark = read("instapaper of six columns")
    assert why == Carried(
        title='Why "slow"?',
        url="https://example.org/a",
        added=datetime.fromtimestamp(1640080879, UTC),
        tags=("sea", "slow web"),
        state=State.READ,
        archived=True,
    )
    assert b.excerpts == (Excerpt("a saved passage"),)
    assert (c.title, c.tags) == ("", ("Recipes", "a", "b"))
    assert again.bookmarked is True
    assert (letter.url, letter.local, letter.extra) == ("", True, {"URL": "instapaper://private-content/77"})
    assert short == Skipped("row 7", "is too short: 2 cells instead of 6")
    assert remark == Remark(UNKNOWN.format(2))
