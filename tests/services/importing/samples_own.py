"""Samples of our own JSON."""

from __future__ import annotations

from tests.services.importing.sampling import RED, as_json, sample

PLACE = {"block": 0, "offset": 4, "quote": "water came back.", "before": "The ", "fraction": 0.2}
END = {"block": 0, "offset": 20, "quote": "", "before": "The water came back.", "fraction": 1.0}
OWN = as_json({
    "version": 1,
    "program": "reader",
    "articles": [
        {
            "uid": "00000000000000aa",
            "title": f"{RED} tides",
            "url": "https://example.org/tides",
            "added": "2024-05-01T10:00:00Z",
            "tags": ["sea"],
            "state": "reading",
            "place": PLACE,
            "progress": 0.2,
            "body": "The water came back.\n",
            "extra": {"pocket": {"cursor": "x"}},
            "carried": {"pocket": "0123456789ab"},
            "highlights": [{"uid": "00000000000000ff", "start": PLACE, "end": END, "text": "water came back."}],
            "marks": [{"letter": "a", "place": PLACE}, {"letter": "?"}],
        },
        {"uid": "00000000000000ab", "title": "Waits", "url": "https://example.org/waits", "waiting": "2024-05-01"},
        {"uid": "../../etc/passwd", "title": "No uid"},
        "nothing",
    ],
    "feeds": [{"uid": "0123456789ab", "url": "https://example.org/feed", "title": "Bay"}, {"uid": 3}],
})  # fmt: skip

sample("reader", "own json", OWN, entries=6, articles=2, skipped=3)
