"""Lists of feeds are read as other programs write them, and written as others read them."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from reader.domain.errors import TextUnusable
from reader.domain.identity import canonical_url
from reader.services.feeds.opml import MOST_OUTLINES, Subscription, opml_of, subscriptions_in
from tests.spending import at_most

MADE = datetime(2024, 5, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))
FILE = """<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Plain" type="rss" xmlUrl="https://plain.example/feed" htmlUrl="https://plain.example/"/>
<outline text="Sea">
  <outline text="The Bay" title="Other" type="rss" xmlUrl="https://bay.example/rss"
    category="/Tech/Python, slow,/News/"/>
  <outline title="Tides">
    <outline text="Moon" type="atom" xmlUrl="https://moon.example/atom.xml"/>
  </outline>
</outline>
<outline text="Night"><outline text="Moon" xmlUrl="https://moon.example/atom.xml/" htmlUrl="https://moon.example"/></outline>
</body></opml>"""


def only(outline):
    """The one subscription that an outline makes, and what is said about it."""
    found, remarks = subscriptions_in(f'<opml version="2.0"><body>{outline}</body></opml>'.encode())
    return (found[0] if found else None), remarks


def written(*subscriptions):
    return opml_of(subscriptions, "Feeds", MADE)


def test_folders_and_categories_become_tags_and_an_address_stands_once():
    found, remarks = subscriptions_in(FILE.encode())
    assert remarks == []
    assert found == [
        Subscription("https://plain.example/feed", "Plain", "https://plain.example/"),
        Subscription("https://bay.example/rss", "The Bay", "", ("Tech/Python", "slow", "News", "Sea")),
        Subscription("https://moon.example/atom.xml", "Moon", "https://moon.example", ("Sea/Tides", "Night")),
    ]


@pytest.mark.parametrize("name", ["xmlUrl", "xmlurl", "xmlURL", "XMLURL", "url"])
def test_the_address_is_found_however_its_attribute_is_called(name):
    found, remarks = only(f'<outline text="Bay" type="rss" {name}=" https://bay.example/rss " htmlURL="bay"/>')
    assert (found, remarks) == (Subscription("https://bay.example/rss", "Bay"), [])


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("feed:https://bay.example/rss", "https://bay.example/rss"),
        ("feed://bay.example/rss", "http://bay.example/rss"),
        ("FEED://https://bay.example/rss", "https://bay.example/rss"),
        ("pcast://bay.example/rss", "http://bay.example/rss"),
        ("https://bay.example/?a=1&amp;b=2", "https://bay.example/?a=1&b=2"),
        ("https://bay.example/?a=1&b=2&copy=3", "https://bay.example/?a=1&b=2&copy=3"),
    ],
)
def test_addresses_become_those_of_the_web(said, address):
    found, _ = only(f'<outline text="Bay" xmlUrl="{said}"/>')
    assert found == Subscription(address, "Bay")


@pytest.mark.parametrize(
    ("outline", "remark"),
    [
        ('<outline text="Bay" xmlUrl="|rm -rf ~"/>', "Bay would run a program, which is never done."),
        ('<outline text="Bay" xmlUrl="exec:~/bin/bay"/>', "Bay would run a program, which is never done."),
        ('<outline xmlUrl="filter:sed:https://a.example"/>', "filter:sed:https://a.example would run a program"),
        ('<outline text="New" xmlUrl="query:New:unread = 1"/>', "New is a search of another program."),
        ('<outline text="Bay" xmlUrl="file:///etc/passwd"/>', "Bay has an address that is neither http nor https."),
        ('<outline text="Bay" xmlUrl="feed:javascript:x"/>', "Bay has an address that is neither http nor https."),
        ('<outline text="Bay" type="rss"/>', "Bay has no address."),
        ("<outline/>", "An outline without a name has no address."),
        ('<outline text="Bay" htmlUrl="https://a.example"/>', "Bay names its site and no feed."),
        ('<outline text="Bay" type="link" url="https://a.example"/>', "Bay is a link and no feed."),
        ('<outline text="Bay" type="include" url="https://a.example/x"/>', "Bay refers to another list"),
        ('<outline text="Bay" type="link" url="https://a.example/x.opml"/>', "Bay refers to another list"),
        ('<outline text="Bay" type="HTML+XPath" xmlUrl="https://a.example"/>', "Bay is a page, of which another"),
    ],
)
def test_what_is_no_feed_is_left_out_and_said(outline, remark):
    found, remarks = only(outline)
    assert found is None
    assert len(remarks) == 1
    assert remarks[0].startswith(remark)
    assert remarks[0].endswith(".")


def test_a_feed_that_went_through_a_program_is_taken_without_it():
    found, remarks = only('<outline text="Bay" xmlUrl="https://bay.example/rss" filtercmd="sh -c boom"/>')
    assert found == Subscription("https://bay.example/rss", "Bay")
    assert remarks == ["Bay is taken as it comes, without the program that was run over it."]


def test_an_address_is_no_title():
    for name in ("https://bay.example/rss", "bay.example/rss", ""):
        found, _ = only(f'<outline text="{name}" xmlUrl="https://bay.example/rss"/>')
        assert found == Subscription("https://bay.example/rss")


def test_a_feed_is_no_folder():
    found, _ = subscriptions_in(
        b'<opml><body><outline text="Sea"><outline text="A" xmlUrl="https://a.example">'
        b'<outline text="B" xmlUrl="https://b.example"></body></opml>'
    )
    assert [(s.title, s.tags) for s in found] == [("A", ("Sea",)), ("B", ("Sea",))]


@pytest.mark.parametrize(
    "data",
    [
        FILE.encode("utf-8-sig"),
        FILE.encode("utf-16"),
        FILE.encode("utf-16-be"),
        FILE.replace("utf-8", "utf-16").encode(),
        b"\n\n junk " + FILE.encode(),
        FILE.replace("</body></opml>", "").encode(),
        FILE.replace("<head><title>Mine</title></head>", "").encode(),
        FILE.replace("<head>", "<head><!-- & < -->").encode(),
        FILE.replace("<outline", "<OUTLINE").replace("</outline", "</OUTLINE").encode(),
    ],
)
def test_broken_files_are_read(data):
    found, _ = subscriptions_in(data)
    assert [s.title for s in found] == ["Plain", "The Bay", "Moon"]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Tide & Time", "Tide & Time"),
        ("Caf&eacute;&nbsp;Noir", "Café Noir"),
        ("&unknown; a &lt; b &quot;c&quot;", '&unknown; a < b "c"'),
        ("a < b", "a < b"),
        ("x&#1;&#xD83D;y&#99999999;", "x\ufffdy\ufffd"),
        ("\x1b[31mred\x07 \u202eover", "[31mred over"),
        ("&amp;amp;", "&amp;"),
    ],
)
def test_titles_survive_what_is_wrong_with_them(said, title):
    found, _ = only(f'<outline text="{said}" xmlUrl="https://bay.example/rss"/>')
    assert found.title == title


def test_old_encodings_are_read():
    data = '<?xml version="1.0" encoding="iso-8859-1"?><opml><outline text="Café" xmlUrl="https://a.example"/></opml>'
    for said in (data, data.replace("iso-8859-1", "utf-8")):
        assert subscriptions_in(said.encode("cp1252"))[0][0].title == "Café"


@pytest.mark.parametrize("data", [b"", b"hello", b"{}", b"<html><body><p>Hi</p></body></html>", b"\0" * 50, b"<" * 9])
def test_what_is_no_list_is_said_to_be_none(data):
    with pytest.raises(TextUnusable) as caught:
        subscriptions_in(data)
    assert str(caught.value) == "The file is no list of feeds."


def test_a_list_may_be_empty():
    assert subscriptions_in(b'<opml version="1.0"/>') == ([], [])
    assert subscriptions_in(written()) == ([], [])


def test_entities_and_other_files_stay_where_they_are():
    bomb = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    data = f"""<!DOCTYPE opml [<!ENTITY l0 "ha"><!ENTITY own SYSTEM "file:///etc/passwd">{bomb}
        <!ENTITY % far SYSTEM "http://127.0.0.1:1/x.dtd"> %far; <!ATTLIST outline xmlUrl CDATA "https://evil.example">]>
        <opml><outline text="&l11;&own;" xmlUrl="https://a.example"/><outline text="b"/></opml>"""
    found, remarks = subscriptions_in(data.encode())
    assert found == [Subscription("https://a.example", "&l11;&own;")]
    assert remarks == ["b has no address."]


def test_there_are_limits_and_they_are_said():
    one = '<outline text="a" xmlUrl="https://a.example/{}"/>'
    many = "".join(one.format(n) for n in range(MOST_OUTLINES + 5))
    found, remarks = subscriptions_in(f"<opml><body>{many}</body></opml>".encode())
    assert len(found) == MOST_OUTLINES
    assert remarks == [f"Only the first {MOST_OUTLINES} outlines were read."]
    nest = "<outline text='a'>" * 5_000 + one.format(1) + "</outline>" * 5_000
    found, remarks = subscriptions_in(f"<opml>{one.format(0)}{nest}</opml>".encode())
    assert [s.url for s in found] == ["https://a.example/0"]
    assert len(remarks) == 1
    assert "deep in each other" in remarks[0]


def test_hostile_files_cost_little():
    category = "/".join("ab" * 20 for _ in range(100_000)) + ",x" * 200_000
    lines = f'<outline text="a" xmlUrl="https://a.example" category="{category}"/>' + "&" * 200_000 + "<a " * 50_000
    lines += f"<outline {' '.join(f'a{n}=_' for n in range(50_000))}/>".replace("_", '"x"')
    with at_most(5):
        found, _ = subscriptions_in(f"<opml>{lines}</opml>".encode())
    assert len(found[0].tags) == 2
    assert all(len(tag) <= 100 for tag in found[0].tags)


def test_a_list_is_written_as_others_read_it():
    data = written(
        Subscription("https://bay.example/rss", "The Bay", "https://bay.example", ("sea/tide", "slow")),
        Subscription("https://plain.example/feed?a=1&b=2"),
        Subscription("https://moon.example/atom", "Moon", tags=("sea",)),
    )
    root = etree.fromstring(data)
    assert (root.tag, root.get("version"), root.findtext("head/title")) == ("opml", "2.0", "Feeds")
    assert root.findtext("head/dateCreated") == "Wed, 01 May 2024 10:00:00 GMT"
    assert data.decode().partition("<body>")[2] == (
        """
    <outline type="rss" text="https://plain.example/feed?a=1&amp;b=2" title="https://plain.example/feed?a=1&amp;b=2" \
xmlUrl="https://plain.example/feed?a=1&amp;b=2"/>
    <outline text="sea" title="sea">
      <outline type="rss" text="Moon" title="Moon" xmlUrl="https://moon.example/atom" category="sea"/>
      <outline text="tide" title="tide">
        <outline type="rss" text="The Bay" title="The Bay" xmlUrl="https://bay.example/rss" \
htmlUrl="https://bay.example" category="/sea/tide,slow"/>
      </outline>
    </outline>
    <outline text="slow" title="slow">
      <outline type="rss" text="The Bay" title="The Bay" xmlUrl="https://bay.example/rss" \
htmlUrl="https://bay.example" category="/sea/tide,slow"/>
    </outline>
  </body>
</opml>
"""
    )


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        (" sea ", "sea"),
        ("#sea", "sea"),
        ("Food, Drink", "Food Drink"),
        (",", None),
        ("/a//b/ c /", "a/b/c"),
        ("/", None),
        ('say "sea" & <tide>\'s', 'say "sea" & <tide>\'s'),
        ("🌊/C#", "🌊/C#"),
        ("a\n\tb\x1b[1m\x00", "a b"),
    ],
)
def test_tags_are_written_in_one_way(tag, kept):
    found, _ = subscriptions_in(written(Subscription("https://a.example", "A", tags=(tag,))))
    assert found[0].tags == ((kept,) if kept else ())


def test_what_cannot_be_fetched_is_not_written():
    found, _ = subscriptions_in(written(Subscription("exec:boom", "A"), Subscription("https://b.example", site="x:y")))
    assert found == [Subscription("https://b.example")]


words = st.text(max_size=20) | st.text(
    st.sampled_from("ab ,/#\"'<&>;|é🌊\u200d\t\x00\u202e\ud800\x85\ufffe"), max_size=12
)
odd = st.builds(
    Subscription,
    url=st.builds(
        "https://{}.example/{}".format, st.sampled_from("abcd"), st.sampled_from(["", "rss", "?x=1&y=<2>&z"])
    ),
    title=words,
    site=words | st.just("https://a.example/"),
    tags=st.lists(words, max_size=4).map(tuple),
)


def by_address(subscriptions):
    return {canonical_url(s.url): s for s in subscriptions}


@given(st.lists(odd, max_size=6, unique_by=lambda s: s.url))
def test_what_was_written_is_read_and_stays_so(subscriptions):
    data = written(*subscriptions)
    assert data == written(*subscriptions)
    assert not any(ord(character) < 32 and character != "\n" for character in data.decode())
    found, remarks = subscriptions_in(data)
    assert remarks == []
    assert by_address(found).keys() == by_address(subscriptions).keys()
    again, _ = subscriptions_in(written(*found))
    assert by_address(again) == by_address(found)


tidy_words = st.lists(st.text("abcäß🌊\"'&<>#;", min_size=1, max_size=6).map(lambda s: "x" + s), min_size=1, max_size=3)
tidy = st.builds(
    Subscription,
    url=st.integers(0, 10**6).map("https://a.example/{}?x=1&y=%20".format),
    title=tidy_words.map(" ".join),
    site=st.sampled_from(["", "https://a.example/?q=1&r"]),
    tags=st.lists(tidy_words.map("/".join), max_size=4, unique_by=str.casefold).map(tuple),
)


@given(st.lists(tidy, max_size=6, unique_by=lambda s: s.url))
def test_what_is_tidy_comes_back_as_it_was(subscriptions):
    found, remarks = subscriptions_in(written(*subscriptions))
    assert remarks == []
    assert by_address(found) == by_address(subscriptions)


@given(st.binary(max_size=200) | st.text(st.sampled_from("<>/=\"'& outlinexmUr!-[]?:#;"), max_size=200).map(str.encode))
def test_nothing_but_the_one_error_is_raised(data):
    for file in (data, b"<opml><outline text='" + data, b"<opml>" + data + b"</opml>"):
        try:
            found, remarks = subscriptions_in(file)
        except TextUnusable:
            continue
        assert all(s.url.lower().startswith(("http://", "https://", "www.")) for s in found)
        assert all(isinstance(remark, str) for remark in remarks)
