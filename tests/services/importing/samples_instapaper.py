"""Samples of Instapaper's three generations of tables."""

from __future__ import annotations

from tests.services.importing.sampling import RED, rows, sample

sample(
    "instapaper",
    "of four columns",
    rows(
        "URL,Title,Selection,Folder",
        ("https://example.org/new", f"New {RED}", "", "Unread"),
        ("https://example.org/old", "Old", "", "Archive"),
    ),
    entries=2,
    articles=2,
)
sample(
    "instapaper",
    "of five columns",
    rows(
        "URL,Title,Selection,Folder,Timestamp",
        ("https://example.org/new", f"New {RED}", "one line\nanother", "Starred", 1640080879),
        ("https://example.org/old", "Old", "", "Long / Reads", 0),
        ("", "Nothing", "", "Unread", 1640080879),
    ),
    entries=3,
    articles=2,
    skipped=1,
)
sample(
    "instapaper",
    "of six columns",
    rows(
        "URL,Title,Selection,Folder,Timestamp,Tags",
        ("https://example.org/a", 'Why "slow"?', "", "Archive", 1640080879, '["sea","slow web"]'),
        ("https://example.org/b", f"{RED} B", "a saved passage", "Unread", 1687302510, "[]"),
        ("https://example.org/c", "https://example.org/c", "", "Recipes", 1687302511, "a, b"),
        ("https://example.org/a?utm_source=x", "Why slow", "", "Starred", 1640080800, '["moon"]'),
        ("instapaper://private-content/77", "A letter", "", "Unread", 1687302512, "[]"),
        end="\r\n",
    )
    + "https://example.org/short,Short\r\n",
    entries=6,
    articles=4,
    skipped=1,
)
