"""Ways through the lines of a journal."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st

from reader.library import journal_line
from reader.library.journal_line import first_of, framed, generation_of, lines_backwards

LINES = st.builds(
    lambda generation, length: framed(b'{"g":%d,"n":1,"do":"%b"}' % (generation, b"x" * length)),
    st.integers(0, 4),
    st.integers(0, 900),
)
ODD = st.sampled_from([b"\n", b"no line\n", b'["00000000",{"g":x,\n', framed(b'{"n":1}')])
TAILS = st.binary(max_size=80).filter(lambda tail: b"\n" not in tail)


@given(st.lists(LINES | ODD, max_size=12), TAILS, st.integers(0, 5), st.integers(64, 700))
def test_what_is_older_is_passed_over_whatever_is_read_at_once(lines, tail, generation, size):
    whole, usual = b"".join(lines) + tail, journal_line._PIECE
    older = 0
    for line in lines:
        of = generation_of(line)
        if of is None or of >= generation:
            break
        older += len(line)
    journal_line._PIECE = size
    try:
        assert first_of(io.BytesIO(whole), generation) == older
    finally:
        journal_line._PIECE = usual


@given(st.lists(LINES | ODD, max_size=12), TAILS)
def test_lines_come_backwards_without_what_is_torn(lines, tail):
    assert list(lines_backwards(b"".join(lines) + tail)) == lines[::-1]
