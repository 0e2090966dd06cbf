"""Archives from strangers: bombs, locked ones, damaged ones and names that lead elsewhere end in a sentence."""

import io
import zipfile

import pytest

from reader.services.archive import is_safe
from reader.services.importing import file as module
from reader.services.importing.file import ImportFile
from reader.services.importing.gathering import gather
from reader.services.importing.report import ImportReport
from tests.services.importing.samples import SAMPLES
from tests.services.importing.sampling import zipped

TABLE = SAMPLES["pocket table"]
ARCHIVES = [name for name, data in SAMPLES.items() if data.startswith(b"PK")]


def brought(data, folder):
    path = folder / "x.bin"
    path.write_bytes(data)
    report = ImportReport(dry=True)
    return gather([path], report, lambda step: None), report


@pytest.mark.parametrize("name", ["../part_000000.csv", "/etc/part_000000.csv", "a/../../part_0.csv", "C:\\part_0.csv"])
def test_names_that_lead_out_are_left_out_and_told(name, tmp_path):
    found, report = brought(zipped({name: TABLE}), tmp_path)
    assert found.articles == {}
    assert report.failed == [f"{tmp_path}/x.bin is no export that is known here. `reader add` takes texts."]
    assert report.remarks == [f"{tmp_path}/x.bin holds files whose names lead out of it: they were left out."]


def test_the_rest_of_such_an_archive_is_read(tmp_path):
    found, report = brought(zipped({"../x": "", "part_000000.csv": TABLE}), tmp_path)
    assert len(found.articles) == 4
    assert len(report.remarks) == 1


def test_a_bomb_is_not_read(tmp_path):
    found, report = brought(zipped({"part_000000.csv": TABLE + b"x" * 50_000_000}), tmp_path)
    assert found.articles == {}
    assert report.failed == [f"{tmp_path}/x.bin holds more than can be read."]


def test_an_archive_is_read_so_far_as_all_of_it_together_may_be(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LIMITS", module.LIMITS._replace(size=1000))
    _, report = brought(zipped({f"part_{n:06}.csv": TABLE for n in range(4)}), tmp_path)
    assert report.failed == [f"{tmp_path}/x.bin holds more than can be read."]


def test_too_many_members(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LIMITS", module.LIMITS._replace(members=3))
    _, report = brought(zipped({f"part_{n:06}.csv": TABLE for n in range(4)}), tmp_path)
    assert report.failed == [f"{tmp_path}/x.bin holds more than 3 files."]


def test_a_locked_archive(tmp_path):
    data = bytearray(zipped({"part_000000.csv": TABLE}))
    data[6] |= 1  # the flag of the member, and again in the list at the end
    data[data.index(b"PK\x01\x02") + 8] |= 1
    _, report = brought(bytes(data), tmp_path)
    assert report.failed == [f"{tmp_path}/x.bin is locked with a password."]


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_that_was_cut_off(name, tmp_path):
    for part in range(1, 7):
        _, report = brought(SAMPLES[name][: len(SAMPLES[name]) * part // 7], tmp_path)
        assert report.failed == [f"{tmp_path}/x.bin is a damaged archive."]


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_member_with_wrong_bytes_is_not_taken_for_the_right_one(name, tmp_path):
    data = bytearray(SAMPLES[name])
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        texts = [info for info in archive.infolist() if info.filename.endswith((".json", ".csv", ".md", ".html"))]
        info = max(texts, key=lambda one: one.compress_size)
    if not info.compress_size:
        pytest.skip("an empty archive")
    place = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    data[place] ^= 0xFF
    _, report = brought(bytes(data), tmp_path)
    said = [*report.failed, *report.remarks, *(one.sentence for one in report.examples)]
    assert any("is damaged" in sentence for sentence in said)


@pytest.mark.parametrize("size", [0, 1, 4, 30])
def test_almost_nothing_is_no_archive(size, tmp_path):
    _, report = brought(b"PK\x03\x04".ljust(size, b"\0")[:size], tmp_path)
    assert len(report.failed) == 1


def test_a_member_without_a_name(tmp_path):
    data = zipped({"x": "", "part_000000.csv": TABLE}).replace(b"x", b"\0", 2)  # which ends a name
    found, _ = brought(data, tmp_path)
    assert len(found.articles) == 4


def test_an_archive_in_an_archive_is_not_opened(tmp_path):
    _, report = brought(zipped({"inner.zip": SAMPLES["pocket zip 2025"]}), tmp_path)
    assert len(report.failed) + len(report.remarks) in (0, 1)


def test_safe_names():
    assert is_safe("a/b.csv")
    assert is_safe("a/..b")
    assert not any(map(is_safe, ("", "..", "a/..", "\\x", "a\\..\\b", "/a", "c:x", "a\0b")))


def test_a_file_that_is_not_there(tmp_path):
    report = ImportReport()
    gather([tmp_path / "nothing", tmp_path / ("x" * 5000), "a\0b"], report, lambda step: None)
    assert len(report.failed) == 3
    assert report.failed[0] == f"{tmp_path}/nothing cannot be read (no such file or directory)."
    assert ImportFile("x", b"").text == ""
