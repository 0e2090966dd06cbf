"""Warming up: what the first key would otherwise wait for."""

from __future__ import annotations

from reader.library.library import Library
from reader.ui import tidying


def warm_up(library: Library) -> None:
    """Import what the page needs and prepare the filter; nothing here matters for what is right."""
    import filelock

    import reader.services.search.finding
    import reader.services.search.suggesting
    import reader.ui.screens.article
    import reader.ui.screens.searching
    from reader.text.document import Document

    _ = filelock, reader.ui.screens.article, reader.services.search
    Document("# Warm\n\nA *line* with [a link](https://example.org).\n").blocks(0)
    library.articles.warm()
    tidying.spare()
