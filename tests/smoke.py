"""Starts an installed `reader` in a terminal, reads, bookmarks and leaves: `python -m tests.smoke COMMAND`."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.terminal import Terminal


def main(command: str) -> None:
    """Do what a person does first; fails with the screen."""
    with tempfile.TemporaryDirectory() as folder:
        library = ["--library", str(Path(folder) / "library")]
        with Terminal([command, *library]) as terminal:
            terminal.wait("Start here")
            terminal.press("\r")
            terminal.wait("min left")
            terminal.press("b")
            terminal.wait("★")
            terminal.press("q")
            terminal.wait("Where Was I?")
            terminal.press("q")
            assert terminal.end() == 0, terminal.text
            assert b"\x1b[?1049l" in terminal.output
        listed = subprocess.run([command, *library, "list", "--bookmarks", "--json"], capture_output=True, check=True)
        articles = json.loads(listed.stdout)
        assert [article["title"][:10] for article in articles] == ["Start here"], articles
    print("The installed command starts, reads, bookmarks and ends.")


if __name__ == "__main__":
    main(sys.argv[1])
