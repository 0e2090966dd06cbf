"""Every benchmark, one after another: `python -m tests.benchmarks.all`, on a machine that does nothing else."""

from __future__ import annotations

import subprocess
import sys

NAMES = ("store", "commands", "start", "interface", "page", "feeds", "query", "imports", "export")


def main() -> None:
    """Run them all, each in a process of its own."""
    for name in NAMES:
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}", *sys.argv[1:]], check=True)
        print(flush=True)


if __name__ == "__main__":
    main()
