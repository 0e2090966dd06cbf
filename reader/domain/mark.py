"""A mark: a named place in a text, to come back to with two keys."""

from datetime import datetime
from typing import NamedTuple

from reader.domain.anchor import Anchor


class Mark(NamedTuple):
    """A place with a letter: small ones belong to their article, capitals to the whole library."""

    letter: str
    article: str
    """The uid of the article it stands in."""
    place: Anchor
    sentence: str = ""
    """The sentence that begins there, so that a list of marks says something."""
    made: datetime | None = None

    @property
    def uid(self) -> str:
        """Its identity: setting the same letter again moves the mark."""
        return mark_uid(self.letter, self.article)


def mark_uid(letter: str, article: str) -> str:
    """The uid of the mark that has a letter in an article, or everywhere."""
    return letter if letter.isupper() else f"{article}:{letter}"


def is_mark(letter: str) -> bool:
    """Whether a key names a mark: a letter without accents."""
    return len(letter) == 1 and letter.isascii() and letter.isalpha()
