"""Samples of what was marked in books, and of references."""

from __future__ import annotations

from tests.services.importing.sampling import RED, as_json, sample

CLIPPINGS = """\ufeffTides (Writer, A.)
- Your Highlight on page 3 | Location 145-147 | Added on Monday, July 31, 2017 11:11:20 PM

The water came back.
==========
\ufeffTides (Writer, A.)
- Your Highlight on page 3 | Location 145-148 | Added on Monday, July 31, 2017 11:12:20 PM

The water came back. It stayed an hour.
==========
Tides (Writer, A.)
- Your Note on page 3 | Location 148 | Added on Monday, July 31, 2017 11:13:20 PM

How long?
==========
Tides (Writer, A.)
- Your Bookmark on page 4 | Location 160 | Added on Monday, July 31, 2017 11:14:20 PM


==========
Tides (Writer, A.)
- Your Highlight on page 1 | Location 12-13 | Added on Tuesday, August 1, 2017 8:00:00 AM

Early.
==========
Tides (Writer, A.)
- Your Note on page 90 | Location 2000 | Added on Tuesday, August 1, 2017 8:00:01 AM

Of nothing.
==========
\x1b[31mRed\x1b[0m Sails (Dritte Ausgabe) (Weber, Ida;Novák, Jan)
- Ihre Markierung bei Position 1145-47 | Hinzugefügt am Montag, 31. Juli 2017 23:11:20

Das Tuch.
==========
Sails
- Ihre Markierung bei Position 9-9 | Hinzugefügt am Montag, 31. Juli 2017 23:11:20

<You have reached the clipping limit for this item>
==========
nothing that anybody knows
==========
"""
assert RED in CLIPPINGS
sample("kindle", "", CLIPPINGS.replace("\n", "\r\n"), entries=4, articles=2, skipped=2)

KOREADER = {
    "created_on": 1700000000,
    "version": "json/1.0.0",
    "documents": [
        {
            "title": f"{RED} tides",
            "author": "A. Writer\nB. Writer",
            "md5sum": "abc",
            "entries": [
                {"text": "The water came back.", "note": "wet", "page": 3, "time": 1700000001, "color": "blue"},
                {"text": "", "note": "Of the book", "page": 4},
                7,
            ],
        },
        {"title": "Empty", "author": "", "entries": []},
    ],
}  # fmt: skip
sample("koreader", "", as_json(KOREADER), entries=2, articles=1, skipped=1)
sample("koreader", "one book", as_json(KOREADER["documents"][0]), entries=1, articles=1)

CSL = [
    {
        "id": "http://zotero.org/users/0/items/AAAA",
        "type": "webpage",
        "title": f"{RED} <i>tides</i>",
        "URL": "https://example.org/tides",
        "container-title": "Bay",
        "author": [{"family": "Writer", "given": "A."}, {"literal": "Bay Staff"}, {}],
        "issued": {"date-parts": [["2013", 2, 31]]},
        "accessed": {"date-parts": [[2026, 1, 23]]},
        "abstract": "On water.",
        "keyword": "sea, moon",
        "language": "en-GB",
        "note": "Mine",
        "volume": "7",
    },
    {"id": "b", "type": "article-journal", "title": "By number", "DOI": "10.1000/xyz", "issued": {"raw": "2013-01-02"}},
    {
        "id": "c",
        "type": "book",
        "title": "Only an abstract",
        "abstract": "One.\nTwo.",
        "issued": {"literal": "May 2013"},
    },
    {"id": "d", "type": "book", "title": "Nothing", "issued": {"date-parts": []}},
]
sample("csl", "", as_json(CSL), entries=4, articles=3, skipped=1)
