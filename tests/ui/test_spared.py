"""What the start spares of Textual is there for whoever asks for it later."""

from __future__ import annotations

import subprocess
import sys

IMPORT = "import sys; from reader.ui.spared import import_app; import_app();"


def run(code: str) -> str:
    """What a fresh interpreter prints that has imported the app as the start does."""
    return subprocess.run([sys.executable, "-c", IMPORT + code], check=True, capture_output=True, text=True).stdout


def test_the_palette_and_what_only_it_needs_are_not_loaded():
    names = ["textual.command", "platformdirs", "textual.widgets._input", "textual.widgets._tree"]
    assert run(f"print([name for name in {names} if name in sys.modules])").strip() == "[]"


def test_whoever_imports_them_afterwards_gets_them():
    code = """
from textual.widgets import Input, OptionList
from textual.command import CommandPalette, Provider
from textual.screen import Screen
import platformdirs, textual.command
print(issubclass(CommandPalette, Screen), bool(platformdirs.user_data_dir()))
"""
    assert run(code).split() == ["True", "True"]


def test_what_is_loaded_already_stays():
    code = """
import textual.command
from reader.ui.spared import spared
with spared("textual.command"):
    from textual.command import CommandPalette
print(CommandPalette.__mro__[1].__name__)
"""
    assert run(code).strip() == "SystemModalScreen"
