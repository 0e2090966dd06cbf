"""Telling: what was done, in the words of whoever did it."""

from __future__ import annotations

from datetime import datetime

from reader.domain.deed import Deed
from reader.domain.patterns import pattern
from reader.domain.plain import clean_line, plain
from reader.ui.phrases import age, count

LONGEST = 60
"""Characters of a title or passage at most."""

SAID = {
    "add": "added {}",
    "import": "imported {}",
    "adopt": "found {} again",
    "get the text": "got the text of {}",
    "fetch again": "fetched {} again",
    "bookmark": "bookmarked {}",
    "unbookmark": "took the bookmark off {}",
    "mark read": "marked {} read",
    "mark unread": "marked {} unread",
    "mark as being read": "marked {} as being read",
    "finish": "read {} to the end",
    "archive": "archived {}",
    "put back into the inbox": "put {} back into the inbox",
    "remove": "put {} into the Bin",
    "restore": "took {} out of the Bin",
    "set aside": "kept {} out of the inbox",
    "let into the inbox": "let {} into the inbox",
    "tag": "changed the tags of {}",
    "note": "wrote about {}",
    "highlight": "highlighted {about}",
    "colour of a highlight": "gave {about} another colour",
    "tags of a highlight": "changed the tags of {about}",
    "delete highlight": "deleted the highlight {about}",
    "subscribe": "subscribed to {about}",
    "import feeds": "subscribed to {about}",
    "rename a feed": "renamed {about}",
    "tag a feed": "changed the tags of {about}",
    "pause a feed": "paused {about}",
    "resume a feed": "resumed {about}",
    "set a feed aside": "kept {about} out of the inbox",
    "let a feed into the inbox": "let {about} into the inbox",
    "settings of a feed": "changed the settings of {about}",
    "unsubscribe": "unsubscribed from {about}",
    "save a search": "kept the search {about}",
    "rename a search": "renamed the search {about}",
    "delete a search": "deleted the search {about}",
    "rename a tag": "renamed a tag of {}",
    "merge tags": "merged tags of {}",
    "delete a tag": "took a tag off {}",
    "tag by rules": "let rules tag {}",
    "make a rule": "made the rule {about}",
    "change a rule": "changed the rule {about}",
    "delete a rule": "deleted the rule {about}",
}
"""What is said of every label of the library; `{}` stands for the articles, `{about}` for what else it was."""
BEGINNINGS = {"mark": "set the mark {} in {{}}", "delete mark": "took the mark {} out of {{}}"}
"""The same for labels that end with a letter."""

_KIND = pattern(r"the \w+ $")
"""What stands before a name, and not before a number."""
_PASSAGES = ("highlight", "colour of a highlight", "tags of a highlight", "delete highlight", "note")


def told(deed: Deed) -> str:
    """What was done, with how many, and which where it is one: `archived “Tides”`."""
    articles = _some(deed.articles, deed.title, "article")
    about = _some(deed.others, deed.about, "passage" if deed.label in _PASSAGES else _thing(deed.label))
    # not by `format`, and in one go: a title may hold braces
    before, article, after = _sentence(deed.label).partition("{}")
    if not article:
        before, _, after = before.partition("{about}")
        if not about.startswith("“"):
            before = _KIND.sub("", before)
        return f"{before}{about or articles}{after}".rstrip()
    return f"{before}{articles or about}{after}".rstrip(" :")


def _thing(label: str) -> str:
    """What several of what is no article and no passage are called."""
    return next((thing for thing in ("search", "mark", "rule") if thing in label), "feed")


def _sentence(label: str) -> str:
    if label in SAID:
        return SAID[label]
    beginning, _, letter = label.rpartition(" ")
    return BEGINNINGS[beginning].format(letter) if beginning in BEGINNINGS else f"{plain(label)}: {{}}"


def _some(size: int, name: str, kind: str) -> str:
    """So many of a kind, or the name of the one; nothing where there is none."""
    if size == 1 and name:
        return f"“{plain(clean_line(name, LONGEST))}”"
    return count(size, kind, f"{kind}es" if kind.endswith("ch") else "") if size else ""


def when(deed: Deed, now: datetime | None = None) -> str:
    """How long ago it was done, shortly."""
    said = age(deed.at, now)
    return f"{said} ago" if said.endswith((" h", " d")) else said


def details(deed: Deed, device: str) -> str:
    """What else is worth saying: that it was taken back, that it was done elsewhere."""
    where = f"on {plain(deed.device)}" if deed.device and deed.device != device else ""
    return " · ".join(filter(None, (where, "taken back" if deed.undone else "")))
