"""Prints: results to stdout, messages to stderr. The only place that does."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import typer

from fic_audio.cli.rows import columns, fold_text, plain


def say(text: str) -> None:
    """A result, for stdout."""
    typer.echo(text)


def note(text: str) -> None:
    """A message, for stderr."""
    for line in plain(text).split("\n"):
        indent = len(line) - len(line.lstrip()) + 2
        for row in fold_text(line, columns(sys.stderr), indent):
            typer.echo(row, err=True)


def tell(rows: Iterable[str]) -> None:
    for row in rows:
        note(row)
