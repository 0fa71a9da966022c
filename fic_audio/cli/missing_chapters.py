"""What a file does not hold of its story -> the rows that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def rows(titles: Sequence[str]) -> Iterator[str]:
    """The chapters of which a downloader has left an error message alone, and what to do."""
    for title in titles:
        shown = "".join(filter(str.isprintable, title))
        yield (
            f"missing: {shown}: the file holds an error message in its place; "
            "download the story again"
        )
