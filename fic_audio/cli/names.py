"""The names that an engine may well say wrong: `cast` lists them, `voices audition` speaks them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio.cli.format import count, table

if TYPE_CHECKING:
    from fic_audio.model import Voice
    from fic_audio.production import Script
    from fic_audio.production.names import Names
    from fic_audio.script.cast import Cast, Role
    from fic_audio.script.pronounce.doubts import Doubt


def of(path: Path, config_file: str | None, script: Script, voice: Voice) -> Names:
    """The names of a story as its configuration has them."""
    from fic_audio import voices
    from fic_audio.production import setup
    from fic_audio.production.names import names_of

    return names_of(script, setup.load_config(path, config_file, voices.load()), voice)


def objects(cast: Cast, names: Names) -> Iterator[dict[str, Any]]:
    """The roles as JSON, each with those of its names that are unsure."""
    from fic_audio.production.export import role_object

    for role in cast.roles:
        own = [each for each in names.unsure if each.name in _words(role)]
        yield role_object(role) | {"unsure": [_object(each) for each in own]}


def rows(names: Names) -> Iterator[str]:
    """The unsure names as a table, each with a line to copy into `[pronounce]`."""
    if names.unsure:
        yield ""
        header = ("unsure how to say", "lines", "said as", "for [pronounce], as it should be said")
        yield from table(
            ((each.name, f"{each.lines:,}", each.said, _entry(each)) for each in names.unsure),
            header,
        )


def _entry(doubt: Doubt) -> str:
    """A line to copy. Where no dictionary knows better, it is what is said anyway."""
    return doubt.entry if doubt.meant else f"{doubt.entry}  # as it is said now"


def remarks(cast: Cast, names: Names, *, as_json: bool) -> Iterator[str]:
    """What is said of the names beside the result."""
    from fic_audio.production.names import elsewhere

    if names.titles:
        yield f"names are said as in: {'; '.join(names.titles)} ([read] lexicons changes that)"
    if names.skipped:
        yield f"names not checked for how they are said: {names.skipped}"
    if names.instead and names.unsure:
        yield f"names: {names.instead}"
    for title, known_there in elsewhere(names):
        yield (
            f"{count(known_there, 'unsure name')} in the lexicon {title}: "
            f'[read] lexicons = ["auto", "{title}"] takes it'
        )
    if as_json:
        known = {word for role in cast.roles for word in _words(role)}
        others = [each.name for each in names.unsure if each.name not in known]
        if others:
            yield f"unsure how to say besides: {', '.join(others)}"


def _words(role: Role) -> set[str]:
    from fic_audio.text.tokens import words

    return {word.text for name in role.character.names() for word in words(name)}


def _object(doubt: Doubt) -> dict[str, Any]:
    return {
        "name": doubt.name,
        "lines": doubt.lines,
        "said": doubt.said,
        "meant": doubt.meant,
        "entry": doubt.entry,
    }
