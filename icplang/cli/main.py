"""`icplang`: the commands, their options and their exit status.

0 clean; 1 errors in the ICP; 2 wrong usage or an input that cannot be read; 70 a fault of icplang itself;
130 interrupted. Nothing heavy is imported before a command needs it.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from icplang.cli.files import BadInputError, UsageError, reason
from icplang.cli.options import parser

CLEAN, USAGE, INTERNAL, INTERRUPTED = 0, 2, 70, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status. Prints; never raises for what a user did."""
    _streams()
    try:
        status = _run(argv)
        sys.stdout.flush()
        return status
    except SystemExit as leave:  # --help
        return leave.code if isinstance(leave.code, int) else USAGE
    except OSError as error:
        # A reader that has gone (`| head`) is no fault; a full disk is. What is still buffered must not be tried again.
        with Path(os.devnull).open("w") as nowhere:
            if isinstance(sys.stdout, io.TextIOWrapper):
                os.dup2(nowhere.fileno(), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return CLEAN
        print(f"icplang: {reason(error)}", file=sys.stderr)
        return USAGE
    except KeyboardInterrupt:
        return INTERRUPTED
    except UsageError as error:
        print(f"icplang: {error}", file=sys.stderr)
        return USAGE
    except BadInputError as error:
        from icplang.cli.render import show

        show(error.diagnostics, error.text, error.name, sys.stderr, total=False)
        return USAGE
    except Exception as error:
        if os.environ.get("ICPLANG_DEBUG") == "1":
            raise
        print(
            f"icplang: internal error: {type(error).__name__}: {error}\n"
            "Please report this with the text that caused it (ICPLANG_DEBUG=1 shows where).",
            file=sys.stderr,
        )
        return INTERNAL


def run() -> int:
    """The entry point of the `icplang` command."""
    # The vocabulary is many small lasting objects: looking through them for garbage costs a quarter of the start.
    gc.set_threshold(200_000)
    return main()


def _run(argv: Sequence[str] | None) -> int:
    argv = _bound(sys.argv[1:] if argv is None else argv)
    top = parser(argv)
    args = top.parse_args(argv)
    if getattr(args, "expr", None) == []:  # argparse takes this text for a mark of its own
        args.expr = "--"
    if args.version:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"icplang {version('icplang')}")
        except PackageNotFoundError:
            print("icplang (not installed)")
        return CLEAN
    if not args.command:
        top.print_help()
        return USAGE
    return int(import_module(f"icplang.cli.{args.command}").run(args))


def _bound(argv: Sequence[str]) -> list[str]:
    """`-e TEXT` in one piece: an ICP may begin with a dash, as a bullet does, and is no option for that."""
    out: list[str] = []
    for word in argv:
        if out and out[-1] in ("-e", "--expr"):
            out[-1] = f"--expr={word}"
        else:
            out.append(word)
    return out


def _streams() -> None:
    """Results are UTF-8 whatever the locale says, and nothing that is printed can fail for its letters."""
    if sys.stdout is None:  # closed by the shell (`>&-`)
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - for as long as the process lives
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(run())
