"""Pictures that documents bring along are kept beside the text, the cover of a book before it; nothing else is kept."""

import base64
import io
import zipfile

import pytest

from reader.domain.errors import TextUnusable
from reader.domain.picture import picture_address, picture_name
from reader.services.documents import keeping
from reader.services.documents.epub import draft_from_epub
from reader.services.documents.mail import draft_from_mail
from reader.services.documents.mhtml import draft_from_mhtml
from reader.services.documents.webpage import draft_from_page_file
from tests.services.documents.building import FACTS, PROSE, chapter, epub, page, png, single_file

PLANK = png(seed=1)
WORDLESS = png(side=40, seed=2)
COVER = png(seed=3)


def address(data):
    return picture_address(picture_name(data))


def shown(data, alt=""):
    return f"![{alt}]({address(data)})"


def drafted(chapters, members, **said):
    more = {f"OEBPS/{name}": data for name, data in members.items()}
    return draft_from_epub(epub({name: chapter(body) for name, body in chapters.items()}, more, **said), "tides.epub")


def kept(*pictures):
    return {picture_name(data): data for data in pictures}


def test_the_pictures_of_a_book_are_kept_under_names_made_of_what_they_hold():
    text = "<p>One.</p><p><img src='../i/pl%61nk.PNG' alt='A plank'/></p><p>Two.</p><p><img src='/OEBPS/i/w.jpg'/></p>"
    draft = drafted({"text/one.xhtml": text}, {"i/plank.png": PLANK, "i/w.jpg": WORDLESS})
    assert draft.body == f"One.\n\n{shown(PLANK, 'A plank')}\n\nTwo.\n\n{shown(WORDLESS)}"
    assert draft.pictures == kept(PLANK, WORDLESS)
    assert picture_name(WORDLESS).endswith(".png"), "its bytes say what it is, not its name"


def test_a_picture_that_stands_in_a_book_twice_is_kept_once():
    draft = drafted(
        {"one.xhtml": "<img src='a.png' alt='A'/><img src='b.png' alt='B'/>"}, dict.fromkeys(("a.png", "b.png"), PLANK)
    )
    assert shown(PLANK, "A") in draft.body
    assert shown(PLANK, "B") in draft.body
    assert draft.pictures == kept(PLANK)


def test_a_small_picture_without_words_is_an_ornament_and_left_out():
    draft = drafted({"one.xhtml": f"<p>{PROSE}</p><p><img src='rule.png' alt=''/></p>"}, {"rule.png": PLANK})
    assert (draft.body, draft.pictures) == (PROSE, {})


def test_a_picture_that_a_drawing_frames_is_taken_out_of_it():
    drawing = "<svg viewBox='0 0 9 9'><title>A plank</title><image width='9' xlink:href='plank.png'/></svg> After."
    draft = drafted({"one.xhtml": f"<p>Before.</p><p>{drawing}</p>"}, {"plank.png": PLANK})
    assert draft.body == f"Before.\n\n{shown(PLANK, 'A plank')} After."


@pytest.mark.parametrize(
    "source",
    [
        "../../../../etc/passwd", "/etc/passwd", "%2e%2e/%2e%2e/%2e%2e/etc/passwd", "file:///etc/passwd", "",
        "https://bay.example/plank.png", "../../plank.png", "gone.png", "one.xhtml", "x" * 5000, "data:image/png,x",
    ],
)  # fmt: skip
def test_what_is_no_picture_of_the_book_stays_what_it_shows(source):
    draft = drafted({"one.xhtml": f"<p>{PROSE}</p><p><img src='{source}' alt='A plank'/></p>"}, {"plank.png": PLANK})
    assert draft.body == f"{PROSE}\n\n![A plank](<>)"
    assert draft.pictures == {}


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"BM\0\0", b"RIFF\0\0\0\0WAVE", b"\x89PN"]
)
def test_what_does_not_begin_as_a_picture_is_not_kept_whatever_it_is_called(data):
    draft = drafted({"one.xhtml": f"<p>{PROSE}</p><p><img src='a.png' alt='A plank'/></p>"}, {"a.png": data})
    assert draft.body == f"{PROSE}\n\n![A plank](<>)"
    assert draft.pictures == {}


@pytest.mark.parametrize(
    ("data", "ending"),
    [(b"\xff\xd8\xff\xe0", "jpg"), (b"GIF89a", "gif"), (b"GIF87a", "gif"), (b"RIFF1234WEBPVP8 ", "webp")],
)
def test_the_kinds_that_are_kept(data, ending):
    draft = drafted({"one.xhtml": "<p>One.</p><img src='a' alt='A plank'/>"}, {"a": data})
    assert [name.rpartition(".")[2] for name in draft.pictures] == [ending]


def test_a_picture_too_large_is_not_kept_and_the_others_are(monkeypatch):
    monkeypatch.setattr(keeping, "LARGEST", len(WORDLESS) - 1)
    text = "<p>One.</p><p><img src='w.png' alt='Large'/></p><p><img src='p.png' alt='A plank'/></p>"
    draft = drafted({"one.xhtml": text}, {"w.png": WORDLESS, "p.png": PLANK})
    assert draft.body == f"One.\n\n![Large](<>)\n\n{shown(PLANK, 'A plank')}"
    assert draft.pictures == kept(PLANK)


def test_of_a_book_with_too_many_pictures_the_first_are_kept(monkeypatch):
    many = [png(seed=number) for number in range(10, 16)]
    monkeypatch.setattr(keeping, "MOST_BYTES", sum(map(len, many[:4])))
    images = "".join(f"<p><img src='{number}.png' alt='{number}'/></p>" for number in range(6))
    draft = drafted({"one.xhtml": images}, {f"{number}.png": data for number, data in enumerate(many)})
    assert draft.pictures == kept(*many[:4])
    assert draft.body.endswith("![4](<>)\n\n![5](<>)")


def test_a_damaged_picture_or_a_bomb_does_not_cost_the_book():
    bomb = b"\x89PNG\r\n\x1a\n" + bytes(50_000_000)
    text = f"<p>{PROSE}</p><p><img src='p.png' alt='A plank'/></p><p><img src='b.png' alt='Nothing'/></p>"
    data = epub({"one.xhtml": chapter(text)}, {"OEBPS/p.png": PLANK, "OEBPS/b.png": bomb})
    damaged = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as zipped:
        damaged[zipped.getinfo("OEBPS/p.png").header_offset + 60] ^= 0xFF
    draft = draft_from_epub(bytes(damaged), "tides.epub")
    assert draft.body == f"{PROSE}\n\n![A plank](<>)\n\n![Nothing](<>)"


# -- covers ---------------------------------------------------------------------------------------

ITEM = "<item id='pic' href='i/cover.png' media-type='image/png'{}/>"
COVER_PAGE = {
    "OEBPS/cover.xhtml": chapter("<svg><image xlink:href='i/cover.png'/></svg>").encode(),
    "OEBPS/i/cover.png": COVER,
}
GUIDE = "<guide><reference type='Cover' href='cover.xhtml'/></guide>"


@pytest.mark.parametrize(
    "said",
    [
        {"items": ITEM.format(" properties='svg cover-image'")},
        {"items": ITEM.format(""), "facts": f"{FACTS}<meta name='cover' content='pic'/>", "version": "2.0"},
        {"facts": f"{FACTS}<meta content='i/cover.png' name='cover'/>", "version": "2.0"},
        {"facts": f"{FACTS}</metadata>{GUIDE}<metadata>", "version": "2.0"},
    ],
    ids=["EPUB 3", "EPUB 2", "EPUB 2 by its name", "guide"],
)
def test_the_cover_stands_first(said):
    draft = draft_from_epub(epub({"one.xhtml": chapter(f"<p>{PROSE}</p>")}, COVER_PAGE, **said), "tides.epub")
    assert draft.body == f"{shown(COVER, 'Cover')}\n\n{PROSE}"
    assert draft.pictures == kept(COVER)


COVERED = {"items": ITEM.format(" properties='cover-image'")}


@pytest.mark.parametrize(("alt", "called"), [("", "Cover"), ("The tides, a drawing", "The tides, a drawing")])
def test_a_cover_that_the_first_chapter_shows_is_not_put_before_it(alt, called):
    large = png(side=40, seed=9)
    chapters = {"cover.xhtml": f"<p><img src='i/cover.png' alt='{alt}'/></p>", "one.xhtml": f"<p>{PROSE}</p>"}
    draft = drafted(chapters, {"i/cover.png": large}, **COVERED)
    assert draft.body == f"{shown(large, called)}\n\n{PROSE}"


def test_a_page_that_shows_nothing_but_the_cover_is_not_read_again_later():
    chapters = {"one.xhtml": f"<p>{PROSE}</p>", "cover.xhtml": "<p><img src='i/cover.png' alt='cover'/></p>"}
    assert drafted(chapters, {"i/cover.png": COVER}, **COVERED).body == f"{shown(COVER, 'Cover')}\n\n{PROSE}"


def test_what_is_called_a_cover_and_is_none_does_no_harm():
    for members in (
        {},
        {"i/cover.png": b"<svg/>"},
        {"i/cover.png": b"<html><body><img src='cover.png'></body></html>"},
    ):
        draft = drafted({"one.xhtml": f"<p>{PROSE}</p>"}, members, **COVERED)
        assert (draft.body, draft.pictures) == (PROSE, {})


def test_a_cover_alone_is_no_book():
    with pytest.raises(TextUnusable, match="holds no text"):
        drafted({"one.xhtml": ""}, {"i/cover.png": COVER}, **COVERED)


# -- pages and mails ------------------------------------------------------------------------------

LARGE = png(side=50, seed=4)
BASE64 = base64.b64encode(LARGE).decode()


@pytest.mark.parametrize("quote", ["'", '"'])
def test_the_pictures_that_singlefile_puts_into_a_page_are_kept(quote):
    image = f"<img alt='A plank' src={quote}data:image/png;base64,{BASE64}{quote}>"
    small = "<img alt='dot' src='data:image/gif;base64,R0lGODlhAQABAAAAACw=' data-src='/late.jpg'>"
    text = f"<p>{PROSE}</p><p>{image}</p><p>{PROSE[:100]}</p><p>{small}</p><p>{PROSE[:90]}</p>"
    unread = f"<nav><img src='data:image/png;base64,{base64.b64encode(png(side=50, seed=5)).decode()}'></nav>"
    draft = draft_from_page_file(single_file(page(text).replace("<article>", f"{unread}<article>")), "ebb.html")
    assert shown(LARGE, "A plank") in draft.body
    assert "https://bay.example/late.jpg" in draft.body
    assert "invalid" not in draft.body
    assert draft.pictures == kept(LARGE)


@pytest.mark.parametrize(
    "source", ["data:image/svg+xml;base64,{}", "data:text/html;base64,{}", "data:image/png;base64,{}A"]
)
def test_what_is_put_into_a_page_and_is_no_picture_is_left_out(source):
    noise = base64.b64encode(bytes(range(256)) * 30).decode()
    text = f"<p>{PROSE}</p><p><img alt='x' src='{source.format(noise)}'></p><p>{PROSE[:100]}</p>"
    draft = draft_from_page_file(single_file(page(text)), "ebb.html")
    assert draft.pictures == {}
    assert "base64" not in draft.body
    assert "invalid" not in draft.body


def related(html, *parts):
    """A message whose page shows what stands beside it: headers and bytes."""
    edge = "------Tide\r\n"
    text = f"Content-Type: text/html; charset=utf-8\r\nContent-Location: https://bay.example/ebb\r\n\r\n{html}\r\n"
    beside = "".join(
        f"{edge}Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n{head}\r\n\r\n"
        f"{base64.encodebytes(data).decode()}\r\n"
        for head, data in parts
    )
    head = (
        "From: The Bay <letter@bay.example>\r\nSubject: Ebb\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----Tide"\r\n\r\n'
    )
    return f"{head}{edge}{text}{beside}------Tide--\r\n".encode()


PICTURED = f"<p>{PROSE}</p><p><img src='{{}}' alt='A plank'></p><p>{PROSE[:100]}</p>"


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("https://bay.example/i/plank.png?w=3&amp;h=4", "Content-Location: https://bay.example/i/plank.png?w=3&h=4"),
        ("/i/plank.png", "Content-Location: https://bay.example/i/plank.png"),
        ("cid:plank@bay", "Content-ID: <plank@bay>"),
    ],
)
def test_the_pictures_in_the_file_of_a_saved_page_are_kept(source, head):
    unseen = ("Content-Location: https://bay.example/x.png", COVER)
    draft = draft_from_mhtml(related(page(PICTURED.format(source)), (head, PLANK), unseen), "ebb.mhtml")
    assert shown(PLANK, "A plank") in draft.body
    assert draft.pictures == kept(PLANK)


def test_a_picture_that_is_not_in_the_file_keeps_its_address():
    draft = draft_from_mhtml(related(page(PICTURED.format("/i/plank.png"))), "ebb.mhtml")
    assert "![A plank](https://bay.example/i/plank.png)" in draft.body
    assert draft.pictures == {}


def test_the_pictures_that_a_mail_shows_are_kept_and_its_attachments_are_not():
    attached = ('Content-Disposition: attachment; filename="x.png"', COVER)
    data = related(PICTURED.format("cid:plank%40bay"), ("Content-ID: <plank@bay>", PLANK), attached)
    draft = draft_from_mail(data, "letter.eml")
    assert shown(PLANK, "A plank") in draft.body
    assert draft.pictures == kept(PLANK)
