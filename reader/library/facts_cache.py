"""The cache of the facts: arrays as bytes, valid for exactly one snapshot, for whoever asks for them again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from zlib import crc32

import orjson

from reader.library.facts import Facts
from reader.library.snapshot import Signature

_MAGIC = b"reader facts 2\n"


def save(path: Path, signature: Signature, facts: Facts) -> None:
    """Keep the facts of a snapshot that has just been written; failing is no harm."""
    header = {
        "signature": list(signature)[:2],
        "count": len(facts),
        "texts": [[texts.texts, texts.counts] for texts in facts.texts],
    }
    with suppress(OSError, UnicodeEncodeError, TypeError):
        body = b"".join(values.tobytes() for values in facts.arrays)
        data = b"%b\n%b" % (orjson.dumps(header), body)
        path.parent.mkdir(exist_ok=True)
        draft = path.with_name(f"{path.name}.tmp")
        draft.write_bytes(b"%b%08x\n%b" % (_MAGIC, crc32(data), data))
        draft.replace(path)


def load(path: Path, signature: Signature) -> Facts | None:
    """The facts of a snapshot, or nothing if they were kept for another one or are damaged."""
    try:
        data = path.read_bytes()
        start = len(_MAGIC) + len(b"00000000\n")
        end = data.index(b"\n", start)
        view = memoryview(data)
        if data[:start] != b"%b%08x\n" % (_MAGIC, crc32(view[start:])):
            return None
        header = orjson.loads(data[start:end])
        if header["signature"] != list(signature)[:2]:
            return None
        facts = Facts()
        for texts, (known, counts) in zip(facts.texts, header["texts"], strict=True):
            texts.fill(known, counts)
        position = end + 1
        for values in facts.arrays:
            size = header["count"] * values.itemsize
            values.frombytes(view[position : position + size])
            position += size
        return facts if position == len(data) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
