"""Keyboard layouts: which Latin key lies where a letter of another script does.

A terminal tells the letter and not the key. So the same place means the same command, whatever script is being written;
only where words are typed, a letter is a letter. Signs that Latin keyboards have, too, such as the full stop that is a
slash on a Russian one, cannot be told from these and mean what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reader.ui.command import long_key

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


def latin(key: str, character: str | None, layouts: Sequence[str]) -> tuple[str, str | None]:
    """The key at the same place of a Latin keyboard, and its character; the key itself where none of these has it."""
    modifiers, plus, sign = key.rpartition("+") if character is None else ("", "", character)
    place = places(tuple(layouts)).get(sign) or (_narrow(sign) if layouts else "")
    if not place:
        return key, character
    if modifiers:
        return f"{modifiers}{plus}{long_key(place.lower())}", None
    return long_key(place), place


@cache
def places(layouts: tuple[str, ...]) -> dict[str, str]:
    """The Latin keys of all letters of some layouts."""
    found: dict[str, str] = {}
    for name in layouts:
        for letters, row in zip(LAYOUTS[name], (_ROWS, _SHIFTED), strict=True):
            for letter, place in zip(letters, row, strict=True):
                if not letter.isascii():
                    found.setdefault(letter, place)
    return found


def _narrow(sign: str) -> str:
    """The ASCII sign of which a Japanese or Chinese input method makes a wide one."""
    return chr(ord(sign) - 0xFEE0) if len(sign) == 1 and 0xFF01 <= ord(sign) <= 0xFF5E else ""
