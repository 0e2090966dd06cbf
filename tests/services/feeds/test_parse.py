"""Feeds of every kind, well-formed or not, say the same things: titles, addresses, days, texts."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.domain.errors import TextUnusable
from reader.domain.provenance import Provenance, Verdict, Way
from reader.domain.words import count_words
from reader.services.feeds import parse
from reader.services.feeds.entry import Parsed, digest_of, identity_of
from reader.services.feeds.parse import parse_feed

FOLDER = Path(__file__).parents[1] / "fixtures" / "feeds"
URL = "https://host.example/feeds/all.xml"


def feed(name: str) -> Parsed:
    return parse_feed((FOLDER / name).read_bytes(), URL)


def drafts(name: str):
    return [entry.draft for entry in feed(name).entries]


def items(*parts: str, head: str = "") -> bytes:
    """An RSS feed of such items."""
    inside = "".join(f"<item>{part}</item>" for part in parts)
    facts = "<title>T</title><link>https://t.example/</link>"
    return f"{head}<rss version='2.0'><channel>{facts}{inside}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("name", "title", "site", "language"),
    [
        ("rss.xml", "The Bay & Beyond", "https://bay.example/", "en-GB"),
        ("content.xml", "Marginalia", "https://marginalia.example", ""),
        ("atom.xml", "Kiln journal", "https://kiln.example/journal/", "en"),
        ("rdf.xml", "みなと便り", "https://minato.example/", "ja"),
        ("feed.json", "Slow Miles", "https://slowmiles.example/", "en"),
        ("broken.xml", "Ferries & Fords", "https://lough.example/", ""),
        ("cyrillic.xml", "Берег", "http://bereg.example/", ""),
        ("relative.xml", "Crumb", "https://host.example/bread/", ""),
        ("escaped.xml", "Café & Bar", "https://cafe.example/", ""),
    ],
)
def test_a_feed_says_what_it_is_called_and_where_it_belongs(name, title, site, language):
    found = feed(name)
    assert (found.title, found.site, found.language) == (title, site, language)


def test_rss_newest_first_with_what_it_says_of_each_entry():
    flood, ebb, line = drafts("rss.xml")
    assert (ebb.title, ebb.url, ebb.source, ebb.author) == (
        "The ebb",
        "https://bay.example/ebb",
        "The Bay & Beyond",
        "Jane Doe",
    )
    assert ebb.body.startswith("The water *left* at six, see [the tables](https://bay.example/tables).\n\nNobody waved")
    assert (ebb.published, flood.published) == (
        datetime(2024, 5, 1, 6, tzinfo=UTC),
        datetime(2024, 5, 2, 20, 15, tzinfo=UTC),
    )
    assert (flood.body, flood.provenance.verdict) == ("It came back & brought a cello. [...]", Verdict.CUT)
    assert (line.title, line.published) == ("Only a line without a title, as people write them now.", None)
    assert ebb.provenance == Provenance(Way.FEED, "", Verdict.WHOLE)
    assert ebb.counted == count_words(ebb.body)
    assert (ebb.language, ebb.seed) == ("en-GB", "")


def test_the_whole_text_is_taken_and_not_the_summary():
    [draft] = drafts("content.xml")
    assert draft.body == (
        "A commonplace book is a library with one reader. You copy into it what you would be sorry to lose.\n\n"
        "## The method\n\n1. Read slowly.\n2. Copy by hand.\n\n```\nLocke, 1706\n```\n\n"
        "The initials are enough.[^1]\n\n"
        "![A book tied with tape](https://marginalia.example/pictures/book.jpg)\n\n[^1]: And the first vowel."
    )
    assert (draft.author, draft.provenance.verdict) == ("R. Adeyemi", Verdict.WHOLE)


def test_addresses_in_atom_are_relative_to_the_base_they_stand_in():
    three, reed = drafts("atom.xml")
    assert (three.title, three.url) == ("Three glazes & one field", "https://kiln.example/journal/glazes/three")
    assert "[ash](https://kiln.example/journal/glazes/ash)" in three.body
    assert "\n> The oak drinks it." in three.body
    assert (three.author, three.published) == ("Marta Sol", datetime(2024, 4, 2, 8, tzinfo=UTC))
    assert three.provenance.verdict is Verdict.WHOLE
    assert (reed.body, reed.published) == (r"Cut in winter, \<dried> in spring.", datetime(2024, 3, 1, tzinfo=UTC))
    assert reed.provenance.verdict is Verdict.WHOLE


def test_rdf_is_read():
    morning, cat = drafts("rdf.xml")
    assert (morning.title, morning.author, morning.language) == ("海辺の図書館の朝", "浜田すみれ", "ja")
    assert morning.published == datetime(2024, 3, 8, 22, tzinfo=UTC)
    assert cat.body == "猫は船を待っているのではない。"


def test_a_json_feed_is_read():
    tree, note = drafts("feed.json")
    assert (tree.body, tree.author) == ("The tree is a **hornbeam**.\n\n- A notebook\n- Half a pencil", "Maren Holt")
    assert note.title == "The pond has opinions."
    assert note.body == "The pond has opinions.\n\nI shall go & hear them \\<soon>."
    assert note.provenance.verdict is Verdict.WHOLE


def test_a_malformed_feed_loses_nothing_that_can_be_read():
    wolves, half, landing = drafts("broken.xml")
    assert (wolves.title, wolves.url) == ("Wolves & goats", "https://lough.example/?a=1&b=2")
    assert wolves.body == "The wolf was stuffed.\\\nThe goat was **alive.**"
    assert half.body.split() == ["Out", "to", "the", "middle", "and", "back,", "éven", "at", "night."]
    assert landing.url == "https://lough.example/landing"


def test_an_ampersand_that_is_not_escaped_stays_in_titles_and_addresses():
    [entry] = parse_feed(items("<title>Wolves & goats</title><link>https://t.example/?a=1&b=2</link>"), URL).entries
    assert (entry.draft.title, entry.draft.url) == ("Wolves & goats", "https://t.example/?a=1&b=2")


def test_a_feed_in_an_encoding_of_its_own():
    [draft] = drafts("cyrillic.xml")
    assert (draft.title, draft.language) == ("О пользе старых маяков", "ru")
    assert draft.body.endswith("нам приятно, что берег знает, где мы.")


def test_entries_with_one_guid_are_told_apart_by_their_digest():
    low, high, storm, calm = feed("duplicates.xml").entries
    assert low.identity == high.identity
    assert low.digest != high.digest
    assert (low.draft.title, high.draft.title) == ("Low water", "High water")
    assert storm.identity != calm.identity


def test_a_link_that_several_entries_have_is_no_identity():
    _, high, storm, calm = drafts("duplicates.xml")
    assert storm.url == calm.url == "https://log.example/today"
    assert storm.uid != calm.uid
    assert high.seed == f"{URL}\ntide"  # the link of the site itself


def test_relative_addresses_are_relative_to_the_site():
    rye, oats, nothing = drafts("relative.xml")
    assert (rye.url, oats.url, nothing.url) == (
        "https://host.example/bread/rye.html",
        "https://oats.example/porridge",
        "",
    )
    assert (
        rye.body
        == "Stir it, [with flour](https://host.example/bread/flour.html), and ![wait](https://host.example/rye.jpg)."
    )
    assert len({rye.uid, oats.uid, nothing.uid}) == 3


def test_titles_are_words_however_often_they_were_escaped():
    titles = [draft.title for draft in drafts("escaped.xml")]
    assert titles == ["Tom & Jerry’s late show", "Bold & brash", "5 < 7, AT&T", "Escape it"]
    assert drafts("escaped.xml")[3].body == "Four."


def test_days_are_understood_or_left_out():
    dated = {draft.title: draft.published for draft in drafts("dates.xml")}
    morning, day = datetime(2024, 5, 1, 8, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)
    assert dated["rfc"] == datetime(2024, 5, 1, 6, tzinfo=UTC)
    assert dated["named zone"] == datetime(2024, 5, 1, 13, tzinfo=UTC)
    for title in ("wrong weekday", "no weekday", "iso", "iso without zone"):
        assert dated.pop(title) == morning
    assert dated["day"] == day
    assert [dated[title] for title in ("never set", "to come", "impossible", "empty")] == [None] * 4


def test_an_episode_is_linked_and_a_picture_is_not():
    episode, picture = drafts("podcast.xml")
    link = "[ep\\_12.mp3](<https://cdn.foghorn.example/ep_12.mp3?from=feed>)"
    assert episode.body == f"We visit a garden that is watered by fog.\n\n{link}"
    assert picture.body == "It shows fog."


@pytest.mark.parametrize(("what", "drafts"), [("digest", {"flood", "line"}), ("", {"line"})])
def test_of_a_known_entry_a_draft_is_made_where_it_has_another_digest(what, drafts):
    data = (FOLDER / "rss.xml").read_bytes()
    flood, ebb, line = parse_feed(data, URL).entries
    names = {flood.identity: "flood", ebb.identity: "ebb", line.identity: "line"}
    known = {entry.identity: what and entry.digest for entry in (flood, ebb)}
    again = parse_feed(data.replace(b"brought a cello", b"brought two"), URL, known).entries
    assert {names[entry.identity] for entry in again} == {"flood", "ebb", "line"}
    assert {names[entry.identity] for entry in again if entry.draft} == drafts
    [changed] = [entry for entry in again if entry.identity == flood.identity]
    assert changed.digest != flood.digest


def test_of_an_entry_that_stands_there_twice_nobody_knows_what_it_says_now():
    entry = "<guid>a</guid><title>{}</title><link>https://t.example/a</link>"
    twice = items(entry.format("One"), entry.format("Two"))
    [one, _] = parse_feed(twice, URL).entries
    assert [entry.draft for entry in parse_feed(twice, URL, {one.identity: "00000000"}).entries] == [None, None]


def test_an_identity_is_the_guid_then_the_link_then_what_it_is_called():
    assert identity_of("tide", "https://a.example/", "T", "") == identity_of("tide", "https://b.example/", "U", "x")
    assert identity_of("", "https://a.example/", "T", "") == identity_of("https://a.example/", "", "U", "")
    assert identity_of("", "", "T", "Monday") != identity_of("", "", "T", "Tuesday")
    assert identity_of("tag:a,1:b", "", "", "")[0] == identity_of("", "https://a.example/", "", "")[0] == "g"
    assert identity_of("17", "", "", "")[0] == identity_of("", "", "T", "")[0] == "l"
    assert {len(identity_of(seed, "", "", "")) for seed in ("a", "urn:b", "\ud800")} == {12}
    assert digest_of("a", "b") != digest_of("a", "c")
    assert len(digest_of("", "")) == 8


BOMB = "<!DOCTYPE rss [<!ENTITY a 'boom'>" + "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize("entity", ["<title>&i;</title>", "<title>T</title><description>&i;</description>"])
def test_a_bomb_of_entities_is_never_set_off(entity):
    [found] = parse_feed(items(entity, "<title>x</title>", head=f"{BOMB}]>"), URL).entries[:1]
    assert len(found.draft.title + found.draft.body) < 10_000


def test_what_an_entity_refers_to_is_never_read(tmp_path):
    (tmp_path / "secret").write_text("the harbour master's key")
    head = f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{(tmp_path / 'secret').as_uri()}'>]>"
    data = items("<title>T &x;</title><description>D &x;</description>", head=head)
    for entry in parse_feed(data, URL).entries:
        assert "harbour" not in entry.draft.title + entry.draft.body


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 40, b"<html><body><p>It goes.", b'{"version": 1}', b"It came.", b"[]", b"<rss"]
)
def test_what_is_no_feed_is_said_to_be_none(data):
    with pytest.raises(TextUnusable, match=r"^host\.example has no feed there\.$"):
        parse_feed(data, URL)


def test_a_feed_without_entries_is_a_feed():
    assert parse_feed(items(), URL).entries == []


def test_of_an_endless_feed_the_beginning_is_read(monkeypatch):
    monkeypatch.setattr(parse, "MOST_ENTRIES", 3)
    monkeypatch.setattr(parse, "MOST_TEXT", 4)
    parsed = parse_feed(
        items(*[f"<title>{number}</title><description>abcdefgh</description>" for number in range(9)]), URL
    )
    assert [(entry.draft.title, entry.draft.body) for entry in parsed.entries] == [
        ("0", "abcd"),
        ("1", "abcd"),
        ("2", "abcd"),
    ]


def test_an_entry_that_cannot_be_set_does_not_take_the_others_with_it(monkeypatch):
    whole = parse.markdown_of_fragments

    def stumble(fragments):
        if any("bad" in html for html, _ in fragments):
            raise RecursionError
        return whole(fragments)

    monkeypatch.setattr(parse, "markdown_of_fragments", stumble)
    data = items(
        *(f"<title>{word}</title><description>&lt;b&gt;{word}&lt;/b&gt;</description>" for word in ("good", "bad"))
    )
    assert [entry.draft.body for entry in parse_feed(data, URL).entries] == ["**good**", "\\<b>bad\\</b>"]
