"""A cast -> the file of voices that a series shares, so that the next story sounds the same."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from fic_audio.config import Part
from fic_audio.config.write import add_cast
from fic_audio.script.cast import Cast


def keep_cast(path: Path, cast: Cast) -> tuple[str, ...]:
    """Adds those who speak, with their voices, to a configuration that lacks them; gives their
    names. Raises ConfigError or OutputError where it can't be done."""
    parts = [
        (
            Part(
                name=role.character.name,
                aliases=role.character.aliases,
                gender=role.character.gender,
                voice=role.voice.name,
            ),
            f"{role.lines} {'line' if role.lines == 1 else 'lines'}; {role.why}",
        )
        for role in cast.roles
        if role.lines
    ]
    return add_cast(path, Part(voice=cast.narrator.voice.name), parts)


def share(path: Path, cast: Cast) -> None:
    """The same for a series, several stories of which may be made at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        keep_cast(path, cast)
