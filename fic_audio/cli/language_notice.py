"""The language of a story -> a notice of what is not supported, if it is not English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from fic_audio import language


def rows(tag: str, path: Path) -> Iterator[str]:
    """The notice for a story in this language (an IETF tag); none for English."""
    if language.is_english(tag):
        return
    name = language.english_name(tag)
    yield (
        f"the story is in {name}, which is supported less than English: speech is recognised by "
        "quotation marks and dashes, speakers only where a dialogue tag names them; the narrator "
        "reads the rest, and the credits are title and authors only"
    )
    yield (
        f"  to correct speakers, write a sheet: fic-audio script {quote(str(path))} -o FILE; "
        f'if the story is not in {name}, write language = "en" (or another) under [read] in '
        "fic-audio.toml"
    )
