"""Citations."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from reader.domain.article import Article
from reader.services.citation import citation

MAY = datetime(2024, 5, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("article", "text"),
    [
        (
            Article("a", "Tides", url="https://bay.example/1", source="The Bay", author="R. Adeyemi", published=MAY),
            "R. Adeyemi, [Tides](https://bay.example/1), The Bay, 2024-05-04",
        ),
        (Article("a", "A note"), "“A note”"),
        (Article("a", "On [draft] *titles*", url="https://x.org"), r"[On \[draft\] \*titles\*](https://x.org)"),
        (Article("a", "Two\nlines\x1b[31m"), "“Two lines”"),
    ],
)
def test_a_citation_says_what_is_known_and_is_safe_markdown(article: Article, text: str):
    assert citation(article) == text
