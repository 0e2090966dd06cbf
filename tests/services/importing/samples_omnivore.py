"""Samples of Omnivore: its archive with two parts, and the table it read."""

from __future__ import annotations

from tests.services.importing.sampling import RED, as_json, rows, sample, zipped

NO_URL = "https://omnivore.app/no_url?q=6c54e2c1"
FIRST = [
    {
        "id": "20db",
        "slug": "tides-192d",
        "title": f"Tides {RED}",
        "description": "About water.",
        "author": "A. Writer",
        "url": "https://example.org/tides",
        "state": "Archived",
        "readingProgress": 41.5,
        "thumbnail": None,
        "labels": ["RSS", "sea"],
        "savedAt": "2024-10-29T16:30:11.000Z",
        "updatedAt": "2024-10-31T13:01:28.320Z",
        "publishedAt": None,
    },
    {
        "id": "20dc",
        "slug": "letter-1",
        "title": "A letter",
        "url": NO_URL,
        "state": "Active",
        "readingProgress": 0,
        "labels": [{"name": "Newsletter", "color": "#fff"}],
        "savedAt": "2024-10-30T16:30:11.000Z",
    },
    {"slug": "gone", "title": "A lost letter", "url": NO_URL + "2", "state": "Unknown", "savedAt": "2024-10-30"},
    {"slug": "bare", "title": "No address", "url": None, "state": "Active", "savedAt": "2024-10-30"},
]
SECOND = [
    {
        "id": "20dd",
        "slug": "chart-2",
        "title": "A chart",
        "url": "https://example.org/chart.pdf",
        "state": "Active",
        "readingProgress": 100,
        "labels": [],
        "savedAt": "2024-10-28T16:30:11Z",
        "publishedAt": "2020-02-03T00:00:00.000Z",
    },
    "nonsense",
]
MARKED = """Worth it.

> The water came back. \n
#slow #long read

My note.

And more of it.

> It stayed an hour,
> \n> and went.
"""


def pdf(words: str) -> bytes:
    """A file of one page."""
    content = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj%b endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(made),
    )


TEXT = "<div><p>The water came back. It was cold.</p><p>It stayed an hour, and went.</p></div>"
MEMBERS = [
    ("content/tides-192d.html", "<p>A first draft of it, which the program wrote twice.</p>"),
    ("content/tides-192d.html", TEXT),
    ("metadata_20_to_40.json", as_json(SECOND)),
    ("metadata_0_to_20.json", as_json(FIRST)),
    ("content/letter-1.html", "<p>Dear reader, the harbour is frozen.</p>"),
    ("content/chart-2.pdf", pdf("Depths are in fathoms and the harbour is shallow.")),
    ("content/orphan.html", "<p>Whose is this?</p>"),
    ("highlights/tides-192d.md", MARKED),
]
sample("omnivore", "zip", zipped(MEMBERS), entries=4 + 2 + 1, articles=4, skipped=3)
sample("omnivore", "folder in zip", zipped([(f"out/{n}", d) for n, d in MEMBERS]), entries=7, articles=4, skipped=3)
sample("omnivore", "metadata", as_json(FIRST), entries=4, articles=3, skipped=1)
sample(
    "omnivore-csv",
    "bare",
    '"https://example.org/a",ARCHIVED,"[sea,long read]"\n'
    'https://example.org/b,SUCCEEDED,"[]"\n'
    "https://example.org/c\n"
    "https://example.org/d,DELETED,\n"
    f"{NO_URL},SUCCEEDED,[]\n"
    "tides,,\n",
    entries=6,
    articles=4,
    skipped=2,
)
sample(
    "omnivore-csv",
    "with names",
    rows(
        "url,state,labels,saved_at,published_at",
        ("https://example.org/a", "ARCHIVED", "[sea]", 1730219411000, 1580688000000),
        ("https://example.org/b", "SUCCEEDED", "", "", ""),
    ),
    entries=2,
    articles=2,
)
