"""Samples of Matter: both generations of its archive, and its tables alone."""

from __future__ import annotations

from tests.services.importing.sampling import RED, rows, sample, zipped

HISTORY = rows(
    "Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight Count,Last Interaction Date,File Id",
    (
        "Weekly",
        "A. Writer",
        "=?utf-8?q?The_Bay=E2=80=99s_Digest?=",
        "",
        "sea;slow",
        900,
        False,
        False,
        True,
        0,
        "2023-04-16 12:35:16",
        "content_111.html",
    ),
    (
        "Weekly",
        "A. Writer",
        "=?utf-8?q?The_Bay=E2=80=99s_Digest?=",
        "",
        "sea; slow",
        950,
        True,
        False,
        False,
        2,
        "2023-04-23 12:35:16",
        "content_112.html",
    ),
    (
        f"Tides {RED}",
        "B. Writer",
        "The Bay",
        "https://example.org/tides",
        "",
        10,
        True,
        True,
        False,
        0,
        "2023-04-17 12:35:16",
        "",
    ),
    ("", "", "", "", "", "", False, False, False, 0, "2023-04-17 12:35:16", ""),
)
MARKED = rows(
    "Title,Author,Publisher,Text,Highlighted Date",
    ("Weekly", "A. Writer", "The Bay", "The ice is thin.", "2023-04-23 12:40:00"),
    ("Weekly", "A. Writer", "The Bay", "Nobody crossed.", "2023-04-23 12:41:00"),
    ("Gone", "C. Writer", "", "Only this is left.", "2023-01-01"),
    ("Gone", "C. Writer", "", "", "2023-01-01"),
)
MEMBERS = {
    "_matter_history.csv": HISTORY,
    "highlights.csv": MARKED,
    "content_111.html": "<p>The harbour is open.</p>",
    "content_112.html": "<p>The harbour is frozen. The ice is thin. Nobody crossed.</p>",
    "content_9.html": "<p>Whose?</p>",
}
sample("matter", "zip", zipped(MEMBERS), entries=4 + 1 + 1 + 1, articles=4, skipped=3)
sample("matter", "zip in a folder", zipped({f"Archive/{n}": d for n, d in MEMBERS.items()}), 7, 4, 3)
sample("matter", "history", HISTORY, entries=4, articles=3, skipped=1)
sample("matter", "highlights", MARKED, entries=3, articles=2, skipped=1)
sample(
    "matter",
    "of 2022",
    zipped({
        "_matter_history.csv": rows(
            "Title,Author,Publisher,URL,Word Count,Saved,Read,Highlight Count,Last Interaction Date,File Id",
            (f"{RED} A", "X", "Y", "https://example.org/a", 5, "TRUE", "FALSE", 0, "2022-04-16 12:35:16", ""),
            ("B", "X", "Y", "https://example.org/b", 5, "FALSE", "TRUE", 0, "2022-04-16 12:35:16", "content_1.html"),
        ),
        "content_1.html": "<p>Bread and salt.</p>",
    }),
    entries=2,
    articles=2,
)  # fmt: skip
