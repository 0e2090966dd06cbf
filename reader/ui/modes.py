"""Modes: what keys mean for a moment instead of commands, such as a letter to be named or words to be typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reader.ui.entry import Entry

Hints = tuple[tuple[str, str], ...]
"""Keys and what they do."""
CANCEL = ("Esc", "cancel")


class Mode:
    """Takes keys until it has what it wants."""

    hints: Hints = ()
    """What the bottom line says that can be pressed."""

    @property
    def entry(self) -> str | None:
        """What the bottom line shows as being typed, if something is."""
        return None

    @property
    def aside(self) -> str | None:
        """What is said beside what is being typed, if there is anything to say."""
        return None

    @property
    def wrong(self) -> tuple[int, int] | None:
        """Which part of `entry` cannot be understood, if one cannot."""
        return None

    def press(self, key: str, character: str | None) -> bool:
        """Take a key; true if it was taken."""
        return False

    def paste(self, text: str) -> None:
        """Take pasted text, if there is a use for it."""


class Letter(Mode):
    """Waits for one key that names something."""

    def __init__(self, hints: Hints, named: Callable[[str], None], end: Callable[[], None]) -> None:
        self.hints = (*hints, CANCEL)
        self._named = named
        self._end = end

    def press(self, key: str, character: str | None) -> bool:
        self._end()
        if key != "escape":
            self._named(character if character and character.isprintable() else key)
        return True


class Sure(Mode):
    """Waits for Enter before something is done that nothing takes back; any other key lets it be."""

    def __init__(self, doing: str, meant: Callable[[], None], end: Callable[[], None]) -> None:
        self.hints = (("Enter", doing), CANCEL)
        self._meant = meant
        self._end = end

    def press(self, key: str, character: str | None) -> bool:
        self._end()
        if key == "enter":
            self._meant()
        return True


class Words(Mode):
    """Takes words that are typed, and tells of each letter."""

    def __init__(
        self,
        prompt: str,
        text: str,
        changed: Callable[[str], None],
        done: Callable[[bool], None],
    ) -> None:
        self._prompt = prompt
        self._entry = Entry(text)
        self._changed = changed
        self._done = done
        """Called with whether the words hold (Enter) or not (Escape)."""

    @property
    def entry(self) -> str:
        return f"{self._prompt}{self._entry.text}"

    @property
    def text(self) -> str:
        """What has been typed."""
        return self._entry.text

    def press(self, key: str, character: str | None) -> bool:
        if key in ("enter", "escape"):
            self._done(key == "enter")
            return True
        if not self._entry.press(key, character):
            return False
        self._changed(self._entry.text)
        return True

    def paste(self, text: str) -> None:
        self._entry.paste(text)
        self._changed(self._entry.text)


class Labels(Mode):
    """Waits for the letters of one of several labels."""

    def __init__(
        self, labels: Mapping[str, str], chosen: Callable[[str], None], end: Callable[[], None], hint: str
    ) -> None:
        self._labels = labels
        """What each label stands for."""
        self._chosen = chosen
        self._end = end
        self.hints = (("a-z", hint), CANCEL)
        self.typed = ""

    def press(self, key: str, character: str | None) -> bool:
        typed = self.typed + (character or "").lower()
        if character and typed in self._labels:
            self._end()
            self._chosen(self._labels[typed])
        elif character and any(label.startswith(typed) for label in self._labels):
            self.typed = typed
        else:
            self._end()
        return True


def labels_for(count: int, letters: str = "asdfghjklqwertyuiopzxcvbnm") -> list[str]:
    """So many different labels, none the beginning of another, as short as can be."""
    if count <= len(letters):
        return list(letters[:count])
    double = next(n for n in range(1, len(letters) + 1) if len(letters) - n + n * len(letters) >= count)
    single, firsts = letters[: len(letters) - double], letters[len(letters) - double :]
    return [*single, *(a + b for a in firsts for b in letters)][:count]
