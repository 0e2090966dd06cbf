"""Tables as programs write them: columns by name, cells over several lines, a damaged row is one row."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from reader.services.importing.file import ImportFile
from reader.services.importing.table import Table

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"), max_size=12)


def rows_of(text):
    return [(row.number, row.cells, row.problem) for row in Table(text)]


def test_columns_are_found_by_name_whatever_their_case():
    table = Table(" Highlight_Count ,URL\n3,x\n")
    assert table.columns == {"highlight count", "url"}
    assert table.called == {"highlight count": "Highlight_Count", "url": "URL"}
    (row,) = table
    assert (row["highlight count"], row["url"], row["missing"]) == ("3", "x", "")


def test_a_cell_may_hold_commas_quotes_and_lines():
    assert rows_of('a,b\n"one, ""two""\nthree",x\r\ny,z') == [
        (2, {"a": 'one, "two"\nthree', "b": "x"}, ""),
        (3, {"a": "y", "b": "z"}, ""),
    ]


def test_short_and_long_rows_are_told_and_the_others_read():
    assert rows_of("a,b\n1\n1,2,3\n1,2,,\n\n5,6\n") == [
        (2, {}, "is too short: 1 cells instead of 2"),
        (3, {}, "is too long: 3 cells instead of 2"),
        (4, {"a": "1", "b": "2"}, ""),
        (6, {"a": "5", "b": "6"}, ""),
    ]


def test_semicolons_and_single_line_ends():
    assert rows_of("a;b\r1,5;2\r") == [(2, {"a": "1,5", "b": "2"}, "")]


def test_blank_lines_before_the_names_are_no_row():
    table = ImportFile("x", b"\xef\xbb\xbf\r\n \r\na,b\r\n1,2\r\n").table
    assert [row.cells for row in table] == [{"a": "1", "b": "2"}]
    assert [row.cells for row in ImportFile("x", b"\r\n\r\na,b\r\n1,2\r\n").table] == [{"a": "1", "b": "2"}]


def test_a_very_long_cell_is_read():
    assert len(rows_of("a,b\n" + "x" * 500_000 + ",y\n")[0][1]["a"]) == 500_000


def test_encodings():
    text = "title,url\nCafé – naïve,x\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        file = ImportFile("x.csv", text.encode(encoding))
        assert [row["title"] for row in file.table] == ["Café – naïve"]
        assert file.table.remark == ""
    old = ImportFile("x.csv", text.encode("cp1252"))
    assert [row["title"] for row in old.table] == ["Café – naïve"]
    assert old.table.remark == "x.csv is no UTF-8: it was read as Windows-1252."


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=6), st.sampled_from([",", ";"]))
def test_what_was_written_is_read(rows, delimiter):
    rows = [row for row in rows if any(row)]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(["a", "b", "c"])
    writer.writerows(rows)
    file = ImportFile("x", buffer.getvalue().encode())
    assert [[row["a"], row["b"], row["c"]] for row in file.table] == rows


@given(st.text(max_size=200), st.binary(max_size=200))
def test_nothing_breaks_a_table(text, data):
    for file in (ImportFile("x", text.encode("utf-8", "replace")), ImportFile("x", b"a,b\n" + data)):
        for row in file.table or ():
            assert row.problem or row.cells
