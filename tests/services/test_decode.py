"""Bytes become clean text, or one sentence says why not."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.domain.errors import TextUnusable
from reader.services.adding import decode
from reader.services.adding.decode import decoded

PROSE = "The ferry — “late again”, said Zoë — left at six.\nNobody waved.\n"
JAPANESE = "海辺の図書館は、朝の六時に開く。\n灯台守が鍵を持っている。\n" * 4


@pytest.mark.parametrize(
    "data",
    [
        PROSE.encode(),
        codecs.BOM_UTF8 + PROSE.encode(),
        codecs.BOM_UTF16_LE + PROSE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + PROSE.encode("utf-32-le"),
        PROSE.encode("utf-16-le"),
        PROSE.encode("utf-16-be"),
        PROSE.encode("cp1252"),
        PROSE.replace("\n", "\r\n").encode(),
        PROSE.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "bom", "16le-bom", "16be-bom", "32le-bom", "16le", "16be", "cp1252", "crlf", "cr"],
)
def test_the_same_text_comes_out_of_every_encoding(data):
    assert decoded(data) == PROSE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_japanese_comes_out_of_every_unicode_encoding(encoding):
    assert decoded(JAPANESE.encode(encoding)) == JAPANESE


def test_one_stray_byte_does_not_spoil_the_other_characters():
    assert decoded("naïve café — “so”".encode() + b"\x92s") == "naïve café — “so”’s"


def test_a_file_cut_in_the_middle_of_a_character_is_still_utf8():
    assert decoded("Tür und Café".encode()[:-1]).startswith("Tür und Caf")


def test_a_utf16_file_that_lost_its_last_byte_is_still_text():
    assert decoded(PROSE.encode("utf-16")[:-1]).startswith("The ferry — “late")


@pytest.mark.parametrize("data", [b"", b" \r\n\t ", codecs.BOM_UTF8, "\ufeff \n".encode("utf-16"), b"\x1b[2J"])
def test_nothing_is_said_to_be_nothing(data):
    with pytest.raises(TextUnusable, match=r"notes\.txt (is empty|holds no text)\."):
        decoded(data, "notes.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08\x06\0\0\0\xf4x\xd4\xfa" * 4,
        bytes(range(256)) * 4,
        b"\x7fELF\x02\x01\x01" + bytes(64),
        b"some text, and then\0a hole" * 9,
    ],
)
def test_binary_data_is_said_to_be_no_text(data):
    with pytest.raises(TextUnusable, match=r"^sea\.png is not text\.$"):
        decoded(data, "sea.png")


def test_a_text_beyond_the_limit_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setattr(decode, "MAX_BYTES", 1_000_000)
    with pytest.raises(TextUnusable, match=r"^log\.txt is larger than 1 MB\.$"):
        decoded(b"a" * 1_000_001, "log.txt")


def test_no_escape_sequence_comes_through():
    assert decoded(b"a\x1b]0;title\x07b\x1b[31mc\x1b[0m d\xc2\x9b31me") == "abc de"


def test_a_manual_page_loses_its_overstriking():
    assert decoded(b"N\x08NA\x08AM\x08ME\x08E\n  _\x08f_\x08i_\x08l_\x08e") == "NAME\n  file"


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-16", "surrogatepass")))
def test_decoding_gives_clean_text_or_says_why_not(data):
    try:
        text = decoded(data)
    except TextUnusable as error:
        text = str(error)
    assert text.strip()
    assert all(c in "\n\t" or not (ord(c) < 32 or 127 <= ord(c) < 160 or 0xD800 <= ord(c) < 0xE000) for c in text)
