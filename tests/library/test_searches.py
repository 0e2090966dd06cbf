"""Saved searches: kept, found, taken back, seen by other processes, and never lost over a damaged one."""

from __future__ import annotations

import pytest
from tinydb import TinyDB

from reader.domain.errors import SearchNotFound
from reader.library.folder import Folder
from reader.library.library import Library


def test_a_search_is_kept_found_renamed_and_deleted(library: Library):
    sea = library.searches.keep("Sea", "tag:sea")
    library.searches.keep("a long one", "words:>2000")
    assert [search.name for search in library.searches.all()] == ["a long one", "Sea"]
    assert library.searches.get(sea.uid) == library.searches.find("sea") == library.searches.find("SE") == sea
    library.searches.rename(sea.uid, "Ocean\x1b")
    assert library.searches.get(sea.uid).name == "Ocean"
    library.searches.remove(sea.uid)
    assert library.searches.get(sea.uid) is None
    assert len(library.searches) == 1


def test_a_name_that_is_there_gets_the_new_query(library: Library):
    first = library.searches.keep("Sea", "tag:sea")
    assert library.searches.keep("sea", "tag:ocean").uid == first.uid
    assert [(search.name, search.query) for search in library.searches.all()] == [("sea", "tag:ocean")]


def test_everything_can_be_taken_back(library: Library):
    sea = library.searches.keep("Sea", "tag:sea")
    library.searches.rename(sea.uid, "Ocean")
    library.searches.remove(sea.uid)
    assert library.undo().label == "delete a search"
    assert library.undo().label == "rename a search"
    assert library.searches.get(sea.uid) == sea
    assert library.undo().label == "save a search"
    assert library.searches.all() == []
    library.redo()
    assert library.searches.get(sea.uid) == sea


def test_other_processes_see_it_and_listeners_hear_it(library: Library):
    heard = []
    library.listen(heard.append)
    with Library.open(library.path) as other:
        other.searches.keep("Sea", "tag:sea")
        other.compact()
    library.catch_up()
    assert [search.name for search in library.searches.all()] == ["Sea"]
    library.searches.keep("Ocean", "tag:ocean")
    assert heard[-1].fields == {"searches"}
    assert not heard[-1].uids
    assert not heard[-1].membership


def test_a_library_made_before_there_were_any_takes_them(library: Library):
    library.close()
    with TinyDB(Folder(library.path).snapshot, encoding="utf-8") as database:
        database.drop_table("searches")
    with Library.open(library.path) as again:
        assert again.searches.all() == []
        again.searches.keep("Sea", "tag:sea")
    with Library.open(library.path) as third:
        assert len(third.searches.all()) == 1


@pytest.mark.parametrize(
    "document", [{}, {"uid": "x"}, {"uid": 1, "name": "a", "query": "b"}, {"name": "a", "query": "b"}]
)
def test_a_damaged_one_is_as_if_it_were_not_there(library: Library, document):
    library._db.table("searches").insert(document)
    sea = library.searches.keep("Sea", "tag:sea")
    assert library.searches.all() == [sea]


def test_one_that_is_not_there_is_said_so(library: Library):
    library.searches.keep("Sea", "tag:sea")
    library.searches.keep("Seaside", "tag:seaside")
    for name in ("", "x", "se"):
        with pytest.raises(SearchNotFound):
            library.searches.find(name)
