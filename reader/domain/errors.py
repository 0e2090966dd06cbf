"""Errors that a person can be told about: what is not so, and what to do."""

from __future__ import annotations


class ReaderError(Exception):
    """Something went wrong that a person can be told about in one sentence."""

    def __init__(self, title: str, advice: str = "") -> None:
        super().__init__(f"{title} {advice}" if advice else title)
        self.title = title
        """What is not so; a whole sentence."""
        self.advice = advice
        """What to do about it; a whole sentence, or nothing."""


class ArticleNotFound(ReaderError):
    """No article, or more than one, has the given uid."""


class FeedNotFound(ReaderError):
    """No feed, or more than one, is called so."""


class SearchNotFound(ReaderError):
    """No saved search, or more than one, is called so."""


class TagNotFound(ReaderError):
    """Nothing has a tag that is called so."""


class RuleNotFound(ReaderError):
    """No rule, or more than one, is meant by what was said."""


class TextUnusable(ReaderError):
    """A file or stream holds no text that could become an article."""


class LibraryUnusable(ReaderError):
    """The library cannot be read as it lies on disk; nothing has been changed."""


class LibraryReadOnly(ReaderError):
    """The library can be read but not changed."""


class LibraryWriteFailed(ReaderError):
    """A change could not be written; the library is as it was before."""
