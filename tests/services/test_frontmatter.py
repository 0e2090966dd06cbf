"""Front matter as people write it, and as nobody should."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.services.adding.frontmatter import split_front_matter


def fields(block, fence="---"):
    return split_front_matter(f"{fence}\n{block}\n{fence}\nThe body.\n")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("title: Tides", {"title": "Tides"}),
        ('title: "Tides: a \\"slow\\" essay"', {"title": 'Tides: a "slow" essay'}),
        ("title: 'It''s late'", {"title": "It's late"}),
        ("title: Foo: bar", {"title": "Foo: bar"}),
        ("title: [draft] Tides\nauthor: Doe", {"title": "[draft] Tides", "author": "Doe"}),
        ("title: @home\nx: `y`", {"title": "@home", "x": "`y`"}),
        ("title: 2001", {"title": "2001"}),
        ("title: no", {"title": "no"}),
        ("date: 2018-10-15", {"date": "2018-10-15"}),
        ("date: 2018-10-15 10:30:00 +02:00", {"date": "2018-10-15 10:30:00 +02:00"}),
        ("source: https://example.org/a#b?c=d", {"source": "https://example.org/a#b?c=d"}),
        ("tags: [sea, slow web]", {"tags": ["sea", "slow web"]}),
        ("tags:\n  - sea\n  - slow web", {"tags": ["sea", "slow web"]}),
        ("tags:\n- sea\n- 'slow: web'", {"tags": ["sea", "slow: web"]}),
        ("description:\ntitle: Tides", {"description": "", "title": "Tides"}),
        ("title: Tides # not this", {"title": "Tides"}),
        ("title: >\n  Tides,\n  slowly\n", {"title": "Tides, slowly\n"}),
        ("author:\n  - name: Doe\n    url: x", {"author": [{"name": "Doe", "url": "x"}]}),
        ("# only a comment", {}),
        ("", {}),
    ],
)
def test_yaml_comes_out_as_strings_lists_and_dicts(block, expected):
    assert fields(block) == (expected, "The body.\n")


def test_a_broken_line_does_not_take_the_others_with_it():
    found, body = fields('title: "Tides\nauthor: [[Jane Doe]\ntags: [a, b\nurl: https://example.org/t\n\t- odd')
    assert (found["url"], body) == ("https://example.org/t", "The body.\n")


def test_toml_is_read():
    found, body = fields('title = "Tides"\ndate = 2018-10-15\ntags = ["sea"]', "+++")
    assert (found["title"], found["tags"], str(found["date"])) == ("Tides", ["sea"], "2018-10-15")
    assert body == "The body.\n"


def test_broken_toml_still_gives_what_can_be_read():
    assert fields('title = "Tides"\nauthor = Jane Doe', "+++")[0] == {"title": "Tides", "author": "Jane Doe"}


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule, and text below it.\n\n---\n\nMore.",
        "---\ntitle: never closed\n\ntext",
        "--- \ntext without a field\n---\n",
        "----\ntitle: a longer rule\n----\n",
        "text\n---\ntitle: not at the top\n---\n",
        "---\n" + "a: b\n" * 20_000 + "---\n",
    ],
)
def test_what_is_no_front_matter_stays_in_the_text(text):
    assert split_front_matter(text) == ({}, text)


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "block",
    [LAUGHS, "a: " + "[" * 20_000, "a: " + "{a: " * 5_000, "- " * 20_000, "? " * 20_000, "a:\n" + "  - \n" * 9_000]
    + ["a: &a [*a]", "a: &x {b: 1}\nc: {<<: [*x, *x]}", "a: !!python/object/apply:os.system [exit]", "a: \x85: :"]
    + ["\n".join("  " * n + "a:" for n in range(240))],
    ids=range(11),
)
def test_a_bomb_is_read_as_lines_or_not_at_all(block):
    found, _ = split_front_matter(f"---\ntitle: Tides\n{block}\n---\ntext")
    assert found.get("title", "Tides") == "Tides"
    assert len(repr(found)) < 200_000


PIECES = st.sampled_from(
    ["title: ", "tags:", "\n", "  ", "- ", "[", "]", "{", "}", '"', "'", ": ", "#", "&a ", "*a", "|", ">", "!!x ", "? "]
    + ["a", "2018-10-15", "\t", "%", "@", "`", "= ", "é", ","]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join), st.sampled_from(["---", "+++"]))
@example("a: [", "---")
def test_reading_front_matter_never_raises_and_loses_no_body(block, fence):
    found, body = split_front_matter(f"{fence}\n{block}\n{fence}\nThe body.")
    assert isinstance(found, dict)
    assert body.endswith("The body.")
