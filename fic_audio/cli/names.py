"""The names that an engine may mispronounce: `cast` lists them, `voices audition` speaks them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio.cli.format import table

if TYPE_CHECKING:
    from fic_audio.model import Voice
    from fic_audio.production import Script
    from fic_audio.production.names import Names
    from fic_audio.script.cast import Cast, Role
    from fic_audio.script.pronounce.doubts import Doubt


def of(path: Path, config_file: str | None, script: Script, voice: Voice) -> Names:
    """The names of a story, checked with its configuration."""
    from fic_audio import voices
    from fic_audio.production import setup
    from fic_audio.production.names import names_of

    return names_of(script, setup.load_config(path, config_file, voices.load()), voice)


def objects(cast: Cast, names: Names) -> Iterator[dict[str, Any]]:
    """The roles as JSON, each with its names that may be mispronounced."""
    from fic_audio.production.export import role_object

    for role in cast.roles:
        own = [each for each in names.unsure if each.name in _words(role)]
        yield role_object(role) | {"unsure": [_object(each) for each in own]}


def rows(names: Names) -> Iterator[str]:
    """The names that may be mispronounced, as a table with lines to copy into `[pronounce]`."""
    if names.unsure:
        yield ""
        header = ("may be mispronounced", "lines", "spoken as", "line for [pronounce]")
        yield from table(
            ((each.name, f"{each.lines:,}", each.said, _entry(each)) for each in names.unsure),
            header,
        )


def _entry(doubt: Doubt) -> str:
    """A line to copy; the present pronunciation if no dictionary has a better one."""
    return doubt.entry if doubt.meant else f"{doubt.entry}  # the present pronunciation"


def remarks(cast: Cast, names: Names, *, as_json: bool) -> Iterator[str]:
    """Messages on the names, beside the result."""
    from fic_audio.production.names import elsewhere

    if names.titles:
        yield f"pronunciation of names from: {'; '.join(names.titles)} (set by [read] lexicons)"
    if names.skipped:
        yield f"pronunciation of names not checked: {names.skipped}"
    if names.instead and names.unsure:
        yield f"names: {names.instead}"
    for title, known_there in elsewhere(names):
        yield (
            f"{known_there:,} of these names are in the lexicon {title}; to "
            f'use it, write lexicons = ["auto", "{title}"] under [read]'
        )
    if as_json:
        known = {word for role in cast.roles for word in _words(role)}
        others = [each.name for each in names.unsure if each.name not in known]
        if others:
            yield f"other words that may be mispronounced: {', '.join(others)}"


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
