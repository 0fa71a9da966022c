"""What several commands take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from fic_audio.errors import UsageError


class Layout(StrEnum):
    STORY = "story"
    AUDIOBOOKSHELF = "audiobookshelf"


class Profile(StrEnum):
    AUDIOBOOK = "audiobook"
    ACX = "acx"
    PODCAST = "podcast"
    SMALL = "small"


STORY_HELP = "HTML, EPUB, PDF, MOBI, DOCX, ODT, RTF, Markdown, text; a folder of them; - for stdin."
Story = Annotated[Path, typer.Argument(metavar="STORY", help=STORY_HELP)]
ConfigFile = Annotated[
    str | None,
    typer.Option(
        "--config", "-c", metavar="FILE",
        help="Read this configuration, or a ready cast by its name, instead of fic-audio.toml.",
    ),
]  # fmt: skip
ScriptFile = Annotated[
    Path | None,
    typer.Option(
        "--script", metavar="FILE",
        help="Take corrections from this sheet instead of the one beside the story.",
    ),
]  # fmt: skip
NoScript = Annotated[
    bool, typer.Option("--no-script", help="Leave the sheet beside the story unread.")
]
Json = Annotated[bool, typer.Option("--json", help="JSON on stdout, for other programs.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        min=1, max=256, help="Number of parallel processes.", show_default="processor cores"
    ),
]
Remove = Annotated[
    bool, typer.Option("--remove", help="Remove chapters that the author has taken down.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="The story's folder, with its MP3s.")]

MAX_CHAPTER = 100_000


def numbers(text: str) -> frozenset[int]:
    """Chapters as people write them.

    >>> sorted(numbers("1-3, 7"))
    [1, 2, 3, 7]
    """
    found: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        shape = re.fullmatch(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", part)
        first, last = (int(shape[1]), int(shape[2] or shape[1])) if shape else (0, 0)
        if not 0 < first <= last <= MAX_CHAPTER:
            raise UsageError(f'--chapters: "{part}" is no chapter; write them like 1-3,7')
        found.update(range(first, last + 1))
    if text and not found:
        raise UsageError("--chapters: names none; write them like 1-3,7")
    return frozenset(found)


def in_order(stories: Sequence[Path]) -> list[Path]:
    """The files of one story as people count: 2 before 10."""
    from fic_audio.page.read.several_files import natural

    return sorted(stories, key=lambda path: natural(path.name))
