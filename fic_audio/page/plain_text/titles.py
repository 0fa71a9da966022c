"""Words that a heading is made of -> a title to show and to say."""

from __future__ import annotations

import re

from fic_audio.page.numbers import ROMAN, value

_SMALL = frozenset(
    """a an and as at but by de for from if in into is it la le nor of off on or out over per so
    the to up upon via von vs was when which who with""".split()
)


def is_title(line: str) -> bool:
    """Whether a line reads as a title: short, in capitals or Title Case, no full sentence."""
    if len(line) > 90 or line.endswith((",", ";", ":", "-", "—")) or line[:1] in "\"“‘'«*_([":
        return False
    words = re.findall(r"[^\W\d_][\w’'.-]*", line)
    if not words or (not line[0].isupper() and not line[0].isdigit()):
        return False
    if line.isupper():
        return True
    if line.endswith(".") and not line.endswith("..."):
        return False
    weighty = [word for word in words if word.casefold() not in _SMALL]
    return len(words) <= 14 and sum(not word[0].islower() for word in weighty) >= 0.75 * len(
        weighty
    )


def join_title(head: str, title: str) -> str:
    title = " ".join(title.split()).strip(" *_")
    title = title.removesuffix(".") if title.count(".") == 1 else title
    return f"{head}: {title_case(title)}" if title and head else head or title_case(title)


def name_chapter(number: str) -> str:
    return number.upper() if re.fullmatch(ROMAN, number) and number else title_case(number)


def title_case(words: str) -> str:
    """Words in capitals as a title; all others as they are.

    >>> title_case("THE STORY OF MR. BEN"), title_case("Down the Rabbit-Hole"), title_case("M/M")
    ('The Story of Mr. Ben', 'Down the Rabbit-Hole', 'M/M')
    """
    if not words.isupper() or len(words) < 2:
        return words
    parts = words.split()
    return " ".join(
        part.lower()
        if here and part.lower() in _SMALL
        else part
        if "/" in part or (len(part) > 1 and re.fullmatch(ROMAN, part) and value(part))
        else "-".join(piece.capitalize() for piece in part.split("-"))
        for here, part in enumerate(parts)
    )
