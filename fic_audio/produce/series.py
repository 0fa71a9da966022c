"""A cast -> the file of voices that a series shares, so that the next story sounds the same."""

from __future__ import annotations

from pathlib import Path

from filelock import FileLock

from fic_audio.config import Part
from fic_audio.config.write import add_cast
from fic_audio.model import Character
from fic_audio.script.cast import Cast

ARTICLES = frozenset("A An The My His Her Their Our".split())


def keep_cast(path: Path, cast: Cast, *, series: bool = False) -> tuple[str, ...]:
    """Adds those who speak, with their voices, to a configuration that lacks them; gives their
    names. Raises ConfigError or OutputError where it can't be done.

    One that lies beside a story is read for every other story of the folder as well. So it says of
    the narrator and of further names only what the listener may want to change, as remarks: they
    are found again anyway, and "the old woman" is somebody else next door. For a `series`, whose
    people are the same, names that nobody else would bear are set down.
    """
    parts = []
    for role in cast.roles:
        if role.lines:
            names = _own_names(role.character) if series else ()
            others = [name for name in role.character.aliases if name not in names]
            also = f"; also called {', '.join(others)}" if others else ""
            remark = f"{role.lines} {'line' if role.lines == 1 else 'lines'}{also}; {role.why}"
            voice, gender = role.voice.name, role.character.gender
            parts.append((Part(role.character.name, names, gender, voice), remark))
    return add_cast(path, Part(voice=cast.narrator.voice.name), parts, remarked=not series)


def _own_names(person: Character) -> tuple[str, ...]:
    """The names that are one person's in every story of a series: no description, and no first name
    or surname that stands in a fuller name and may be a brother's too."""
    fuller = {word for name in person.names() if " " in name for word in name.split()}
    return tuple(
        name
        for name in person.aliases
        if name[:1].isupper() and name not in fuller and name.split()[0] not in ARTICLES
    )


def share(path: Path, cast: Cast) -> None:
    """The same for a series, several stories of which may be made at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock")):
        keep_cast(path, cast, series=True)
