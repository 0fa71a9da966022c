"""Options that several commands share."""

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


STORY_HELP = (
    "Story: HTML, EPUB, PDF, MOBI, DOCX, ODT, RTF, Markdown or plain text; a folder of files; "
    "its address on the web (https://…); or - for standard input."
)
Story = Annotated[str, typer.Argument(metavar="STORY", help=STORY_HELP)]
Adult = Annotated[
    bool,
    typer.Option("--adult", help="Yes to adult content, for a story given by its address."),
]
ConfigFile = Annotated[
    str | None,
    typer.Option(
        "--config", "-c", metavar="FILE",
        help="Configuration file, or name of a ready cast, to use instead of fic-audio.toml.",
    ),
]  # fmt: skip
ScriptFile = Annotated[
    Path | None,
    typer.Option(
        "--script", metavar="FILE",
        help="Sheet to take corrections from (default: the one beside the story).",
    ),
]  # fmt: skip
NoScript = Annotated[bool, typer.Option("--no-script", help="Ignore the sheet beside the story.")]
Json = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
Jobs = Annotated[
    int | None,
    typer.Option(
        min=1, max=256, help="Number of parallel processes (default: the number of cores)."
    ),
]
Listen = Annotated[
    bool,
    typer.Option("--listen", help="Listen to the audio and report what sounds unclear."),
]
EarsFolder = Annotated[
    Path | None,
    typer.Option(
        "--ears", metavar="DIR",
        help="Folder of the model that listens (default: the configured or the installed one).",
    ),
]  # fmt: skip
Remove = Annotated[
    bool, typer.Option("--remove", help="Delete chapters that the author has taken down.")
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished story.")]

MAX_CHAPTER = 100_000


def numbers(text: str) -> frozenset[int]:
    """Chapter numbers from a list as people write it.

    >>> sorted(numbers("1-3, 7"))
    [1, 2, 3, 7]
    """
    chapters: set[int] = set()
    for part in filter(None, (part.strip() for part in text.split(","))):
        shape = re.fullmatch(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?", part)
        first, last = (int(shape[1]), int(shape[2] or shape[1])) if shape else (0, 0)
        if not 0 < first <= last <= MAX_CHAPTER:
            raise UsageError(f'--chapters: "{part}" is not a chapter number; write them like 1-3,7')
        chapters.update(range(first, last + 1))
    if text and not chapters:
        raise UsageError("--chapters: no number in it; write them like 1-3,7")
    return frozenset(chapters)


def in_order(stories: Sequence[Path]) -> list[Path]:
    """The files of one story in the order people expect: 2 before 10."""
    from fic_audio.page.read.several_files import natural

    return sorted(stories, key=lambda path: natural(path.name))
