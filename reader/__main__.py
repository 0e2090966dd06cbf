"""The `reader` command."""

import sys

from reader.ui.opening import close_terminal, open_terminal

TYPE_CHECKING = False  # typing takes longer than showing a list
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(argv: "Sequence[str] | None" = None) -> int:
    """Run the command that the arguments name; the result is the exit code."""
    argv = sys.argv[1:] if argv is None else argv
    try:
        open_terminal(argv)
        # not before there is something to look at
        from reader.cli.main import main as run

        return run(argv)
    finally:
        close_terminal()


if __name__ == "__main__":
    sys.exit(main())
