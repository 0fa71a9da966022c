"""A story that is not in English -> what a listener ought to know: what is not done for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from fic_audio import language


def rows(tag: str, path: Path) -> Iterator[str]:
    """The notes on a story in this language (an IETF tag); none on one in English."""
    if language.is_english(tag):
        return
    name = language.english_name(tag)
    yield (
        f"the story is in {name}, for which less is done than for English: speech is found by its "
        f"quotation marks and dashes; who says it, only where a tag names them; the narrator reads "
        "the rest, and the credits are the title and the authors"
    )
    yield (
        f"  who speaks is set right in the sheet of fic-audio script {quote(str(path))} -o FILE; "
        f'if this is not {name}, write language = "en" (or another) under [read] in fic-audio.toml'
    )
