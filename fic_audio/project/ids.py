"""Lines -> stable ids: a page that shows a line, and the undo of its correction, find it again
after other lines, or whole chapters, have changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2s

from fic_audio.model import Chapter, Line
from fic_audio.script.sheet.rows import key, show_text
from fic_audio.shelf.text.text_cleaning import split_number


def line_ids(
    chapters: Sequence[Chapter], lines: Sequence[Sequence[Line]]
) -> tuple[tuple[str, ...], ...]:
    """An id for every line, chapter by chapter: its chapter, its words, and which one of several
    such lines it is. A chapter is known by its title without the number, or, where others have the
    same, by which one of them it is. Letters, figures and a hyphen: fit for addresses."""
    titles: Counter[str] = Counter()
    found = []
    for chapter, parts in zip(chapters, lines, strict=True):
        title = _title(chapter)
        titles[title] += 1
        place = f"{title}\0{titles[title]}"
        found.append(tuple(_ids(place, chapter.text, parts)))
    return tuple(found)


def _ids(place: str, text: str, lines: Sequence[Line]) -> list[str]:
    seen: Counter[str] = Counter()
    ids = []
    for line in lines:
        words = key(show_text(text[line.span.start : line.span.end]))
        said = f"{place}\0{words}".encode(errors="surrogatepass")
        digest = blake2s(said, digest_size=5).hexdigest()
        seen[digest] += 1
        ids.append(f"{digest}-{seen[digest]}")
    return ids


def _title(chapter: Chapter) -> str:
    return key(split_number(chapter.title)[1]) or key(chapter.title)
