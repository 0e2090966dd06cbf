"""`reader list`: shelves, orders, formats, and the short cut for large libraries."""

from zlib import crc32

import pytest

from reader.cli.commands import list as listing
from reader.cli.rows import columns
from reader.domain.shelf import FIXED, WAITING, Kind, Sort
from reader.library import briefs
from reader.library.library import Library

KEYS = [
    *("uid", "title", "url", "source", "author", "published", "added", "language"),
    *("words", "minutes", "tags", "state", "bookmarked", "archived", "progress"),
    *("description", "got", "feeds", "waiting", "problem"),
]
FRONT = (
    "url: https://example.org/t\nauthor: J. Doe\ndate: 2018-10-15\nsaved: 2020-01-02\n"
    "tags: [sea, slow web]\nlang: en\nsource: The Bay"
)


def test_an_article_as_json_has_exactly_these_keys_in_this_order(shell):
    uid = shell.add("Tides", "one two three", FRONT)
    [article] = shell.json("list")
    assert list(article) == KEYS
    assert article == {
        "uid": uid,
        "title": "Tides",
        "url": "https://example.org/t",
        "source": "The Bay",
        "author": "J. Doe",
        "published": "2018-10-15T00:00:00Z",
        "added": "2020-01-02T00:00:00Z",
        "language": "en",
        "words": 3,
        "minutes": 1,
        "tags": ["sea", "slow web"],
        "state": "unread",
        "bookmarked": False,
        "archived": False,
        "progress": 0,
        "description": None,
        "got": {"way": "file", "by": None, "verdict": None},
        "feeds": [],
        "waiting": False,
        "problem": None,
    }


def test_what_is_unknown_is_null(shell):
    shell.add("Tides")
    [article] = shell.json("list")
    assert [article[key] for key in ("url", "source", "author", "published", "language")] == [None] * 5
    assert article["added"].endswith("Z")


def test_list_and_show_and_changes_say_the_same_of_an_article(shell):
    uid = shell.add("Tides", "one two three", FRONT)
    [changed] = shell.json("bookmark", uid)
    [listed] = shell.json("list")
    shown = shell.json("show", uid)
    assert shown.pop("body").strip() == "one two three"
    assert shown.pop("note") is None
    assert changed == listed == shown
    assert list(shown) == KEYS


def test_into_a_pipe_a_line_has_fields_between_tabs(shell):
    uid = shell.add("Tides", "one two three", FRONT)
    shell.run("bookmark", uid)
    assert shell.run("list") == f"{uid}\tunread\tbookmarked\tTides\tThe Bay\t1\t2020-01-02\n"


def test_shelves_tags_words_and_state_choose(shell):
    uids = {
        title: shell.add(title, f"About {title}.", "tags: [Sea]" if title == "Ebb" else "")
        for title in ["Ebb", "Flow", "Neap"]
    }
    shell.run("archive", uids["Flow"])
    shell.run("bookmark", uids["Ebb"])
    shell.run("read", uids["Neap"])

    def titles(*argv):
        return sorted(article["title"] for article in shell.json("list", *argv))

    assert titles() == ["Ebb", "Neap"]
    assert titles("--archive") == titles("--shelf", "archive") == ["Flow"]
    assert titles("--bookmarks") == titles("--tag", "Sea") == titles("--tag", "#Sea") == ["Ebb"]
    assert titles("--all") == ["Ebb", "Flow", "Neap"]
    assert titles("--all", "--unread") == ["Ebb", "Flow"]
    assert titles("--all", "NEAP") == ["Neap"]
    assert titles("--all", "nothing", "such") == []
    shell.run("remove", uids["Ebb"])
    assert titles("--bin") == ["Ebb"]


def test_order_and_number_are_chosen(shell):
    for title in ("Ebb", "Neap", "Flow"):
        shell.add(title, f"About {title}.")
    assert [a["title"] for a in shell.json("list", "--sort", "title", "--limit", "2")] == ["Ebb", "Flow"]
    assert [a["title"] for a in shell.json("list")] == ["Flow", "Neap", "Ebb"]


def test_a_missing_library_is_no_error_and_stays_missing(shell):
    assert shell.run("list") == ""
    assert (shell.code, shell.err.count("\n")) == (0, 1)
    assert shell.json("list") == []
    assert not shell.library.exists()


def test_the_names_spelled_here_are_the_domains():
    assert list(listing.SHELVES) == [*map(str, FIXED[:-1]), str(WAITING), Kind.AGEING.value, str(FIXED[-1])]
    assert list(listing.ORDERS) == [order.value for order in Sort]


def test_the_lines_for_a_terminal_are_as_wide_as_it(monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    long = "海辺の図書館は朝の六時に開くが鍵はない" * 3
    rows = [
        ("a1b2c3d4e5f60718", long, "灯台", 10, 0, "unread", None, "2020", None, None),
        ("b1b2c3d4e5f60718", "Tides", None, 900, 0, "read", "2020-01-02T00:00:00Z", None, None, None),
    ]
    first, second = columns(rows, [row[0] for row in rows])
    assert first.startswith("a1b2c ●★  海辺")
    assert "…" in first
    assert second.startswith("b1b2c     Tides")
    assert second.endswith("4 min   Jan 2020")
    assert len(second) == 60


def test_values_that_should_not_be_there_are_printed_without_harm():
    rows = [("\x1b[31mu", "a\tb\x1b]0;x\x07c", 5, "x", None, None, 7, None, None, None)]
    line = briefs.brief(rows[0])
    assert "\x1b" not in line
    assert line.count("\t") == 6
    assert all(line.isprintable() for line in columns(rows, ["u"]))


@pytest.fixture
def large(shell, monkeypatch):
    monkeypatch.setattr(briefs, "LEAST", 3)
    for title in ("Ebb", "Flow", "Neap", "Spring"):
        shell.add(title, f"About {title}.")
    shell.run("archive", shell.json("list", "--sort", "title")[1]["uid"])
    shell.run("remove", shell.json("list", "--sort", "title")[-1]["uid"])
    return shell


@pytest.mark.parametrize("argv", [[], ["--all"], ["--unread"], ["--limit", "1"], ["--all", "--limit", "0"]])
def test_the_short_cut_prints_what_the_library_would(large, monkeypatch, argv):
    asked = large.run("list", *argv)
    large.run("list")
    monkeypatch.setattr(Library, "open", None)  # from here on nothing can open a library
    assert large.run("list", *argv) == asked
    assert large.code == 0


def test_the_short_cut_knows_what_changed_since(large, monkeypatch):
    uid = large.json("list")[0]["uid"]
    large.run("list")
    large.run("bookmark", uid)
    large.add("Tide", "About it.")
    monkeypatch.setattr(Library, "open", None)
    assert f"{uid}\tunread\tbookmarked\t" in large.run("list")
    assert "\tTide\t" in large.run("list").splitlines()[0]


def test_what_somebody_else_wrote_into_the_cache_is_not_printed(large):
    large.run("list")
    cache = large.library / "cache" / "briefs.tsv"
    head, _, rest = cache.read_text().partition("\n")
    rest = rest.replace("Ebb", chr(27) + "[31mEbb")
    head = f"{head.rpartition(' ')[0]} {crc32(rest.encode()):08x}"
    cache.write_text(f"{head}\n{rest}")
    assert "\x1b" not in large.run("list")
    assert "Ebb" in large.run("list")
