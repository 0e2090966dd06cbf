"""Our own JSON: pictures, earlier texts and what has been seen of feeds; a line each, and little in memory."""

from __future__ import annotations

import json

import pytest

from reader.domain.article import Article
from reader.domain.picture import picture_name
from reader.domain.shelf import ALL
from reader.library.carrying import Coming
from reader.library.library import Library
from reader.library.seen import SeenEntry
from reader.services.importing.importing import import_files
from tests.services.exporting.conftest import GIF, JPG, PNG, WEBP, draft, picture
from tests.services.exporting.test_own import bring, content


def test_pictures_come_in_again_and_once(pictured, exporting, tmp_path):
    path = exporting.files(pictured, "json", "all.json")
    with Library.open(tmp_path / "two") as other:
        assert import_files(other, [path], dry=True).new == 2
        assert not other.bodies.pictures.folder.exists()
        report = bring(other, path)
        assert (report.new, report.skipped, report.remarks) == (2, 0, [])
        assert content(other) == content(pictured)
        lost, cut = (other.bodies.pictures.path(picture_name(data)) for data in (PNG, GIF))
        lost.unlink()
        cut.write_bytes(GIF[:7])
        assert bring(other, path).same == 2
        assert content(other) == content(pictured)
        other.undo()
        assert len(other.articles) == 0


def test_pictures_that_nothing_shows_stay_out(pictured, exporting, tmp_path):
    data = json.loads(exporting.bytes(pictured, "json"))
    for article in data["articles"]:
        article["body"] = "Without."
    path = tmp_path / "x.json"
    path.write_text(json.dumps(data))
    with Library.open(tmp_path / "two") as other:
        assert bring(other, path).new == 2
        assert not other.bodies.pictures.folder.exists()


def test_a_text_that_is_here_keeps_its_own_pictures(pictured, exporting, tmp_path):
    path = exporting.files(pictured, "json", "all.json")
    [uid] = [article.uid for article in pictured.articles.listing(ALL) if article.title == "Planks"]
    with Library.open(tmp_path / "two") as other:
        other.articles.carry([Coming(Article(uid, "Mine"), f"{picture(GIF)}\n")])
        bring(other, path)
        found = {file.name for file in other.bodies.pictures.folder.iterdir()}
        assert found == {picture_name(GIF), picture_name(JPG)}


@pytest.mark.parametrize("by_line", [True, False])
def test_a_picture_is_what_its_name_says(pictured, exporting, tmp_path, by_line):
    text = exporting.bytes(pictured, "json").decode()
    text = text.replace(f'"{picture_name(PNG)}":"', f'"{picture_name(PNG)}":"AAAA')
    text = text.replace(picture_name(GIF), "../../../../etc/passwd.gif")
    path = tmp_path / "x.json"
    path.write_text(text if by_line else json.dumps(json.loads(text), indent=1))
    with Library.open(tmp_path / "two") as other:
        report = bring(other, path)
        assert (report.new, report.skipped) == (2, 2)
        assert {one.reason for one in report.examples} == {"is damaged"}
        found = {file.name for file in other.bodies.pictures.folder.iterdir()}
        assert found == {picture_name(WEBP), picture_name(JPG)}


def test_a_file_that_breaks_off_is_taken_as_far_as_it_goes(pictured, rich, exporting, tmp_path):
    data = exporting.bytes(rich, "json")
    path = tmp_path / "x.json"
    for length in (len(data) - 3, data.index(b'],"pictures"') + 30, data.index(b'],"feeds"') - 40):
        path.write_bytes(data[:length])
        with Library.open(tmp_path / f"library{length}") as other:
            report = bring(other, path)
            assert report.new >= 3
            assert any("breaks off" in remark for remark in report.remarks)


def test_a_file_that_a_program_wrote_anew_is_read_too(pictured, exporting, tmp_path):
    path = tmp_path / "x.json"
    for indent in (None, 1):
        path.write_text(json.dumps(json.loads(exporting.bytes(pictured, "json")), indent=indent))
        with Library.open(tmp_path / f"library{indent}") as other:
            bring(other, path)
            assert content(other) == content(pictured)


def test_memory_holds_one_picture_at_a_time(library, exporting, tmp_path):
    import tracemalloc

    pictures = {picture_name(data): data for data in (PNG + bytes([n]) * 1_000_000 for n in range(30))}
    body = "\n\n".join(f"![x](../pictures/{name})" for name in pictures)
    library.articles.carry([Coming(Article("00000000000000aa", "Many"), f"{body}\n")], pictures)
    tracemalloc.start()
    path = exporting.files(library, "json", "all.json")
    with Library.open(tmp_path / "two") as other:
        report = bring(other, path)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert report.new == 1
        assert len(list(other.bodies.pictures.folder.iterdir())) == 30
    assert peak < 60_000_000


def test_earlier_texts_come_in_again(library, exporting, tmp_path):
    [added] = library.articles.add([draft("Tides", body="First.\n")])
    for body in ("Second.\n", "Third.\n"):
        library.articles.put_text(added.article.uid, draft("Tides", body=body))
    path = exporting.files(library, "json", "all.json")
    with Library.open(tmp_path / "two") as other:
        bring(other, path)
        assert [other.bodies.read(added.article.uid, n) for n in (0, 1, 2)] == ["First.\n", "Second.\n", "Third.\n"]
        assert other.articles.get(added.article.uid).edition == 2


def test_what_has_been_seen_goes_along_with_everything_only(rich, exporting, tmp_path):
    [feed] = rich.feeds.all()
    seen = {"0123456789az": SeenEntry("01234567", ""), "a" * 12: SeenEntry("89abcdef", "0123456789abcdef")}
    rich.seen.write({feed.uid: (seen, "0123456789abcdef")})
    assert "seen" not in json.loads(exporting.bytes(rich, "json", rich.articles.listing(ALL).uids()))["feeds"][0]
    path = exporting.files(rich, "json", "all.json")
    with Library.open(tmp_path / "two") as other:
        bring(other, path)
        assert other.seen.read(feed.uid) == (seen, "0123456789abcdef")
        mine = {"b" * 12: SeenEntry("00000000", "")}
        other.seen.write({feed.uid: (mine, "1")})
        bring(other, path)
        assert other.seen.read(feed.uid) == (mine, "1"), "what was seen here is known better here"
