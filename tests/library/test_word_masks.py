"""What is remembered of words never says anything else than a look at the strings."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.library.word_masks import WordMasks

WORDS = st.text(alphabet="abc", min_size=1, max_size=3)


@given(st.data())
def test_what_is_remembered_is_what_a_look_says(data):
    strings = data.draw(st.lists(st.text(alphabet="abc ", max_size=6), max_size=12))
    masks, changes = WordMasks(), 0
    for _ in range(40):
        if data.draw(st.integers(0, 9)) == 0 and strings:
            strings[data.draw(st.integers(0, len(strings) - 1))] = data.draw(WORDS)
            changes += 1
        word = data.draw(WORDS)
        slots = data.draw(st.lists(st.integers(0, len(strings) - 1), unique=True)) if strings else []
        assert masks.holding(slots, strings, changes, word) == [slot for slot in slots if word in strings[slot]]
