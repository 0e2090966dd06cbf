import subprocess
import sys

import pytest

from reader.domain.plain import painted
from reader.text.blocks import Ink, Kind
from reader.text.document import Document
from reader.text.markdown import parse


def blocks(source):
    return list(Document(source))


def one(source):
    (block,) = blocks(source)
    return block


def inked(block):
    return [(block.text[s.start : s.end], s.ink, s.href) for s in block.spans]


def test_emphasis_lies_over_plain_text():
    block = one("A *calm* and **strong** and ~~wrong~~ `word`.")
    assert block.text == "A calm and strong and wrong word."
    assert [(text, ink) for text, ink, _ in inked(block)] == [
        ("calm", Ink.EMPHASIS),
        ("strong", Ink.STRONG),
        ("wrong", Ink.STRIKE),
        ("word", Ink.CODE),
    ]


def test_headings_know_their_level():
    found = blocks("# One\n\nTwo\n---\n\n### Three")
    assert [(b.kind, b.level, b.text) for b in found] == [
        (Kind.HEADING, 1, "One"),
        (Kind.HEADING, 2, "Two"),
        (Kind.HEADING, 3, "Three"),
    ]


@pytest.mark.parametrize(
    ("source", "text", "href"),
    [
        ("[a page](https://example.org/a)", "a page", "https://example.org/a"),
        ("<https://example.org>", "https://example.org", "https://example.org"),
        ("see https://example.org/a_b_(c).", "https://example.org/a_b_(c)", "https://example.org/a_b_(c)"),
        ("(https://example.org/x)", "https://example.org/x", "https://example.org/x"),
        ("<someone@example.org>", "someone@example.org", "mailto:someone@example.org"),
        ("[ref]\n\n[ref]: https://example.org/r", "ref", "https://example.org/r"),
        ('<a href="https://example.org/h">html</a>', "html", "https://example.org/h"),
        ("[](https://example.org/bare)", "https://example.org/bare", "https://example.org/bare"),
    ],
)
def test_links_lead_where_they_say(source, text, href):
    assert (text, Ink.LINK, href) in inked(blocks(source)[0])


@pytest.mark.parametrize("href", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "/relative", "#top"])
def test_only_addresses_of_the_web_and_of_mail_are_kept(href):
    for block in blocks(f"[x]({href}) <a href='{href}'>y</a>"):
        assert all(span.href == "" for span in block.spans)


def test_lists_hang_under_their_marks():
    found = blocks("- one\n- two\n  - inner\n\n9. nine\n10. ten")
    assert [(b.first, b.rest, b.text) for b in found] == [
        ("• ", "  ", "one"),
        ("• ", "  ", "two"),
        ("  ◦ ", "    ", "inner"),
        (" 9. ", "    ", "nine"),
        ("10. ", "    ", "ten"),
    ]


def test_tight_lists_have_no_gaps_and_loose_ones_do():
    assert [b.gap for b in blocks("text\n\n- a\n- b\n- c")] == [1, 1, 0, 0]
    assert [b.gap for b in blocks("text\n\n- a\n\n- b\n\n- c")] == [1, 1, 1, 1]


def test_tasks_show_whether_they_are_done():
    assert [(b.first, b.text) for b in blocks("- [x] done\n- [ ] open")] == [("[x] ", "done"), ("[ ] ", "open")]


def test_an_empty_item_is_still_an_item():
    assert [(b.first, b.text) for b in blocks("- \n- b")] == [("• ", ""), ("• ", "b")]


def test_quotes_have_a_bar_also_between_their_paragraphs():
    first, second = blocks("> one\n>\n> two")
    assert (first.first, first.above) == ("▎ ", "")
    assert (second.first, second.above) == ("▎ ", "▎")


def test_code_is_kept_as_it_is():
    block = one("```py\nif x:\n\treturn  1\n\n\n# end\n```")
    assert block.kind is Kind.CODE
    assert block.text == "if x:\n    return  1\n\n\n# end"
    assert one("    a  b").text == "a  b"


def test_tables_know_where_their_cells_are():
    block = one("| a | b |\n|---|--:|\n| *x* | 12 |")
    assert block.table is not None
    assert block.text == "a\tb\nx\t12"
    assert [[block.text[a:z] for a, z in row] for row in block.table.rows] == [["a", "b"], ["x", "12"]]
    assert block.table.align == ("left", "right")


def test_pictures_are_told_by_their_description():
    assert one("![The *bay* at dusk](https://e.org/x.jpg)").text == "▣ The bay at dusk"
    assert one("![The bay](x.jpg)").kind is Kind.CAPTION
    assert one("![](https://e.org/dir/bay.jpg?w=3)").text == "▣ bay.jpg"
    assert one("Here ![a bay](x.jpg) it is").text == "Here ▣ a bay it is"


def test_a_kept_picture_leads_to_where_it_is_kept_and_nothing_leads_elsewhere():
    kept = "../pictures/0123456789abcdef.png"
    assert [(span.ink, span.href) for span in one(f"![]({kept})").spans] == [(Ink.CAPTION, kept)]
    assert one(f"![]({kept})").text == "▣ picture"
    assert one(f"<img src='{kept}' alt='The bay'> at dusk").spans[0].href == kept
    assert one(f"[The bay]({kept})").spans[0].href == "", "only what is shown as a picture is one"
    for address in (
        "../pictures/../../etc/passwd",
        "../pictures/0123456789abcdef.png/../../../etc/passwd",
        "../pictures/%2e%2e/0123456789abcdef.png",
        "../pictures/0123456789abcdef.svg",
        "../pictures/0123456789ABCDEF.png",
        "pictures/0123456789abcdef.png",
        "file:///etc/passwd",
    ):
        assert not any(span.href for span in one(f"![The bay]({address})").spans), address


def test_html_is_reduced_to_its_text():
    assert (
        one("<div class='x'>\n<p>Hello &amp; <b>welcome</b><br>back</p><!-- not -->\n</div>").text
        == "Hello & welcome\nback"
    )
    assert (
        one("x<sup>2</sup> and H<sub>2</sub>O<br>new <b>line</b> a<sup>word</sup>").text == "x² and H₂O\nnew line aword"
    )
    assert blocks("<!-- only\n\na comment -->") == []
    assert blocks("<script>\nalert('x')\n\n</script>") == []


def test_line_ends_are_blanks_but_not_between_characters_of_japanese():
    assert one("one\ntwo").text == "one two"
    assert one("海辺の\n図書館").text == "海辺の図書館"
    assert one("hard  \nbreak").text == "hard\nbreak"


def test_footnotes_come_last_and_are_numbered_in_order_of_use():
    found = blocks(
        "A[^b] and B[^a] and again[^b].\n\n[^a]: Note a.\n[^b]: Note b\n    goes on.\n\n    And on.\n\nEnd.\n"
    )
    assert [b.text for b in found] == ["A¹ and B² and again¹.", "End.", "", "Note b goes on.", "And on.", "Note a."]
    assert [b.first for b in found[-3:]] == ["¹ ", "  ", "² "]


def test_a_footnote_nobody_refers_to_is_not_lost():
    assert [b.text for b in blocks("Text.\n\n[^x]: Never used.")] == ["Text.", "", "Never used."]


def test_a_footnote_in_the_sentence_is_read_there():
    assert one("So it was^[as far as we know].").text == "So it was (as far as we know)."


@pytest.mark.parametrize(
    "source",
    [
        "&#27;[31mred &#x9b;31m &#x07;",
        "&#x202e;evil &#x2066;x",
        "`\x1b[31m`",
        "```\n\x1b]0;title\x07\n```",
        "[x](https://e.org/&#27;a)",
        "<b title='\x1b'>&#27;</b>",
        "<div>\n&#27;[2J\n</div>",
        "| &#27; | b |\n|-|-|\n| c | &#155; |",
        "![&#27;alt](x)",
    ],
)
def test_no_entity_can_smuggle_in_what_a_terminal_obeys(source):
    for block in blocks(source):
        for line in block.text.replace("\t", " ").split("\n"):
            assert painted(line) == line.replace("\u202e", "")
        assert all("\x1b" not in span.href for span in block.spans)


@pytest.mark.parametrize(
    "source",
    [
        ">" * 5000 + " deep",
        "- " * 3000 + "deep",
        "[" * 20_000,
        "*a " * 10_000,
        "`" * 9_999 + "x",
        "![" * 5_000,
        "<" * 10_000,
        "a\n" * 20_000,
        "| a " * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "| b " * 2_000 + "|",
        "\\" * 10_001,
        "&" * 10_000,
        "[a](" * 3_000,
        "\u0301" * 5_000,
    ],
    ids=lambda s: s[:6],
)
def test_hostile_markdown_is_read_without_a_crash(source):
    Document(source).blocks(0)


def test_a_paragraph_of_a_megabyte_is_read_in_parts():
    source = "never ending words " * 55_000
    document = Document(source)
    assert max(len(block.text) for block in document) <= 30_000
    assert " ".join(" ".join(block.text for block in document).split()) == source.strip()
    assert all(block.gap == 0 for block in list(document)[1:])


def test_a_listing_of_a_megabyte_stays_a_listing():
    source = "```\n" + "some = code()\n\n" * 60_000 + "```\n\nAfter."
    *code, last = Document(source)
    assert {block.kind for block in code} == {Kind.CODE}
    assert last.text == "After."


def test_what_markdown_it_cannot_read_is_shown_as_it_is(monkeypatch):
    from reader.text import markdown

    class Broken:
        def parse(self, *_):
            raise IndexError

    monkeypatch.setattr(markdown, "parser", Broken)
    assert [block.text for block in parse("one *two*\n\nthree")] == ["one *two*", "three"]


def test_importing_a_document_does_not_import_markdown_it():
    code = "import sys, reader.text.document, reader.text.layout; print('markdown_it' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"
