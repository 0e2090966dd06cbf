"""The full-text index finds what a naive scan finds, follows every change, and is never trusted when it is damaged."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import time
import unicodedata
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.anchor import Anchor
from reader.domain.highlight import Highlight
from reader.domain.shelf import ALL, BIN
from reader.library.folder import Folder
from reader.library.fulltext import building, database, folding, updating
from reader.library.fulltext.database import SearchUnusable, current
from reader.library.fulltext.expression import And, Expression, Not, Or, Words, expression_of
from reader.library.fulltext.folding import pieces, searchable
from reader.library.fulltext.prose import prose
from reader.library.fulltext.searching import Fulltext
from reader.library.fulltext.updating import update
from reader.library.library import Library
from tests.library.making import draft, uid
from tests.spending import at_most

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
NUMBERS = count()
SOME = 100_000
"""Bytes of text that may be indexed where only a little may."""


@pytest.fixture
def fulltext(library):
    update(library)
    found = Fulltext(library)
    yield found
    found.close()


def found(fulltext: Fulltext, text: str, **asked) -> list[str]:
    return fulltext.search(expression_of(Words(text, **asked)), limit=1000)


def text_of(library: Library, body: str, **facts) -> str:
    """Add an article of which only the text is known; its uid."""
    [added] = library.articles.add([draft(f"t{next(NUMBERS)}", **{"body": body, **facts})])
    return added.article.uid


def highlight(article: str, text: str, note: str = "") -> Highlight:
    number = next(NUMBERS)
    return Highlight(f"h{number:015}", article, Anchor(0, 0, text), Anchor(0, len(text)), text, note=note, made=NOW)


# -- a naive scan --------------------------------------------------------------------------------------


def tokens(text: str) -> list[str]:
    """The words of a text as a person would take it apart, slowly."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.replace("\u00ad", "")) if not unicodedata.combining(c))
    return re.findall(r"[぀-鿿가-힣]|(?:(?![぀-鿿가-힣])[^\W_])+", unicodedata.normalize("NFC", bare.casefold()))


def parts(library: Library, article) -> dict[str, list[str]]:
    notes = [article.note, *(part for h in library.highlights.of(article.uid) for part in (h.text, h.note))]
    return {
        "title": tokens(article.title),
        "author": tokens(article.author),
        "source": tokens(article.source),
        "note": tokens("\n".join(notes)),
        "text": tokens(library.bodies.read(article.uid, article.edition)),
    }


def holds(sought: Expression, of: dict[str, list[str]]) -> bool:
    if isinstance(sought, And):
        return all(holds(part, of) for part in sought.parts)
    if isinstance(sought, Or):
        return any(holds(part, of) for part in sought.parts)
    if isinstance(sought, Not):
        return not holds(sought.part, of)
    phrases = [sought.text] if sought.phrase else sought.text.split()
    fields = [sought.field] if sought.field else list(of)
    return all(
        any(has(of[field], tokens(phrase), sought.prefix and phrase is phrases[-1]) for field in fields)
        for phrase in phrases
    )


def has(words: list[str], phrase: list[str], prefix: bool) -> bool:
    size = len(phrase)
    for at in range(len(words) - size + 1):
        part = words[at : at + size]
        if part == phrase or (prefix and part[:-1] == phrase[:-1] and part[-1].startswith(phrase[-1])):
            return True
    return False


def scanned(library: Library, sought: Expression) -> set[str]:
    articles = [*library.articles.listing(ALL), *library.articles.listing(BIN)]
    return {article.uid for article in articles if holds(sought, parts(library, article))}


WORDS = (
    "tide", "tides", "tidal", "Ebb", "naïve", "NAÏVE", "re\u00adsume", "résumé", "don't", "don’t", "well-known",
    "straße", "灯台", "灯", "海辺の図書館", "한국어", "Ελλάδα", "ελλαδα", "Москва", "Йод", "שָׁלוֹם", "مَرْحَبًا",
    "AND", "NEAR", "x1", "2026", "ﬁne", "Ａｂ",
)  # fmt: skip
SENTENCES = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
LEAVES = st.builds(
    Words,
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join)
    | st.sampled_from(["t", "ti", "灯台の", "don"]),
    phrase=st.booleans(),
    prefix=st.booleans(),
    field=st.sampled_from(["", "", "", "title", "author", "source", "note"]),
)
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, min_size=1, max_size=3).map(tuple).flatmap(
        lambda several: st.sampled_from([And(several), Or(several), Not(several[0])])
    ),
    max_leaves=4,
)  # fmt: skip


class Changing:
    """Random changes to a library."""

    def __init__(self, library: Library, data) -> None:
        self.library = library
        self.draw = data.draw

    def add(self, sentence: str) -> None:
        added = NOW - timedelta(days=self.draw(st.integers(0, 3)))
        title, author, source = (self.draw(SENTENCES) for _ in range(3))
        one = draft(f"n{next(NUMBERS)}", added=added, author=author, source=source)
        self.library.articles.add(
            [one.__class__(f"{one.title} {title}", f"{sentence}\n", author=author, source=source, added=added)]
        )

    def _one(self) -> str:
        uids = [*self.library.articles.listing(ALL).uids(), *self.library.articles.listing(BIN).uids()]
        return self.draw(st.sampled_from(sorted(uids))) if uids else ""

    def note(self, sentence: str) -> None:
        if one := self._one():
            self.library.articles.note(one, sentence)

    def highlight(self, sentence: str) -> None:
        if one := self._one():
            self.library.highlights.add([highlight(one, sentence, "said")])

    def annotate(self, sentence: str) -> None:
        if all_ := self.library.highlights.all():
            self.library.highlights.note(all_[0].uid, sentence)

    def unmark(self, _: str) -> None:
        self.library.highlights.remove([h.uid for h in self.library.highlights.all()[:1]])

    def retext(self, sentence: str) -> None:
        if one := self._one():
            self.library.articles.put_text(one, draft("again", body=f"{sentence}\n"))

    def remove(self, _: str) -> None:
        if one := self._one():
            self.library.articles.remove([one])

    def forget(self, _: str) -> None:
        if one := self._one():
            self.library.articles.forget([one])

    def undo(self, _: str) -> None:
        self.library.undo()

    def redo(self, _: str) -> None:
        self.library.redo()

    def compact(self, _: str) -> None:
        self.library.compact()

    def update(self, _: str) -> None:
        update(self.library)

    def follow(self, _: str) -> None:
        update(self.library, most=SOME)


CHANGES = (
    "add", "add", "add", "note", "highlight", "annotate", "unmark", "retext", "remove", "forget", "undo", "redo",
    "compact", "update", "follow",
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(data=st.data(), newest=st.sampled_from([2, 5, 2_000]))
def test_after_any_changes_searching_finds_what_a_scan_finds(tmp_path_factory, data, newest):
    path = tmp_path_factory.mktemp("l") / "library"
    with pytest.MonkeyPatch.context() as patch, Library.open(path) as library:
        for module, name, value in (
            (building, "NEWEST", newest), (updating, "NEWEST", newest), (updating, "MANY_NEWEST", 3 * newest),
            (updating, "DEAD_LEAST", 3), (updating, "_PIECE", 2), (building, "_PIECE", 3), (updating, "_ROWS", 2),
        ):  # fmt: skip
            patch.setattr(module, name, value)
        changing = Changing(library, data)
        for change in data.draw(st.lists(st.sampled_from(CHANGES), min_size=4, max_size=16)):
            getattr(changing, change)(data.draw(SENTENCES))
        update(library)
        fulltext = Fulltext(library)
        assert fulltext.fresh
        for sought in data.draw(st.lists(EXPRESSIONS, min_size=3, max_size=8)):
            expected = scanned(library, sought)
            expression = expression_of(sought)
            assert set(fulltext.search(expression, 1000)) == expected, sought
            assert set(fulltext.search(expression, 1000, ranked=True)) == expected or newest < 2_000
            assert fulltext.matching(expression) == expected
            columns = library.articles.columns
            assert fulltext.matching_slots(expression, columns) == {columns.slot(uid) for uid in expected}
        assert len(fulltext.search("", 1000)) == len(library.articles)
        fulltext.close()


# -- words ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "queries"),
    [
        ("Ein Übergrößen-Café", ["ubergrossen", "Übergrößen", "cafe", "café", "CAFÉ", "ubergroßen-cafe"]),
        ("naïve re\u00adsu\u00adme", ["naive", "naïve", "resume"]),
        ("She didn’t; l’eau, rock 'n' roll", ["didn't", "didn’t", "didn", "l'eau", "eau", "'n'"]),
        ("a well-known co‑operation", ["well-known", "well known", "known", "co-operation"]),
        ("海辺の図書館に灯台", ["海", "灯台", "図書館", "海辺の図", "の"]),
        ("한국어를 읽다", ["한", "한국", "한국어", "읽다"]),
        ("ﾃﾞｰﾀ Ａｂｃ", ["データ", "abc", "ＡＢＣ"]),
        ("Η Ελλάδα του Οδυσσέα", ["ελλαδα", "ΕΛΛΆΔΑ", "οδυσσεα"]),
        ("Ёлки и пʼять Йод", ["елки", "Ёлки", "п'ять", "иод"]),
        ("قَالَ مُحَمَّد", ["قال", "محمد", "مُحَمَّد"]),
        ("שָׁלוֹם עולם", ["שלום", "עולם"]),
        ("हिन्दी में पढ़ना", ["हिन्दी", "पढ़ना"]),
        ("สวัสดีชาวโลก", ["สวัสดี", "โลก"]),
        ("C++ and x² at 50 %", ["C++ and", "x2", "50"]),
        ("İstanbul ΣΊΣΥΦΟΣ", ["istanbul", "σίσυφος"]),
    ],
)
def test_words_are_found_as_people_type_them(library, fulltext, body, queries):
    here = text_of(library, body)
    update(library, most=SOME)
    assert {query: found(fulltext, query) for query in queries} == {query: [here] for query in queries}


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_cjk_of_any_length_is_exact(library, fulltext, size):
    here = text_of(library, "東京都庁舎")
    text_of(library, "京東 都 舎庁")
    update(library, most=SOME)
    expected = 2 if size == 1 else 1
    assert len(found(fulltext, "東京都庁"[:size])) == expected
    assert here in found(fulltext, "東京都庁"[:size])


@pytest.mark.parametrize(
    "text",
    ["AND", "OR NOT", "NEAR(a b)", '"', '""', '"a', "*", "^a", "a*", "{title} : a", "title:a",
     "-a", "(", "a)", "+", "\0a", "\ud800a", "'", ";drop table texts", "a\nb"],
)  # fmt: skip
def test_nothing_a_person_writes_is_syntax(library, fulltext, text):
    here = text_of(library, f"before {text} after".encode("utf-8", "replace").decode())
    update(library, most=SOME)
    for prefix in (False, True):
        for phrase in (False, True):
            for field in ("", "title", "note"):
                expression = expression_of(Words(text, phrase, prefix, field))
                hits = fulltext.search(expression, 1000)
                assert field or here in hits
    assert fulltext.ready


def test_what_holds_no_word_seeks_nothing(library, fulltext):
    assert expression_of(Words("?!")) == expression_of(Not(Words(""))) == expression_of(And(())) == ""
    assert expression_of(And((Words("-"), Words("text")))) == expression_of(Words("text"))
    assert len(fulltext.search(expression_of(Words("…")))) == 4


def test_pieces_are_what_fts5_takes_for_words():
    sql = sqlite3.connect(":memory:")
    sql.execute(f"create virtual table t using fts5(a, tokenize={database._TOKENIZE})")
    sql.execute("create virtual table v using fts5vocab(t, 'instance')")
    letters = [chr(code) for code in range(0x80, 0x110000, 7) if chr(code).isalnum()]
    texts = [(n, " ".join(pieces(letter))) for n, letter in enumerate(letters) if pieces(letter)]
    sql.executemany("insert into t(rowid, a) values (?, ?)", texts)
    assert sql.execute("select count(distinct doc) from v").fetchone() == (len(texts),)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("A [link](https://a.example/b_(c)?d=e \"titled\") here", "A link here"),
        ("![picture](a.png) and [text][label]\n\n[label]: https://x.example/y 'z'\n", "picture and text"),
        ("un*frigging*believable **bold**ly ~~st~~ruck", "unfriggingbelievable boldly struck"),
        ("see <https://a.example/long> or https://b.example/x?y=z.", "see or"),
        ("a<br>b <span class='x'>c</span>d <!-- no\nthing --> e", "a b cd e"),
        ("AT&amp;T co&shy;op", "AT T coop"),
        ("noted[^1] so\n\n[^1]: the foot", "noted so the foot"),
        ("```python\nsnake_case = 1\n```", "python snake case 1"),
    ],
)  # fmt: skip
def test_prose_is_what_a_person_reads(markdown, words):
    assert " ".join(tokens(prose(markdown))) == words.casefold()


@pytest.mark.parametrize("sign", ["](", "<a ", "[^", "&", "*a", "http://", '](a "', "[a]: ", "<!--", "~~a", "](((("])
def test_prose_of_hostile_texts_takes_no_time(sign):
    with at_most(2):
        prose(sign * 100_000)


# -- order ----------------------------------------------------------------------------------------------


def test_the_newest_come_first_also_when_old_ones_come_late(library, fulltext):
    times = [NOW - timedelta(days=days) for days in (1, 400, 30, 7, 7, 7)]
    uids = [text_of(library, "lighthouse", added=time) for time in times]
    update(library)
    order = found(fulltext, "lighthouse")
    assert [order.index(uids[n]) for n in (0, 2, 1)] == [0, 4, 5]
    library.articles.note(uids[1], "changed")
    update(library)
    assert found(fulltext, "lighthouse")[-1] == uids[1]
    assert fulltext.search(expression_of(Words("lighthouse")), limit=2) == order[:2]
    assert fulltext.search(expression_of(Words("lighthouse")), among={uids[1], uids[2]}) == [uids[2], uids[1]]


def test_ranked_a_title_counts_more_than_a_mention(library, fulltext):
    mention = text_of(library, "a tern and much else " * 30)
    [added] = library.articles.add([draft("The tern", body="of the bird\n", added=NOW - timedelta(days=900))])
    update(library)
    assert fulltext.search(expression_of(Words("tern")), ranked=True) == [added.article.uid, mention]
    assert fulltext.search(expression_of(Words("tern"))) == [mention, added.article.uid]


def test_the_newest_are_chosen_anew_when_many_have_come(library, fulltext, monkeypatch):
    for module, name, value in ((updating, "NEWEST", 5), (building, "NEWEST", 5), (updating, "MANY_NEWEST", 15)):
        monkeypatch.setattr(module, name, value)
    uids = [text_of(library, "harbour", added=NOW + timedelta(hours=n)) for n in range(20)]
    assert update(library, most=SOME).left
    update(library)
    assert found(fulltext, "harb", prefix=True) == uids[::-1]
    uids += [text_of(library, "harbour", added=NOW + timedelta(days=2, hours=n)) for n in range(20)]
    update(library)
    assert found(fulltext, "harb", prefix=True) == uids[::-1]
    assert fulltext.search(expression_of(Words("har", prefix=True)), 3) == uids[:-4:-1]


# -- following ------------------------------------------------------------------------------------------


def test_every_kind_of_change_is_followed(library, fulltext):
    a = uid("a")
    library.articles.note(a, "pelican")
    assert not fulltext.fresh
    assert update(library, most=SOME).indexed == 1
    assert fulltext.fresh
    assert found(fulltext, "pelican") == found(fulltext, "pelican", field="note") == [a]
    library.undo()
    update(library, most=SOME)
    assert found(fulltext, "pelican") == []
    library.redo()
    library.highlights.add([highlight(uid("b"), "an egret", "seen")])
    update(library, most=SOME)
    assert (found(fulltext, "pelican"), found(fulltext, "egret seen", field="note")) == ([a], [uid("b")])
    library.articles.put_text(a, draft("again", body="cormorant\n"))
    update(library, most=SOME)
    assert found(fulltext, "cormorant") == [a]
    assert a not in found(fulltext, "text")
    library.undo()
    update(library, most=SOME)
    assert a in found(fulltext, "text")
    library.articles.remove([a])
    update(library, most=SOME)
    assert a in found(fulltext, "text")
    library.articles.forget([a])
    assert a not in found(fulltext, "text")
    assert update(library, most=SOME).indexed == 1


def test_what_changes_nothing_that_is_indexed_costs_nothing(library, fulltext):
    library.articles.bookmark([uid("a")])
    library.articles.keep_place(uid("a"), Anchor(0, 3), 0.5)
    assert fulltext.fresh
    assert update(library, most=SOME) == updating.Updated()
    library.compact()
    assert fulltext.fresh


def test_what_another_process_does_is_noticed(path, library, fulltext):
    with Library.open(path) as other:
        other.articles.note(uid("a"), "pelican")
    library.catch_up()
    assert not fulltext.fresh
    update(library, most=SOME)
    assert found(fulltext, "pelican") == [uid("a")]
    with Library.open(path) as other:
        other.articles.note(uid("b"), "egret")
        other.compact()
        other.articles.note(uid("c"), "tern")
    library.catch_up()
    assert not fulltext.fresh
    update(library, most=SOME)
    assert [found(fulltext, bird) for bird in ("egret", "tern")] == [[uid("b")], [uid("c")]]


def test_a_library_without_a_past_is_compared(path, library, fulltext):
    library.close()
    (path / "journal.jsonl").unlink()
    with Library.open(path) as reopened:
        assert not reopened.articles.listing(ALL) or not Fulltext(reopened).fresh
        update(reopened)
        assert set(found(Fulltext(reopened), "text")) == set(reopened.articles.listing(ALL).uids())


def test_much_is_left_to_the_command(library, fulltext):
    library.articles.add([draft(f"new {n}") for n in range(60)])
    assert update(library, most=SOME).left
    assert update(library, most=2 * SOME).indexed == 60
    text_of(library, "long " * 100_000)
    assert update(library, most=2 * SOME).left
    assert update(library, most=10 * SOME).indexed == 1


def test_what_is_worn_is_built_anew_at_once_where_that_is_little(library, fulltext, monkeypatch):
    monkeypatch.setattr(updating, "DEAD_LEAST", 0)
    library.articles.note(uid("a"), "pelican")
    assert update(library, most=3).left
    assert update(library, most=SOME).rebuilt
    assert found(fulltext, "pelican") == [uid("a")]


def test_comparing_is_work_too(library, fulltext):
    index = database.Database(database.current(Folder(library.path).cache), writing=True)
    index.say([], index.floor)
    index.close()
    library.articles.note(uid("a"), "pelican")
    assert update(library, most=len(library.articles) * updating.A_LOOK - 1).left
    assert update(library, most=SOME).indexed == 1


def test_rows_that_are_dead_are_cleared_away(library, fulltext, monkeypatch):
    monkeypatch.setattr(updating, "DEAD_LEAST", 10)
    for n in range(30):
        library.articles.note(uid("a"), f"note{n}")
        rebuilt = update(library).rebuilt
        assert found(fulltext, f"note{n}") == [uid("a")]
        assert found(fulltext, f"note{n - 1}") == []
        if rebuilt:
            break
    assert rebuilt
    assert len(list(Folder(library.path).cache.glob("search.*.db"))) == 1


def test_only_one_writes_at_a_time(library, fulltext):
    library.articles.note(uid("a"), "pelican")
    with updating._alone(Folder(library.path).cache, wait=True) as alone:
        assert alone
        assert update(library, most=SOME).left
    assert update(library, most=SOME).indexed == 1


# -- harm -----------------------------------------------------------------------------------------------


def test_without_an_index_a_sentence_says_so(library):
    fulltext = Fulltext(library)
    assert not fulltext.ready
    assert not fulltext.fresh
    with pytest.raises(SearchUnusable, match="only titles"):
        fulltext.search("x")
    assert update(library, most=3).left
    assert update(library, most=SOME).rebuilt
    assert len(fulltext.search("")) == 4


def ruined(how: str, path) -> None:
    size = path.stat().st_size
    if how == "empty":
        path.write_bytes(b"")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[: size // 3])
    elif how == "noise":
        path.write_bytes(b"noise " * 5000)
    elif how == "holes":
        path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (size - 4096))
    elif how == "foreign":
        path.unlink()
        sqlite3.connect(path).execute("create table other(x)")
    else:
        with sqlite3.connect(path) as sql:
            sql.execute("update meta set value = '99' where name = 'version'")


@pytest.mark.parametrize("how", ["empty", "cut", "noise", "holes", "foreign", "version"])
@pytest.mark.parametrize("opened", [False, True])
def test_a_damaged_index_is_noticed_and_built_anew(library, how, opened):
    library.articles.add([draft(f"new {n}", body="harbour " * 50) for n in range(100)])
    update(library)
    fulltext = Fulltext(library)
    if opened:
        assert found(fulltext, "harbour")
        fulltext.close()
    ruined(how, current(Folder(library.path).cache))
    with suppress(SearchUnusable):
        assert len(found(fulltext, "harbour")) == 100
    library.articles.note(uid("a"), "pelican")
    update(library)
    assert len(found(fulltext, "harbour")) == 100
    assert found(fulltext, "pelican") == [uid("a")]


def test_a_cache_that_is_deleted_is_built_anew(library, fulltext):
    assert found(fulltext, "text")
    for file in Folder(library.path).cache.iterdir():
        file.unlink()
    with pytest.raises(SearchUnusable):
        found(fulltext, "text")
    assert update(library).rebuilt
    assert found(fulltext, "text")


BUILD = (
    "import sys, time\n"
    "from pathlib import Path\n"
    "from reader.library.library import Library\n"
    "from reader.library.fulltext.updating import update\n"
    "def told(done, total):\n"
    "    print(done, flush=True)\n"
    "    time.sleep(float(sys.argv[2]))\n"
    "with Library.open(Path(sys.argv[1])) as library:\n"
    "    update(library, told=told, rebuild=sys.argv[3] == 'anew')\n"
)


@pytest.mark.parametrize("how", ["anew", "on"])
@pytest.mark.parametrize("after", [0, 1, 3])
def test_killed_at_any_moment_the_old_index_or_the_new_one_answers(path, library, fulltext, how, after):
    library.articles.add([draft(f"new {n}", body=f"harbour n{n}\n") for n in range(900)])
    process = subprocess.Popen([sys.executable, "-c", BUILD, str(path), "0.02", how], stdout=subprocess.PIPE, text=True)
    for _ in range(after + 1):
        process.stdout.readline()
    process.kill()
    process.wait()
    process.stdout.close()
    assert not fulltext.fresh
    assert len(found(fulltext, "text")) == 4
    update(library)
    assert fulltext.fresh
    assert len(found(fulltext, "harbour")) == 900
    assert found(fulltext, "n17", phrase=True) == [draft("new 17", body="harbour n17\n").uid]
    assert sorted(file.suffix for file in Folder(path).cache.glob("search.*")) in (
        [".db", ".lock"], [".db", ".db-shm", ".db-wal", ".lock"],
    )  # fmt: skip


def test_readers_go_on_while_an_index_is_built_and_take_the_new_one(path, library, fulltext):
    library.articles.add([draft(f"new {n}", body="harbour\n") for n in range(600)])
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, str(path), "0.05", "anew"], stdout=subprocess.PIPE, text=True
    )
    slowest = 0.0
    while process.poll() is None:
        start = time.perf_counter()
        assert len(found(fulltext, "text")) == 4
        slowest = max(slowest, time.perf_counter() - start)
    process.stdout.close()
    assert len(found(fulltext, "harbour")) == 600
    assert slowest < 1


def test_without_fts5_a_sentence_says_so(library, monkeypatch):
    monkeypatch.setattr(database, "_TABLES", ("create virtual table texts using fts99(x)",))
    with pytest.raises(SearchUnusable):
        update(library)


def test_starting_does_not_load_sqlite(path, library):
    code = "import sys, reader.library.library, reader.library.fulltext.expression; sys.exit('sqlite3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@given(st.text() | st.text(st.sampled_from("aBÉéöœǅ灯한하ﬁİßςΣЙй \u00ad\u0301\u1112\u1161\u11ab’ʼ\0")))
def test_folding_is_the_same_for_many_characters_and_few(text):
    with pytest.MonkeyPatch.context() as patch:
        few = searchable(text).lower().split()
        patch.setattr(folding, "FEW", -1)
        assert searchable(text).lower().split() == few
    assert searchable(" ".join(few)).split() == few
