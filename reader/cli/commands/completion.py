"""Prints a script by which a shell completes commands, options, shelves, tags, feeds and uids.

For bash: source <(reader completion bash). For zsh: reader completion zsh > _reader in a folder of $fpath. For fish:
reader completion fish > ~/.config/fish/completions/reader.fish.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module


def arguments(parser: argparse.ArgumentParser) -> None:
    """What `reader completion` takes."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")


def run(given: argparse.Namespace) -> int:
    """Print the script."""
    sys.stdout.write(import_module(f"reader.cli.completion.{given.shell}").script())
    return 0
