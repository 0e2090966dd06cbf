from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library.library import Library
from tests.library.making import draft


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(path: Path) -> Iterator[Library]:
    """A library of four articles, newest first d, c, b, a."""
    with Library.open(path) as library:
        library.articles.add([draft(name) for name in "abcd"])
        yield library
