"""The cache of the columns: arrays as bytes, valid for exactly one snapshot, so that opening parses nothing."""

from __future__ import annotations

from array import array
from contextlib import suppress
from pathlib import Path
from typing import Literal
from zlib import crc32

import orjson

from reader.library import ahead
from reader.library.columns import GONE, TIMES, Columns
from reader.library.kept_times import KeptTimes, own_column
from reader.library.member_sets import MemberSets
from reader.library.snapshot import Lines, Numbers, Signature

_MAGIC = b"reader columns 5\n"
_Kind = Literal["Q", "I", "q"]
_LINES: dict[str, _Kind] = {"starts": "Q", "lengths": "I"}
_COLUMNS: dict[str, _Kind] = {"ids": "Q", "seconds": "I", "order": "I", **dict.fromkeys(TIMES, "q")}


def save(path: Path, signature: Signature, lines: Lines, columns: Columns) -> None:
    """Keep the columns of a snapshot that has just been written; failing is no harm."""
    columns = _without_gone(columns)
    if list(columns.ids) != list(lines.ids):
        return
    arrays: dict[str, Numbers] = {"starts": lines.starts, "lengths": lines.lengths, **_arrays(columns)}
    header = {
        "signature": list(signature)[:2],
        "count": len(columns),
        "based": columns.based,
        "others_end": lines.others_end,
        "members": {
            name: {key: len(slots) for key, slots in members.items() if slots}
            for name, members in columns.members.items()
        },
    }
    body = [arrays[name].tobytes() for name in (*_LINES, *_COLUMNS)]
    slots_of = (slots for members in columns.members.values() for slots in members.values() if slots)
    body += [array("I", sorted(slots)).tobytes() for slots in slots_of]
    with suppress(OSError, UnicodeEncodeError):
        uids = "\n".join(columns.uids).encode()
        data = b"".join((orjson.dumps(header), b"\n", *body, bytes(columns.flags), uids))
        path.parent.mkdir(exist_ok=True)
        draft = path.with_name(f"{path.name}.tmp")
        draft.write_bytes(b"%b%08x\n%b" % (_MAGIC, crc32(data), data))
        draft.replace(path)


def load(path: Path, signature: Signature) -> tuple[Lines, Columns] | None:
    """The lines and columns of a snapshot, or nothing if they were kept for another one or are damaged."""
    try:
        stat = path.stat()
        known = ahead.take(str(path), (stat.st_size, stat.st_mtime_ns, stat.st_ino))
        data = path.read_bytes() if known is None else known[0]
        end = data.index(b"\n", ahead.HEAD)
        view = memoryview(data)
        checksum = crc32(view[ahead.HEAD :]) if known is None else known[1]
        if data[: ahead.HEAD] != b"%b%08x\n" % (_MAGIC, checksum):
            return None
        header = orjson.loads(data[ahead.HEAD : end])
        if header["signature"] != list(signature)[:2]:
            return None
        return _parse(view[end + 1 :], header)
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def _parse(view: memoryview, header: dict[str, object]) -> tuple[Lines, Columns] | None:
    count, based, others_end, members = (header[k] for k in ("count", "based", "others_end", "members"))
    assert isinstance(count, int)
    assert isinstance(based, int)
    assert isinstance(others_end, int)
    assert isinstance(members, dict)
    kept: dict[str, memoryview[int]] = {}
    position = 0
    for name, kind in (_LINES | _COLUMNS).items():
        size = count * array(kind).itemsize
        kept[name] = view[position : position + size].cast(kind)
        position += size
    columns = Columns()
    for name in columns.members:
        slots: dict[str, array[int]] = {}
        for key, size in members[name].items():
            slots[key] = array("I")
            slots[key].frombytes(view[position : position + size * slots[key].itemsize])
            position += size * slots[key].itemsize
        columns.members[name] = MemberSets(slots)
    columns.ids, columns.seconds, columns.order = (own_column(kept[name]) for name in ("ids", "seconds", "order"))
    columns.times = KeptTimes({name: kept[name] for name in TIMES})
    columns.flags = bytearray(view[position : position + count])
    so_many = columns.take_uids(str(view[position + count :], "utf-8"), count)
    columns.based = based
    if not so_many or len(columns.flags) != count or any(len(column) != count for column in kept.values()):
        return None
    columns.remember_later()
    return Lines(kept["ids"], kept["starts"], kept["lengths"], others_end, based == count), columns


def _arrays(columns: Columns) -> dict[str, array[int]]:
    return {"ids": columns.ids, "seconds": columns.seconds, "order": columns.order, **columns.times}


def _without_gone(columns: Columns) -> Columns:
    """The same columns with slots for what is there only, as a snapshot numbers its lines."""
    if not any(flag & GONE for flag in columns.flags):
        return columns
    kept = [slot for slot in range(len(columns)) if not columns.flags[slot] & GONE]
    renumbered = {slot: n for n, slot in enumerate(kept)}
    result = Columns()
    result.ids = array("Q", (columns.ids[slot] for slot in kept))
    result.uids = [columns.uids[slot] for slot in kept]
    result.flags = bytearray(columns.flags[slot] for slot in kept)
    result.times = {name: array("q", (times[slot] for slot in kept)) for name, times in columns.times.items()}
    result.seconds = array("I", (columns.seconds[slot] for slot in kept))
    result.order = array("I", (renumbered[slot] for slot in columns.order if slot in renumbered))
    for name, members in columns.members.items():
        for key, slots in members.items():
            result.members[name][key] = {renumbered[slot] for slot in slots}
    ids = result.ids
    result.based = next((n for n in range(1, len(ids)) if ids[n] <= ids[n - 1]), len(ids))
    return result
