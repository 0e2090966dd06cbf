"""Keyboard layouts: which Latin key lies where a letter of another script does.

A terminal tells the letter and not the key. So the same place means the same command, whatever script is being written;
only where words are typed, a letter is a letter. Signs that Latin keyboards have, too, such as the full stop that is a
slash on a Russian one, cannot be told from these and mean what they are.
"""

from __future__ import annotations

from collections.abc import Container

_ROWS = "qwertyuiop[]asdfghjkl;'zxcvbnm,./"
_SHIFTED = 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?'

# One character a key in the order of _ROWS, and then with Shift; a blank where there is none, or none that tells.
LAYOUTS: dict[str, tuple[str, str]] = {
    "russian": ("йцукенгшщзхъфывапролджэячсмитьбю ", "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ "),
    "ukrainian": ("йцукенгшщзхїфівапролджєячсмитьбю ", "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ "),
    "belarusian": ("йцукенгшўзх фывапролджэячсмітьбю ", "ЙЦУКЕНГШЎЗХ ФЫВАПРОЛДЖЭЯЧСМІТЬБЮ "),
    "bulgarian": (" уеишщксдзц ьяаожгтнвмчюйъэфхпрлб", " УЕИШЩКСДЗЦ ЬЯАОЖГТНВМЧЮЙЪЭФХПРЛБ"),
    "serbian": ("љњертзуиопшђасдфгхјклчћ џцвбнм   ", "ЉЊЕРТЗУИОПШЂАСДФГХЈКЛЧЋ ЏЦВБНМ   "),
    "greek": (" ςερτυθιοπ  ασδφγηξκλ  ζχψωβνμ   ", "  ΕΡΤΥΘΙΟΠ  ΑΣΔΦΓΗΞΚΛ  ΖΧΨΩΒΝΜ   "),
    "hebrew": ("  קראטוןםפ  שדגכעיחלךף זסבהנמצתץ ", " " * 33),
    "arabic": (
        "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر ىةوزظ",
        "\u064e\u064b\u064f\u064cﻹإ‘÷×؛  \u0650\u064d  ﻷأـ،    \u0652  ﻵآ   ؟",
    ),
    "persian": ("ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو  ", " " * 33),
    "korean": (
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ  ㅁㄴㅇㄹㅎㅗㅓㅏㅣ  ㅋㅌㅊㅍㅠㅜㅡ   ",
        "ㅃㅉㄸㄲㅆ   ㅒㅖ                       ",
    ),
    "thai": (
        "ๆไำพะ\u0e31\u0e35รนยบลฟหกด\u0e40\u0e49\u0e48าสวงผปแอ\u0e34\u0e37ทมใฝ",
        "๐ ฎฑธ\u0e4d\u0e4aณฯญฐ ฤฆฏโฌ\u0e47\u0e4bษศซ.  ฉฮ\u0e3a\u0e4c ฒฬฦ",
    ),
    "georgian": ("ქწერტყუიოპ  ასდფგჰჯკლ  ზხცვბნმ   ", " ჭ ღთ        შ    ჟ    ძ ჩ       "),
}
"""Those that are known; the first one that has a letter says where it lies."""

_chosen: object = True
_places: dict[str, str] = {}


def choose(layouts: object) -> None:
    """Understand all layouts (true), none (false), or those named, the first of them first."""
    global _chosen
    _chosen = layouts
    _places.clear()


def latin(key: str, character: str | None, known: Container[str]) -> tuple[str, str | None]:
    """The key at the same place of a Latin keyboard, and its character; the key itself where it is known."""
    if key in known:
        return key, character
    modifiers, plus, sign = key.rpartition("+") if len(key) > 1 and character is None else ("", "", character or key)
    place = places().get(sign) or _narrow(sign)
    if not place:
        return key, character
    from reader.ui.command import long_key

    if modifiers:
        return f"{modifiers}{plus}{long_key(place.lower())}", None
    return long_key(place), place


def places() -> dict[str, str]:
    """The Latin keys of all letters that are understood."""
    if not _places and _chosen is not False:
        names = list(LAYOUTS) if _chosen is True else [name for name in as_list(_chosen) if name in LAYOUTS]
        for name in names:
            for letters, row in zip(LAYOUTS[name], (_ROWS, _SHIFTED), strict=True):
                for letter, place in zip(letters, row, strict=True):
                    if not letter.isascii():
                        _places.setdefault(letter, place)
    return _places


def as_list(value: object) -> list[object]:
    """One thing or several, as several."""
    return value if isinstance(value, list) else [value]


def _narrow(sign: str) -> str:
    """The ASCII sign of which a Japanese or Chinese input method makes a wide one."""
    wide = len(sign) == 1 and 0xFF01 <= ord(sign) <= 0xFF5E and _chosen is not False
    return chr(ord(sign) - 0xFEE0) if wide else ""
