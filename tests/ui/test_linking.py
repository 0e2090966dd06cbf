"""Links, footnotes and pictures on the page."""

from __future__ import annotations

import io

import pytest

from reader.domain.picture import picture_address, picture_name
from reader.library.library import Library
from reader.services import pictures
from reader.services.settings import SettingsFile
from reader.text.document import Document
from reader.text.layout import Layout
from reader.text.links import links_in, links_on
from reader.ui.modes import labels_for
from reader.ui.screens import linking
from reader.ui.screens.choosing import ChoosingScreen
from reader.ui.screens.details import DetailsScreen
from reader.ui.screens.picture import PictureScreen
from tests.services.web import serving
from tests.services.web.serving import Reply
from tests.ui.lists import until
from tests.ui.pages import ReadingApp, articles_of, library_with, prose, rows_of

SIZE = (80, 24)
BODY = (
    "See [the docs](https://docs.example.org/start) and [more](https://m.example/x), or a note.[^n] "
    "Bare: https://bare.example/path.\n\n"
    f"{prose(30)}\n\nAt the end [a far one](https://far.example/).\n\n[^n]: The *note* itself, with [a link](https://n.example/).\n"
)


@pytest.fixture
def library(tmp_path):
    with library_with(tmp_path / "library", BODY, "No links here.") as library:
        yield library


@pytest.fixture
def opened(monkeypatch):
    addresses: list[str] = []
    monkeypatch.setattr(linking, "open_in_browser", lambda app, url: addresses.append(url))
    return addresses


def test_what_leads_somewhere_is_found_on_rows_and_in_the_whole_text():
    document = Document(BODY)
    assert [link.href for link in links_in(document)] == [
        "https://docs.example.org/start",
        "https://m.example/x",
        "https://bare.example/path",
        "https://far.example/",
        "https://n.example/",
    ]
    layout = Layout(document, 40)
    on_rows = [link for link, *_ in links_on(layout, layout.window(layout.first(), 5))]
    assert [(link.text, link.note) for link in on_rows] == [
        ("the docs", 0), ("more", 0), ("¹", 1), ("https://bare.example/path", 0),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 5, 26, 27, 60, 300])
def test_labels_are_different_and_none_begins_another(count: int):
    labels = labels_for(count)
    assert len(set(labels)) == count
    assert not any(a != b and b.startswith(a) for a in labels for b in labels)
    assert max(map(len, labels)) == (1 if count <= 26 else 2)


async def test_f_gives_everything_a_letter_and_says_where_it_leads_before_it_opens(library: Library, opened):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("f")
        assert any("ahe docs" in row for row in rows_of(screen.page))
        await pilot.press("a")
        assert screen.bottom.typing[0][0] == "docs.example.org"
        assert any("the docs" in row for row in rows_of(screen.page))
        assert opened == []
        await pilot.press("enter")
        assert opened == ["https://docs.example.org/start"]
        assert "docs.example.org" in screen.bottom.message


async def test_a_link_can_be_copied_or_saved_for_later_without_leaving(library: Library, opened):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("f", "s", "y")
        assert app.clipboard == "https://m.example/x"
        await pilot.press("f", "a", "a")
        assert "Saved for later: docs.example.org" in screen.bottom.message
        saved = articles_of(library)[0]
        assert (saved.title, saved.url) == ("the docs", "https://docs.example.org/start")
        assert app.screen is screen
        await pilot.press("f", "a", "a")
        assert "In the library already" in screen.bottom.message
        await pilot.press("u")
        assert all(article.title != "the docs" for article in articles_of(library))
        assert opened == []


@pytest.mark.parametrize("keys", [("f", "escape"), ("f", "9"), ("f", "a", "escape")])
async def test_nothing_is_followed_by_a_key_that_is_no_label(library: Library, opened, keys):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        before = rows_of(screen.page)
        await pilot.press(*keys)
        assert screen.mode is None
        assert rows_of(screen.page) == before
        assert opened == []


async def test_a_footnote_opens_below_the_text_and_leads_to_its_place_and_back(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("f", "d")
        await until(pilot, lambda: screen.note.size.height > 0)
        assert any("The note itself, with a link" in row for row in rows_of(screen.note))
        await until(pilot, lambda: screen.page.size.height < 21)
        await pilot.press("escape")
        await until(pilot, lambda: screen.page.size.height >= 21 and screen.page.view.at_top)
        await pilot.press("f", "d", "enter")
        await until(pilot, lambda: any("¹ The note itself" in row for row in rows_of(screen.page)))
        await pilot.press("backspace")
        await until(pilot, lambda: screen.page.view.at_top)


async def test_F_lists_every_link_from_where_one_is(library: Library, opened):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("space", "F")
        await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
        assert app.screen.choices.picked.title == "a far one"
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is screen and screen.bottom.typing)
        await pilot.press("enter")
        assert opened == ["https://far.example/"]


async def test_without_links_that_is_said(library: Library):
    app = ReadingApp(library, 1)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        await pilot.press("f")
        assert "leads anywhere" in screen.bottom.message
        await pilot.press("F")
        assert "no links" in screen.bottom.message


async def test_a_click_asks_too(library: Library, opened):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        screen = await app.shown(pilot)
        y = next(y for y, row in enumerate(rows_of(screen.page)) if "the docs" in row)
        await pilot.click(screen.page, offset=(screen.page.margin + 6, y))
        await until(pilot, lambda: screen.bottom.typing)
        assert screen.bottom.typing[0][0] == "docs.example.org"
        assert opened == []


async def test_a_host_with_mixed_letters_is_spelled_out(tmp_path, opened):
    with library_with(tmp_path / "l", "One [bank](https://bаnk.example/).") as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            screen = await app.shown(pilot)
            await pilot.press("f")
            assert screen.bottom.typing[0][0] == "xn--bnk-6cd.example"


# -- pictures -------------------------------------------------------------------------------------


def picture() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#336699").save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def site():
    with serving.serving() as site:
        site.pages["/bay.png"] = Reply(picture(), headers={"Content-Type": "image/png"})
        yield site


def with_picture(tmp_path, site) -> Library:
    return library_with(tmp_path / "pictured", f"Before.\n\n![The bay]({site.url('/bay.png')})\n\nAfter.")


async def test_a_picture_is_loaded_only_when_it_is_asked_for(tmp_path, site):
    pytest.importorskip("textual_image")
    SettingsFile().choose("network.private", True)
    with with_picture(tmp_path, site) as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            screen = await app.shown(pilot)
            await pilot.press("space", "i")
            assert screen.bottom.typing[0][0] == "127.0.0.1"
            assert site.asked == []
            await pilot.press("escape", "i", "enter")
            await until(pilot, lambda: isinstance(app.screen, PictureScreen))
            assert [path for path, _ in site.asked] == ["/bay.png"]
            await pilot.press("x")
            await until(pilot, lambda: app.screen is screen)


async def test_a_picture_in_a_private_network_is_not_loaded_unless_that_is_allowed(tmp_path, site):
    with with_picture(tmp_path, site) as library:
        app = ReadingApp(library)
        async with app.run_test(size=(160, 24)) as pilot:
            screen = await app.shown(pilot)
            await pilot.press("i", "enter")
            await until(pilot, lambda: "private network" in screen.bottom.message)
            assert site.asked == []


@pytest.mark.parametrize("reply", [Reply(b"<html>", headers={"Content-Type": "text/html"}), Reply(status=404)])
async def test_what_is_no_picture_is_said(tmp_path, site, reply):
    SettingsFile().choose("network.private", True)
    site.pages["/bay.png"] = reply
    with with_picture(tmp_path, site) as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            screen = await app.shown(pilot)
            await pilot.press("i", "enter")
            await until(pilot, lambda: screen.bottom._failed)
            assert app.screen is screen


def with_kept(tmp_path, address: str = "") -> Library:
    """A library whose text shows a picture that is kept, or whatever stands at another address."""
    name = picture_name(picture())
    body = f"Before.\n\n![The bay]({address or picture_address(name)})\n\nAfter."
    return library_with(tmp_path / "kept", body, pictures={name: picture()})


@pytest.mark.parametrize("key", ["i", "f"])
async def test_a_kept_picture_is_shown_at_once_and_nobody_is_asked(tmp_path, key, monkeypatch):
    pytest.importorskip("textual_image")
    monkeypatch.setattr(pictures, "load", None)
    with with_kept(tmp_path) as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            screen = await app.shown(pilot)
            await pilot.press(key)
            await until(pilot, lambda: isinstance(app.screen, PictureScreen))
            await pilot.press("x")
            await until(pilot, lambda: app.screen is screen)


async def test_a_kept_picture_stands_among_the_links(tmp_path):
    pytest.importorskip("textual_image")
    with with_kept(tmp_path) as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            await app.shown(pilot)
            await pilot.press("F")
            await until(pilot, lambda: isinstance(app.screen, ChoosingScreen))
            picked = app.screen.choices.picked
            assert "The bay" in picked.title
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, PictureScreen))


async def test_without_what_draws_a_kept_picture_is_opened_as_what_it_is(tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr("reader.ui.screens.picture.can_draw", lambda: False)
    monkeypatch.setattr(pictures, "open_with_system", lambda data, suffix: opened.append((data, suffix)))
    with with_kept(tmp_path) as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            await app.shown(pilot)
            await pilot.press("i")
            await until(pilot, lambda: opened)
            assert opened == [(picture(), ".png")]


async def test_a_kept_picture_that_is_gone_is_said_to_be_missing(tmp_path):
    with with_kept(tmp_path) as library:
        library.bodies.pictures.path(picture_name(picture())).unlink()
        app = ReadingApp(library)
        async with app.run_test(size=(160, 24)) as pilot:
            screen = await app.shown(pilot)
            await pilot.press("i")
            await until(pilot, lambda: "missing" in screen.bottom.message)
            assert app.screen is screen


@pytest.mark.parametrize(
    "address", ["../pictures/../../etc/passwd", "../pictures/0123456789abcdef.png/../x", "/etc/passwd"]
)
async def test_no_picture_leads_out_of_the_folder_of_pictures(tmp_path, address):
    with with_kept(tmp_path, address) as library:
        app = ReadingApp(library)
        async with app.run_test(size=SIZE) as pilot:
            screen = await app.shown(pilot)
            await pilot.press("f")
            assert "leads anywhere" in screen.bottom.message
            await pilot.press("i")
            await until(pilot, lambda: isinstance(app.screen, DetailsScreen))


async def test_without_a_picture_on_the_screen_i_shows_the_details(library: Library):
    app = ReadingApp(library)
    async with app.run_test(size=SIZE) as pilot:
        await app.shown(pilot)
        await pilot.press("i")
        await until(pilot, lambda: isinstance(app.screen, DetailsScreen))


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:60], b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_bytes_that_are_no_picture_end_in_a_sentence(data: bytes):
    with pytest.raises(pictures.PictureUnusable, match="cannot be shown"):
        pictures.decode(data)


def test_a_picture_too_large_is_refused_and_a_large_one_made_smaller(monkeypatch):
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (3000, 1000)).save(out, "PNG")
    assert pictures.decode(out.getvalue()).size == (2400, 800)
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1_000_000)
    with pytest.raises(pictures.PictureUnusable):
        pictures.decode(out.getvalue())


def test_without_a_viewer_that_is_said(monkeypatch):
    monkeypatch.setattr(pictures, "which", lambda name: None)
    with pytest.raises(pictures.ReaderError, match="nothing here to show a picture with"):
        pictures.open_with_system(b"x")
