"""Where a person's things are, without loading what would look it up."""

from __future__ import annotations

import subprocess
import sys

import platformdirs
import pytest

from reader.services.places import LIBRARY, SETTINGS, library_folder, settings_file


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch):
    for name in (LIBRARY, SETTINGS, "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("home", ["/home/me", "/home/me/", "relative", ""])
@pytest.mark.parametrize("chosen", [None, "", "/elsewhere", "/elsewhere/", "/", "relative", " "])
def test_it_is_what_platformdirs_says(monkeypatch, home, chosen):
    monkeypatch.setenv("HOME", home)
    if chosen is not None:
        monkeypatch.setenv("XDG_DATA_HOME", chosen)
        monkeypatch.setenv("XDG_CONFIG_HOME", chosen)
    assert library_folder() == platformdirs.user_data_dir("reader", appauthor=False)
    assert settings_file() == f"{platformdirs.user_config_dir('reader', appauthor=False)}/settings.toml"


def test_what_is_named_comes_first(monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv(LIBRARY, "~/texts")
    monkeypatch.setenv(SETTINGS, "~/reader.toml")
    assert library_folder() == "/home/me/texts"
    assert library_folder("/mine") == "/mine"
    assert library_folder("") == "/home/me/texts"
    assert settings_file() == "/home/me/reader.toml"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
def test_nothing_large_is_loaded_for_it():
    def loaded(code: str) -> set[str]:
        command = [sys.executable, "-c", f"import sys; {code}; print(*sys.modules)"]
        return set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())

    added = loaded("import reader.services.places as p; p.library_folder(); p.settings_file()") - loaded("pass")
    assert added == {"reader", "reader.services", "reader.services.places"}
