"""Highlights as Markdown: templates, and files that a person writes into."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.shelf import ALL
from reader.services.adding.recognise import drafts_from_bytes
from reader.services.exporting.blocks import Block, blocks_in, harmless, renewed
from reader.services.exporting.template import filled, parts_of
from reader.services.quoting import highlight_quoted


def tides(library):
    return next(article for article in library.articles.listing(ALL) if article.title == "Tides")


def test_only_articles_with_highlights_have_a_file(rich, exporting):
    folder = exporting.files(rich, "highlights")
    assert [path.name for path in folder.glob("*.md")] == ["Tides.md"]
    text = (folder / "Tides.md").read_text()
    assert "# Tides\n\nA & B \\<x> · The Bay · 2024-05-01\n\n<https://example.org/1?a=1&b=2>\n" in text
    assert "> First emph and strong text\n\nnote 0\n#slow-sea #x\n<!-- /reader" in text
    assert [block.kind for block in blocks_in(text)] == ["article"] + ["highlight"] * 6
    assert exporting.report.taken == {"highlight": 6}


def test_another_export_keeps_what_a_person_wrote_and_renews_the_rest(rich, exporting):
    path = exporting.files(rich, "highlights") / "Tides.md"
    blocks = path.read_text().split("\n\n<!-- ")
    mine = "Above all.\n\n" + "\n\nBetween, mine.\n\n<!-- ".join(blocks) + "\nAt the end, mine."
    path.write_text(mine)
    [first, second, *_] = rich.highlights.of(tides(rich).uid)
    rich.highlights.note(first.uid, "Another thought.")
    rich.highlights.remove([second.uid])
    new = highlight_quoted(rich, tides(rich), "Heading &", note="new")
    exporting.files(rich, "highlights")
    assert (exporting.report.written, exporting.report.kept) == (1, [])
    text = path.read_text()
    assert text.startswith("Above all.\n\n<!-- reader:article")
    assert text.endswith("\nAt the end, mine.")
    assert text.count("Between, mine.") == 6
    assert "Another thought." in text
    assert "note 0" not in text
    assert second.uid not in text
    uids = [block.uid for block in blocks_in(text)][1:]
    assert uids == [one.uid for one in rich.highlights.of(tides(rich).uid)]
    assert new.uid in uids
    exporting.files(rich, "highlights")
    assert (exporting.report.written, exporting.report.unchanged) == (0, 1)


def test_one_file_for_all_keeps_the_articles_that_are_not_chosen(rich, exporting):
    path = exporting.files(rich, "highlights", "all.md")
    before = path.read_text()
    other = next(article for article in rich.articles.listing(ALL) if article.title == "No address")
    highlight_quoted(rich, other, "item two")
    exporting.files(rich, "highlights", "all.md")
    text = path.read_text()
    assert before.rstrip() in text
    assert len(blocks_in(text)) == len(blocks_in(before)) + 2


def test_line_ends_and_strange_bytes_of_a_person_stay(rich, exporting):
    path = exporting.files(rich, "highlights", "all.md")
    mine = b"\xff\xfe caf\xe9\r\n" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(mine)
    rich.highlights.note(rich.highlights.all()[0].uid, "Renewed.")
    exporting.files(rich, "highlights", "all.md")
    data = path.read_bytes()
    assert data.startswith(b"\xff\xfe caf\xe9\r\n")
    assert data.count(b"\r\n") == data.count(b"\n")
    assert b"Renewed." in data


def test_a_file_that_is_none_of_ours_is_left_alone(rich, exporting):
    folder = exporting.folder / "out"
    folder.mkdir()
    (folder / "Tides.md").write_text("My own notes.")
    exporting.files(rich, "highlights")
    assert (folder / "Tides.md").read_text() == "My own notes."
    assert len(exporting.report.kept) == 1


def test_a_template_of_ones_own(rich, exporting):
    template = (
        "---\ntype: $colour ${title} $5 $$ $unknown ${title.__class__}\n---\n"
        "$begin\n- $text [$colour] $made $uid\n  $note\n$end\n*$article_tags* $url"
    )
    text = exporting.bytes(rich, "highlights", template=template).decode()
    assert "type: $colour Tides $5 $ $unknown ${title.__class__}" in text
    first = rich.highlights.of(tides(rich).uid)[0]
    assert f"- First emph and strong text [yellow] {first.made:%Y-%m-%d} {first.uid}\n  note 0\n<!--" in text
    assert text.rstrip().split("\n")[-2] == "*#long-read #a,b #a|b* https://example.org/1?a=1&b=2"


def test_a_template_for_highlights_alone():
    assert parts_of("> $text").each == "> $text"


def test_values_of_several_lines_take_their_lead_along():
    assert filled("> $text", {"text": "one\ntwo"}) == "> one\n> two"
    assert filled("- $text", {"text": "one\ntwo"}) == "- one\n  two"


def test_lines_without_a_value_are_left_out():
    assert filled("a\n> $note\n\n$tags\n$note $tags\nb", {"note": "", "tags": ""}) == "a\n\nb"
    assert filled("Note: $note", {"note": ""}) == "Note:"


@pytest.mark.parametrize(
    "text", ["<!-- reader:highlight x of y -->\n<!-- /reader:highlight x -->", "<!-- /reader:article z -->"]
)
def test_nothing_that_was_marked_makes_a_block(text):
    assert blocks_in(f"{harmless(text)}\n") == []


def test_a_block_that_lost_its_end_is_the_persons():
    broken = "<!-- reader:highlight x of a -->\n> old\n\nmine\n"
    fresh = [Block("article", "a", "a", "# A"), Block("highlight", "x", "a", "> new")]
    once = renewed(broken, fresh)
    assert once.startswith(broken.rstrip())
    assert once.count("> new") == 1
    assert renewed(once, fresh) == once


WORDS = st.text("ab \n#>-é", max_size=20).filter(lambda text: "<!--" not in text)
UIDS = st.lists(st.sampled_from("pqrstuvw"), unique=True, max_size=6)


def blocks(uids, said):
    return [Block("article", "a", "a", f"# {said}"), *(Block("highlight", uid, "a", f"> {uid} {said}") for uid in uids)]


@given(UIDS, UIDS, st.lists(WORDS, min_size=8, max_size=8))
def test_whatever_comes_and_goes_the_persons_words_stay(before, after, words):
    old, new = blocks(before, "old"), blocks(sorted(after), "new")
    standing = words[-1] + "\n" + "".join(f"{block}\n{said}\n" for block, said in zip(old, words, strict=False))
    text = renewed(standing, new)
    assert sorted(block.key for block in blocks_in(text)) == sorted(block.key for block in new)
    assert {str(block) for block in blocks_in(text)} == {str(block) for block in new}
    rest = text
    for block in new:
        rest = rest.replace(str(block), "")
    mine = standing
    for block in old:
        mine = mine.replace(str(block), "")
    assert rest.split() == mine.split()
    assert renewed(text, new) == text


def test_a_file_of_many_blocks_comes_in_as_quickly_as_any_other():
    fresh = [block for n in range(200) for block in (Block("article", f"{n}", f"{n}", "# T"),)]
    [draft] = drafts_from_bytes(renewed("", fresh).encode(), "x.md")
    assert draft.body.count("<!-- reader:article") >= 199
