"""What holds for every format: its content tells it, its drafts are whole and clean, damage ends in a sentence."""

import random

import pytest

from reader.domain.draft import Draft
from reader.domain.errors import TextUnusable
from reader.domain.provenance import Way
from reader.services.adding.recognise import FORMATS, Format, Raw, drafts_from_bytes, format_of, read_as, read_drafts_as
from tests.services.clean import assert_clean
from tests.services.documents.samples import SAMPLES

NAMES = ("", "tides", "tides.xml", "tides.json", "tides.bin", "tides.epub", "tides.html", "tides.log")
each_format = pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)


def read(form: Format, data: bytes) -> list[Draft] | str:
    """What becomes of bytes: drafts, or a sentence."""
    try:
        drafts = read_drafts_as(form, Raw(data, "tides.dat"))
    except TextUnusable as error:
        return str(error)
    for draft in drafts:
        assert_clean(draft)
        assert draft.title.strip()
        assert draft.body.strip()
    return drafts


def test_every_format_has_a_sample():
    assert SAMPLES.keys() == {form.name for form in FORMATS}


@each_format
def test_content_tells_a_format_for_certain_whatever_the_name(form):
    for name in NAMES:
        if form.certain:
            assert format_of(Raw(SAMPLES[form.name], name)) is form, name
    for suffix in form.suffixes:
        assert format_of(Raw(SAMPLES[form.name], f"tides{suffix.upper()}")) is form


@each_format
def test_no_content_is_taken_for_another(form):
    taken = [other.name for other in FORMATS if other.certain and other.recognises(Raw(SAMPLES[form.name]))]
    expected = {"saved page": [["saved page"], ["saved page", "mail"]]}.get(
        form.name, [[form.name] if form.certain else []]
    )
    assert taken in expected


@each_format
def test_a_document_gives_drafts_with_all_that_a_draft_has(form):
    drafts = read(form, SAMPLES[form.name])
    assert isinstance(drafts, list)
    assert drafts
    way = Way.FEED if form.name == "feed" else Way.FILE
    assert [draft.provenance.way for draft in drafts] == [way] * len(drafts)
    assert len({draft.uid for draft in drafts}) == len(drafts)


@each_format
def test_a_document_that_is_read_elsewhere_is_the_same(form):
    data = SAMPLES[form.name]
    drafts = drafts_from_bytes(data, f"tides{min(form.suffixes)}")
    assert read_as(FORMATS.index(form), data, f"tides{min(form.suffixes)}", "") == drafts


@each_format
def test_a_document_that_breaks_off_gives_drafts_or_a_sentence(form):
    data = SAMPLES[form.name]
    for part in range(20):
        read(form, data[: len(data) * part // 20])
    read(form, data[1:])


@each_format
def test_a_document_with_bytes_flipped_gives_drafts_or_a_sentence(form):
    chance = random.Random(form.name)
    for _ in range(60):
        data = bytearray(SAMPLES[form.name])
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        read(form, bytes(data))


@each_format
def test_nothing_is_said_to_be_nothing(form):
    for data in (b"", b"\n", b"\0" * 100):
        assert isinstance(read(form, data), str)


@each_format
def test_no_escape_code_of_a_name_is_in_a_sentence(form):
    with pytest.raises(TextUnusable) as caught:
        read_drafts_as(form, Raw(b"", "a\x1b]0;x\x07b\x1b[31m\x9b2J.dat"))
    assert str(caught.value).isprintable()
