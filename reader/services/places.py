"""Where this person's things are: the folder of the library, and the settings file.

Only the smallest modules are imported here: `reader` looks into the library before it has loaded anything.
"""

import os
import sys

LIBRARY = "READER_LIBRARY"
"""The environment variable that names the library's folder."""
SETTINGS = "READER_SETTINGS"
"""The environment variable that names another settings file."""


def library_folder(named: str | None = None) -> str:
    """The library's folder: as named, as the environment says, or the one that is this person's."""
    named = named or os.environ.get(LIBRARY)
    return os.path.expanduser(named) if named else _own("data", "XDG_DATA_HOME", ".local/share")  # noqa: PTH111


def settings_file() -> str:
    """The settings file: as the environment says, or the one that is this person's."""
    named = os.environ.get(SETTINGS)
    if named:
        return os.path.expanduser(named)  # noqa: PTH111
    return os.path.join(_own("config", "XDG_CONFIG_HOME", ".config"), "settings.toml")  # noqa: PTH118


def _own(kind: str, variable: str, usual: str) -> str:
    """This person's folder of a kind, as `platformdirs` has it, which takes longer to load than a list to show."""
    chosen, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
    if sys.platform == "linux" and not hasattr(sys, "getandroidapilevel") and "ANDROID_ROOT" not in os.environ:
        if chosen.startswith("/"):
            return f"{chosen}/reader".replace("//", "/")
        if not chosen and home.startswith("/"):
            return f"{home.rstrip('/')}/{usual}/reader"
    import platformdirs

    find = platformdirs.user_data_dir if kind == "data" else platformdirs.user_config_dir
    return find("reader", appauthor=False)
