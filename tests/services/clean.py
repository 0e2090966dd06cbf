"""What no text may hold that comes from strangers."""

import re

from reader.domain.draft import Draft

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What a terminal may obey, and halves of characters; a line end and a tab are none of it."""


def assert_clean(draft: Draft) -> None:
    """A draft holds nothing that a terminal obeys, and its facts are lines."""
    for name in ("title", "author", "source", "url", "language", "description", "body", "problem", *draft.tags):
        said = getattr(draft, name, name)
        assert not _OBEYED.search(said), (name, said)
        assert name == "body" or "\n" not in said, (name, said)
