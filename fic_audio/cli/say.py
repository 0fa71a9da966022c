"""Prints: results to stdout, messages to stderr. The only place that does."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from fic_audio.cli import show


def say(text: str) -> None:
    """A result, for stdout."""
    typer.echo(text)


def note(text: str) -> None:
    """A message, for stderr."""
    typer.echo(show.plain(text), err=True)


def tell(rows: Iterable[str]) -> None:
    for row in rows:
        note(row)
