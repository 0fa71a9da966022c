"""Chapters that are missing in a story's file -> rows of a summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def rows(titles: Sequence[str]) -> Iterator[str]:
    """A row for each chapter that holds only a downloader's error message."""
    for title in titles:
        shown = "".join(filter(str.isprintable, title))
        yield (
            f"missing: {shown}: the file has only an error message in its place; "
            "download the story again"
        )
