"""Writing: whole files or none, nothing of anybody else's, and the same again."""

from __future__ import annotations

import json

import pytest

from reader.domain.errors import ReaderError
from reader.domain.shelf import ALL
from reader.library.library import Library
from reader.services.exporting.exporter import Options
from reader.services.exporting.exporting import export, whole_file
from reader.services.exporting.ledger import NAME
from reader.services.exporting.registry import EXPORTERS, exporter_of
from reader.services.exporting.report import ExportReport, sentence_of
from reader.services.exporting.selection import Selection
from tests.services.exporting.conftest import TITLES, draft

LEADS_ELSEWHERE = b'{"files": {"../Tides.md": {"uid": "x", "format": "markdown", "digest": ""}, ".": 1}}'


def files(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != NAME}


def test_another_export_writes_only_what_is_different(hostile, exporting):
    folder = exporting.files(hostile, "markdown")
    before = files(folder)
    exporting.files(hostile, "markdown")
    assert (exporting.report.written, exporting.report.unchanged) == (0, len(TITLES))
    article = hostile.articles.listing(ALL)[0]
    hostile.articles.note(article.uid, "New.")
    exporting.files(hostile, "markdown")
    assert (exporting.report.written, exporting.report.unchanged) == (1, len(TITLES) - 1)
    assert files(folder).keys() == before.keys()


def test_what_a_person_changed_is_left_alone(hostile, exporting):
    folder = exporting.files(hostile, "markdown")
    path = folder / "_CON.md"
    path.write_text(path.read_text() + "\nMy thought.\n")
    exporting.files(hostile, "markdown")
    assert path.read_text().endswith("\nMy thought.\n")
    [sentence] = [kept for kept in exporting.report.kept if "_CON" in kept]
    assert "was changed since" in sentence
    exporting.files(hostile, "markdown", force=True)
    assert "My thought" not in path.read_text()
    assert exporting.report.kept == []


def test_a_file_of_somebody_elses_is_left_alone(rich, exporting):
    folder = exporting.folder / "out"
    folder.mkdir()
    (folder / "Tides.md").write_text("Not yours.")
    exporting.files(rich, "markdown")
    assert (folder / "Tides.md").read_text() == "Not yours."
    assert "none of ours" in exporting.report.kept[0]
    assert exporting.report.written == 1


def test_a_name_stays_when_the_title_changes(rich, exporting, tmp_path):
    folder = exporting.files(rich, "markdown")
    article = next(article for article in rich.articles.listing(ALL) if article.title == "Tides")
    rich.articles.put_text(article.uid, draft("Ebb", 1))
    exporting.files(rich, "markdown")
    assert {path.name for path in folder.glob("*.md")} == {"Tides.md", "No address.md"}
    assert 'title: "Ebb"' in (folder / "Tides.md").read_text()


def test_formats_share_a_folder(rich, exporting):
    folder = exporting.files(rich, "markdown")
    exporting.files(rich, "highlights")
    exporting.files(rich, "html")
    assert exporting.report.kept == []
    names = {path.name for path in folder.iterdir()} - {NAME}
    assert len(names) == 2 + 1 + 2
    exporting.files(rich, "markdown")
    assert (exporting.report.written, exporting.report.unchanged) == (0, 2)


def test_one_file_is_written_over_only_where_it_is_ours(rich, exporting):
    path = exporting.files(rich, "json", "x.json")
    exporting.files(rich, "json", "x.json")
    assert exporting.report.written == 1
    path.write_text('{"version": 1, "mine": true}')
    with pytest.raises(ReaderError, match="--force"):
        exporting.files(rich, "json", "x.json")
    assert "mine" in path.read_text()
    exporting.files(rich, "json", "x.json", force=True)
    assert json.loads(path.read_bytes())["articles"]


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_format_goes_to_a_file_or_a_folder(hostile, exporting, format):
    exporter = exporter_of(format, Options())
    if exporter.holds == "one":
        assert len(files(exporting.files(hostile, format))) == len(TITLES)
        with pytest.raises(ReaderError, match="--output"):
            exporting.bytes(hostile, format)
    elif exporter.holds == "all":
        assert exporting.files(hostile, format, f"x{exporter.suffix}").stat().st_size
        with pytest.raises(ReaderError, match="is a folder"):
            exporting.files(hostile, format)
    one = hostile.articles.listing(ALL).uids()[:1]
    exporting.bytes(hostile, format, one)


@pytest.mark.parametrize(("format", "output"), [("json", "x.json"), ("markdown", "out/"), ("epub", "x.epub")])
def test_an_interrupt_leaves_whole_files_only(hostile, exporting, format, output, tmp_path):
    def interrupt(step):
        if step.done == 5:
            raise KeyboardInterrupt

    path = tmp_path / output
    report = ExportReport(format, f"{path}/" if output.endswith("/") else str(path))
    selection = Selection(hostile, hostile.articles.listing(ALL).uids(), True, interrupt)
    exporter = exporter_of(format, Options())
    export(exporter, selection, report, lambda data: None)
    assert report.stopped
    if format == "markdown":
        assert report.written == len(files(path)) == 5
        exporting.files(hostile, format)
        assert (exporting.report.kept, exporting.report.written) == ([], len(TITLES) - 5)
    else:
        assert not path.exists()
    assert not list(path.parent.glob("*.tmp"))


def test_a_file_is_there_when_all_is_written_and_not_before(tmp_path):
    path = tmp_path / "x"
    path.write_text("old")
    path.chmod(0o600)
    with whole_file(path) as file:
        file.write(b"new")
        assert path.read_text() == "old"
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ZeroDivisionError), whole_file(path) as file:
        raise ZeroDivisionError
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_text_that_cannot_be_read_is_named(rich, exporting):
    article = rich.articles.listing(ALL)[0]
    rich.bodies.delete(article.uid)
    data = json.loads(exporting.bytes(rich, "json"))
    assert [one["body"] for one in data["articles"] if one["uid"] == article.uid] == [None]
    assert len(exporting.report.remarks) == 1
    assert article.title in exporting.report.remarks[0]


def test_a_damaged_ledger_is_as_if_there_was_none(rich, exporting):
    folder = exporting.files(rich, "markdown")
    for content in (b"{", b"[]", b'{"files": [1]}', b'{"files": {"x": 3}}', LEADS_ELSEWHERE):
        (folder / NAME).write_bytes(content)
        exporting.files(rich, "markdown")
        assert (exporting.report.unchanged, exporting.report.kept) == (2, [])


def test_sentences():
    report = ExportReport("csv", "x.csv", 12, left_out={"no address": ["a", "b"]}, written=1)
    assert sentence_of(report) == "Exported 10 articles to x.csv · 2 articles with no address left out"
    report = ExportReport("markdown", "out/", 1, written=0, unchanged=1, kept=["A.md was changed since; --force."])
    assert sentence_of(report).startswith(
        "Exported 1 article to out/ · 0 files written · 1 file as before · 1 file left alone"
    )


def test_memory_holds_one_text_at_a_time(tmp_path):
    import tracemalloc

    with Library.open(tmp_path / "library") as library:
        library.articles.add([draft(f"T{n}", n, body=f"{n} " + "word " * 40_000) for n in range(40)])
        selection = Selection(library, library.articles.listing(ALL).uids())
        tracemalloc.start()
        for _ in exporter_of("json", Options()).write(selection):
            pass
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4_000_000
