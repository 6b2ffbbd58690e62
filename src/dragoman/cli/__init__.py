"""The command line: ``dragoman`` and ``python -m dragoman``. What each command does is in the module that it has here."""

from __future__ import annotations


def main() -> None:
    """Run the command that the arguments name, and end the process with its exit code."""
    from dragoman.cli.app import run

    run()
