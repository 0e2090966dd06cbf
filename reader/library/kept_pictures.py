"""The kept pictures: files beside the bodies, called by what they hold, so that none is ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from reader.domain.errors import ReaderError
from reader.domain.picture import kept_name, picture_address
from reader.library.folder import Folder, sync_folder, write_new

MANY = 8
"""Pictures from which on it pays to write them side by side."""


class PictureMissing(ReaderError):
    """A picture that a body refers to is not there or cannot be read."""


class KeptPictures:
    """The pictures of a library."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder.pictures

    def path(self, name: str) -> Path:
        """Where a picture is; raises PictureMissing for what is no name of one, and so never leads elsewhere."""
        if not kept_name(picture_address(name)):
            raise PictureMissing("This picture has not been kept.")
        return self.folder / name

    def read(self, name: str) -> bytes:
        """The bytes of a picture; raises PictureMissing."""
        path = self.path(name)
        try:
            return path.read_bytes()
        except FileNotFoundError:
            raise PictureMissing(f"The picture is missing from {self.folder}.") from None
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise PictureMissing(f"The picture cannot be read ({path}: {reason}).") from error

    def lacking(self, sizes: Mapping[str, int]) -> set[str]:
        """The names of those that are not there, or with another size."""
        return {name for name, size in sizes.items() if _size_of(self.path(name)) != size}

    def write(self, pictures: Mapping[str, bytes]) -> None:
        """Write those that are not there yet, so that all are on disk when this returns; raises OSError."""
        fresh = [(path, data) for name, data in pictures.items() if not _is_there(path := self.path(name), data)]
        if not fresh:
            return
        is_first = not self.folder.is_dir()
        self.folder.mkdir(parents=True, exist_ok=True)
        if len(fresh) < MANY:
            for path, data in fresh:
                write_new(str(path), data)
        else:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(16) as pool:
                list(pool.map(lambda each: write_new(str(each[0]), each[1]), fresh))
        sync_folder(self.folder)
        if is_first:
            sync_folder(self.folder.parent)


def _is_there(path: Path, data: bytes) -> bool:
    """Whether a picture is there, and whole."""
    return _size_of(path) == len(data)


def _size_of(path: Path) -> int:
    """How many bytes a file has, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
