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

    One that lies beside a story is read for every other story of the folder as well. So what may be
    another's there is a remark, to be changed by the listener: the narrator, further names, and who
    has no name ("the old woman" is somebody else next door). All of it is found again anyway. For a
    `series`, whose people are the same, the narrator and names that nobody else would bear are set
    down.
    """
    parts, nameless = [], []
    for role in cast.roles:
        if not role.lines:
            continue
        if role.character.name[:1].islower():
            nameless.append(f"{role.character.name} ({role.voice.name})")
            continue
        names = _own_names(role.character) if series else ()
        others = [name for name in role.character.aliases if name not in names]
        also = f"; also called {', '.join(others)}" if others else ""
        remark = f"{role.lines} {'line' if role.lines == 1 else 'lines'}{also}; {role.why}"
        parts.append(
            (Part(role.character.name, names, role.character.gender, role.voice.name), remark)
        )
    reader = Part(voice=cast.narrator.voice.name)
    if series:
        return add_cast(path, reader, parts)
    remarks = [
        "The narrator of every story that reads this file, once these signs are taken away:",
        "[narrator]",
        f'voice = "{reader.voice}"',
    ]
    if nameless:
        remarks.append(f"Without a name, so not set down here: {', '.join(nameless)}")
    return add_cast(path, None, parts, remarks)


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
