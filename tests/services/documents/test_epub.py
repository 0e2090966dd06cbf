"""Books: chapters in their order as one text, whatever edition of EPUB, and nothing that a bomb can do."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from reader.domain.errors import TextUnusable
from reader.domain.provenance import Provenance, Way
from reader.services.documents import epub_archive
from reader.services.documents.epub import draft_from_epub
from tests.services.documents.building import CONTAINER, FACTS, PROSE, archive, book, chapter, epub, package

ONE = {"one.xhtml": chapter(f"<h1>Ebb</h1><p>{PROSE}</p>")}


def body(chapters, more=None, **said):
    return draft_from_epub(epub(chapters, more, **said), "tides.epub").body


def refused(data):
    with pytest.raises(TextUnusable) as caught:
        draft_from_epub(data, "tides.epub")
    return str(caught.value)


def test_a_book_is_one_text_with_its_facts():
    draft = draft_from_epub(book(), "tides.epub")
    assert (draft.title, draft.author, draft.source) == ("The Book of Tides", "Jane Doe, John Roe", "Bay Press")
    assert (draft.language, draft.url, draft.description) == ("en", "https://bay.example/tides", "On water.")
    assert draft.published == datetime(1903, 5, 4, tzinfo=UTC)
    assert draft.body == f"# Ebb\n\n{PROSE}\n\n# Flood\n\nIt came."
    assert draft.provenance == Provenance(Way.FILE, "EPUB")


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("1903", datetime(1903, 1, 1, tzinfo=UTC)),
        ("2024-05-04T10:00:00+02:00", datetime(2024, 5, 4, 8, tzinfo=UTC)),
        ("long ago", None),
    ],
)
def test_a_year_is_a_date_and_nonsense_is_none(date, published):
    facts = f"<dc:title>T</dc:title><dc:date>{date}</dc:date>"
    assert draft_from_epub(epub(ONE, facts=facts), "a.epub").published == published


def test_a_book_without_facts_still_is_a_book():
    draft = draft_from_epub(epub(ONE, facts=""), "a.epub")
    assert (draft.title, draft.author, draft.language) == ("Untitled book", "", "")


NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>The ebb</text></navLabel>'
    '<content src="text/one.html"/></navPoint></navMap></ncx>'
)
NAV = '<nav epub:type="toc"><ol><li><a href="text/one.html">The ebb</a></li></ol></nav>'
NAMELESS = {"text/one.html": chapter(f"<p>{PROSE}</p>"), "text/two.html": chapter("<p>Short.</p>")}


@pytest.mark.parametrize(
    ("version", "item", "member"),
    [
        ("2.0", '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>', {"OEBPS/toc.ncx": NCX}),
        (
            "3.0",
            '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
            {"OEBPS/nav.xhtml": chapter(NAV)},
        ),
    ],
    ids=["EPUB 2", "EPUB 3"],
)
def test_a_chapter_without_a_heading_gets_the_one_of_the_contents(version, item, member):
    assert body(NAMELESS, member, items=item, version=version) == f"## The ebb\n\n{PROSE}\n\nShort."


def test_the_table_of_contents_and_the_title_page_are_no_chapters():
    chapters = {
        "nav.xhtml": chapter(NAV, 'epub:type="toc"'),
        "title.xhtml": chapter("<section epub:type='titlepage'><h1>The Book of Tides</h1></section>"),
        **ONE,
        "cover.xhtml": chapter("<img src='cover.jpg' alt=''/>"),
    }
    assert body(chapters) == f"# Ebb\n\n{PROSE}"


def test_notes_stand_where_they_are_called_even_in_another_file():
    chapters = {
        "one.xhtml": chapter(f"<p>{PROSE}<a epub:type='noteref' href='notes.xhtml#n1'>1</a></p>"),
        "two.xhtml": chapter(
            "<p>It came.<sup><a href='#f'>*</a></sup></p><aside id='f' epub:type='footnote'><p>At dawn.</p></aside>"
        ),
        "notes.xhtml": chapter(
            "<section epub:type='endnotes'><h2>Notes</h2><ol><li id='n1' epub:type='endnote'>"
            "<p>Tarred. <a href='one.xhtml#r'>↩</a></p></li></ol></section>"
        ),
    }
    text = body(chapters)
    assert f"{PROSE}[^1]" in text
    assert "It came.[^2]" in text
    assert text.endswith("[^1]: Tarred.\n\n[^2]: At dawn.")


def test_links_within_the_book_are_words_and_links_out_of_it_stay():
    inside = "<a href='one.xhtml#x'>the ebb</a>, <a href='../../etc/passwd'>no</a>"
    chapters = {**ONE, "two.xhtml": chapter(f"<p>See {inside}, <a href='https://sea.example/'>the sea</a>.</p>")}
    assert body(chapters).endswith("See the ebb, no, [the sea](https://sea.example/).")


def test_a_picture_is_what_it_shows():
    text = body(
        {
            "one.xhtml": chapter(
                f"<p>{PROSE}</p><p><img src='../i/plank.jpg' alt='A plank'/></p><p><img src='x.jpg'/></p>"
            )
        }
    )
    assert "A plank" in text
    assert "plank.jpg" not in text
    assert "x.jpg" not in text


def test_what_is_beside_the_reading_order_comes_last():
    chapters = {"note.xhtml": chapter("<p>Beside it.</p>"), **ONE}
    whole = package(list(chapters)).replace('idref="c0"', 'idref="c0" linear="no"')
    assert body(chapters, {"OEBPS/book.opf": whole}) == f"# Ebb\n\n{PROSE}\n\nBeside it."


@pytest.mark.parametrize(
    "name", ["../one.xhtml", "/one.xhtml", "../../../etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "a/../../../b"]
)
def test_a_name_cannot_lead_out_of_the_archive(name):
    data = archive(
        {
            "META-INF/container.xml": CONTAINER.format(path="OEBPS/book.opf"),
            "OEBPS/book.opf": package([name, "two.xhtml"]),
            "OEBPS/two.xhtml": chapter(f"<p>{PROSE}</p>"),
            "one.xhtml": chapter("<p>At the top of the archive.</p>"),
        }
    )
    text = draft_from_epub(data, "a.epub").body
    assert text.endswith(PROSE)
    assert "root:" not in text


def encryption(algorithm: str) -> dict[str, str]:
    return {
        "META-INF/encryption.xml": "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData>"
        f"<enc:EncryptionMethod Algorithm='{algorithm}'/></enc:EncryptedData></encryption>"
    }


def test_a_locked_book_is_said_to_be_locked_and_scrambled_fonts_are_no_lock():
    assert (
        refused(epub(ONE, encryption("http://www.w3.org/2001/04/xmlenc#aes256-cbc")))
        == "tides.epub is locked by its publisher (DRM)."
    )
    assert body(ONE, encryption("http://www.idpf.org/2008/embedding")).endswith(PROSE)


def test_a_password_is_said():
    data = bytearray(book())
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(sign, at + 1)
    assert refused(bytes(data)) == "tides.epub is locked with a password."


def test_a_bomb_is_not_unpacked(monkeypatch):
    assert (
        refused(epub({"one.xhtml": chapter(f"<p>{'a' * 5_000_000}</p>")})) == "tides.epub holds more than can be read."
    )
    monkeypatch.setattr(epub_archive, "LIMITS", epub_archive.LIMITS._replace(size=2_000))
    assert (
        refused(epub({f"{n}.xhtml": chapter(f"<p>{PROSE}</p>") for n in range(9)}))
        == "tides.epub holds more than can be read."
    )


def test_a_member_that_lies_about_its_size_is_damaged():
    data = bytearray(epub({"one.xhtml": chapter(f"<p>{PROSE * 40}</p>")}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"one.xhtml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    assert refused(bytes(data)) == "OEBPS/one.xhtml in tides.epub is damaged."


def test_an_archive_of_too_many_files_is_none_of_a_book(monkeypatch):
    monkeypatch.setattr(epub_archive, "LIMITS", epub_archive.LIMITS._replace(members=3))
    assert refused(book()) == "tides.epub holds more than 3 files."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"PK\x03\x04 and then nothing", "tides.epub is a damaged archive."),
        (archive({"a.txt": "no book"}), "tides.epub is no EPUB: it has no list of its contents."),
        (
            archive({"META-INF/container.xml": "<not xml", "b": ""}),
            "tides.epub is no EPUB: it has no list of its contents.",
        ),
        (
            archive({"META-INF/container.xml": CONTAINER.format(path="gone.opf")}),
            "tides.epub is no EPUB: it has no list of its contents.",
        ),
        (epub({}), "tides.epub holds no text."),
        (epub({"one.xhtml": ""}), "tides.epub holds no text."),
    ],
)
def test_what_is_no_book_is_said_to_be_none(data, sentence):
    assert refused(data) == sentence


def test_an_entity_in_a_book_is_neither_expanded_nor_fetched(tmp_path):
    (tmp_path / "secret").write_text("the harbour master's key")
    entity = f"<!DOCTYPE package [<!ENTITY x SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>"
    whole = entity + package(list(ONE), facts="<dc:title>T &x;</dc:title>" + FACTS)
    draft = draft_from_epub(epub(ONE, {"OEBPS/book.opf": whole}), "a.epub")
    assert "harbour" not in draft.title + draft.body


def test_a_damaged_member_is_said():
    data = bytearray(epub({"one.xhtml": chapter(f"<p>{PROSE}</p>")}))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as zipped:
        at = zipped.getinfo("OEBPS/one.xhtml").header_offset
    data[at + 60] ^= 0xFF
    assert refused(bytes(data)) == "OEBPS/one.xhtml in tides.epub is damaged."
