"""Short ways to read and to segment a text in a test, and texts that mean harm."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from fic_audio.model import Chapter, Kind, Story
from fic_audio.page.read import read
from fic_audio.page.read.annotated_text import chapter
from fic_audio.page.read.web.html_text import extract_text
from fic_audio.page.read.web.tree import tree
from fic_audio.page.segment import segment

PIECES = [
    *"\"'“”‘’«»„“*_~#-—–.,!?…:;()[]<>\0\x1b\u200f\u202e\u2028\x85\x0b\x0c\t ",
    "\r", "\n", "\r\n", "\n\n", "\r\n\r\n", " \"", "\" ", " '", "' ", "***", "* * *", "o0o",
    "🦢", "👩‍🚀", "שלום", "مرحبا", "A/N: ", "(A/N: hi)", "Chapter 1", "Chapter 2: B", "IV", "1",
    "Part Two", "Title: X", "Author: Y", "Summary:", "Bob> hi", "# One", "---", "===", "```",
    "she thought", "he said", " said Ann, ", "'tis", "rock 'n' roll", "dogs' ", "It's ", "5'10\"",
    "''", "``", ",,", "´", "‹", "[I am.] ", "=So,= ", "NO MORE, ", "**Row,** ",
    "The rain fell on the city. ", "You're late", "I ", "word ", "naïve ", "No. ",
]  # fmt: skip
prose = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=60).map("".join)
"""Texts rich in quotes, dashes, breaks and headings."""


def written(folder: Path, text: str | bytes, name: str = "story.txt") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return path


def story(folder: Path, text: str | bytes, name: str = "story.txt") -> Story:
    return read(written(folder, text, name))


def parts(text: str, kind: Kind) -> list[str]:
    """The spans of a kind in a chapter with this text, without white space around."""
    return of_kind(Chapter("", text), kind)


def of_page(html: str) -> Chapter:
    """The chapter that a web page holds."""
    return chapter("", [extract_text([body])] if (body := tree(html).body) else [])


def of_kind(page: Chapter, kind: Kind) -> list[str]:
    """The spans of a kind in a chapter, without white space around."""
    return [page.text[s.start : s.end].strip() for s in segment(page) if s.kind is kind]


def spoken(text: str) -> list[str]:
    return parts(text, Kind.DIALOGUE)


def numbers(text: str) -> list[int | None]:
    """The quotation numbers of the dialogue spans."""
    return [span.quote for span in segment(Chapter("", text)) if span.kind is Kind.DIALOGUE]
