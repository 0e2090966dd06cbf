"""Freshening: what has changed is indexed before a command searches, where that is quick; else it is said."""

from __future__ import annotations

from reader.library.fulltext.database import SearchUnusable
from reader.library.fulltext.searching import Fulltext
from reader.library.fulltext.updating import update
from reader.library.library import Library

MOST = 6_000_000
"""Bytes of text that are indexed while somebody waits for an answer, in a second or two."""
NOT_YET = "The texts are not indexed yet: only titles are searched. `reader index` reads them."
BEHIND = "Some texts have not been indexed since they changed; `reader index` does it."


def freshen(library: Library, fulltext: Fulltext) -> str:
    """Index what has changed, if that is little; what is to be said of the rest, if there is any."""
    try:
        if not update(library, MOST).left:
            return ""
    except SearchUnusable as error:  # where nobody may write, what there is can be asked
        if not fulltext.ready:
            return str(error)
        return "" if fulltext.fresh else BEHIND
    return BEHIND if fulltext.ready else NOT_YET
