"""Pictures: loaded when a person asks for one, never before, and made small enough to be shown."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from shutil import which
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from reader.domain.errors import ReaderError
from reader.domain.plain import plain

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 60_000_000
"""Pixels of a picture that is decoded at all."""
LARGEST = (2400, 2400)
"""Pixels that are kept; no terminal shows more."""
VIEWERS = {"darwin": ("open",), "win32": ("explorer",)}
"""What opens a file as the system does; elsewhere it is xdg-open."""


class PictureUnusable(ReaderError):
    """What was loaded is no picture that can be shown."""


async def load(url: str, allow_private: bool = False) -> bytes:
    """The bytes of a picture; raises FetchFailed, AddressRefused or PictureUnusable."""
    from reader.services.web.fetch import Fetcher

    async with Fetcher(allow_private) as fetcher:
        answer = await fetcher.get(url, {"Accept": "image/*"})
    if not answer.kind.startswith("image/"):
        raise PictureUnusable(f"There is no picture there but {plain(answer.kind) or 'something unnamed'}.")
    return answer.body


def decode(data: bytes) -> Image:
    """The picture in some bytes, no larger than it can be shown; raises PictureUnusable."""
    from PIL import Image as images

    images.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow warns from here on and refuses from twice as much on
    try:
        with images.open(BytesIO(data)) as picture:
            picture.draft("RGB", LARGEST)
            picture.thumbnail(LARGEST)
            return picture.convert("RGBA" if "A" in picture.getbands() else "RGB")
    except (OSError, ValueError, SyntaxError, MemoryError, images.DecompressionBombError) as error:
        raise PictureUnusable("This picture cannot be shown.") from error


def open_with_system(data: bytes, suffix: str = "") -> None:
    """Show a picture with whatever the system shows pictures with; raises ReaderError where there is nothing."""
    viewer = VIEWERS.get(sys.platform, ("xdg-open",))
    if which(viewer[0]) is None:
        raise ReaderError(
            "There is nothing here to show a picture with.", "The extra `pictures` shows them in the terminal."
        )
    with NamedTemporaryFile(prefix="reader-", suffix=suffix, delete=False) as file:
        file.write(data)
    nowhere = subprocess.DEVNULL
    subprocess.Popen([*viewer, file.name], stdin=nowhere, stdout=nowhere, stderr=nowhere)
