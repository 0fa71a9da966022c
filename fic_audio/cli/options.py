"""What several commands take."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


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
