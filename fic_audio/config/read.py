"""A TOML file -> Config, with each value checked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, get_args

from fic_audio import files
from fic_audio.config import (
    AUTO,
    BITRATES,
    FORMATS,
    MARK,
    Config,
    Direction,
    Emoji,
    Footnotes,
    Format,
    Header,
    Images,
    Notes,
    Part,
    Pauses,
    Profile,
    Unsure,
)
from fic_audio.config.pronounce import check_lexicons, pronunciations
from fic_audio.config.retakes import retakes
from fic_audio.config.table import (
    MAX_NAME,
    Mistakes,
    Table,
    boolean,
    load_text,
    milliseconds,
    number,
    one_of,
    parse,
    string,
    texts,
)
from fic_audio.errors import did_you_mean
from fic_audio.model import NARRATOR, Being, Db, Gender, Ms

ABOUT = ("title", "rating", "summary", "series", "part", "year", "url")
"""Keys of `[story]` with a text."""
ABOUT_LISTS = ("authors", "fandoms", "relationships", "characters", "warnings", "tags")
"""Keys of `[story]` with a list."""
LARGEST_PICTURE, LARGEST_SOUND = 50_000_000, 500_000_000
"""Most bytes of a file."""


def read(
    path: Path,
    engines: Collection[str] = (),
    voices: Collection[str] = (),
    lexicons: Collection[str] = (),
) -> Config:
    """Reads a file. Raises ConfigError with all mistakes, each with its line."""
    return read_text(path, load_text(path), engines, voices, lexicons)


def read_text(
    path: Path,
    text: str,
    engines: Collection[str] = (),
    voices: Collection[str] = (),
    lexicons: Collection[str] = (),
) -> Config:
    """Reads the present or future text of a file. Raises ConfigError as `read` does."""
    data = parse(path, text)
    mistakes = Mistakes(path, text)
    top = Table(data, (), mistakes)
    narrator = top.table("narrator")
    cast, reading = top.table("cast"), top.table("read")
    attribution = top.table("attribution")
    sound, output = top.table("sound"), top.table("output")
    listening = top.table("listen")
    engine_names = ("auto", *engines) if engines else ()
    config = Config(
        engine=top.take("engine", one_of(engine_names, "engine"), "auto"),
        narrator=_part("", narrator, voices),
        characters=_characters(top.table("characters"), voices),
        only=cast.take("only", boolean, False),
        nobody=cast.take("nobody", texts, ()),
        series=cast.take("series", _place(path.parent), None),
        fallback=cast.take("fallback", boolean, False),
        unsure=attribution.take("unsure", one_of(get_args(Unsure)), "likeliest"),
        threshold=attribution.take("threshold", number(0.0, 1.0), 0.5),
        mark=attribution.take("mark", number(0.0, 1.0), MARK),
        story=_story(top.table("story")),
        pronounce=pronunciations(top.table("pronounce")),
        lines=retakes(top.table("lines")),
        lexicons=reading.take("lexicons", check_lexicons(path.parent, lexicons), (AUTO,)),
        language=reading.take("language", _language, ""),
        notes=reading.take("notes", one_of(get_args(Notes)), "skip"),
        footnotes=reading.take("footnotes", one_of(get_args(Footnotes)), "place"),
        images=reading.take("images", one_of(get_args(Images)), "describe"),
        header=reading.take("header", one_of(get_args(Header)), "credits"),
        emoji=reading.take("emoji", one_of(get_args(Emoji)), "named"),
        direction=sound.take("direction", one_of(get_args(Direction)), "light"),
        pauses=_pauses(sound.table("pauses")),
        intro=sound.take("intro", _file(path.parent, LARGEST_SOUND), None),
        outro=sound.take("outro", _file(path.parent, LARGEST_SOUND), None),
        formats=output.take("formats", _formats, (Format.MP3.value,)),
        cover=output.take("cover", _file(path.parent, LARGEST_PICTURE), None),
        profile=output.take("profile", one_of(get_args(Profile)), "audiobook"),
        bitrate=output.take("bitrate", _bitrate, None),
        ears=listening.take("model", _place(path.parent), None),
    )
    for table in (top, narrator, cast, attribution, reading, sound, output, listening):
        table.close()
    mistakes.check()
    return config


def _story(table: Table) -> dict[str, str | tuple[str, ...]]:
    """The fields of `[story]` that are set; the others come from the story's file."""
    fields: dict[str, str | tuple[str, ...]] = {}
    for name in ABOUT:
        if name in table.raw:
            fields[name] = table.take(name, string, "")
    for name in ABOUT_LISTS:
        if name in table.raw:
            nothing: tuple[str, ...] = ()
            fields[name] = table.take(name, texts, nothing)
    table.close()
    return fields


def _characters(table: Table, voices: Collection[str]) -> tuple[Part, ...]:
    parts: list[Part] = []
    taken: dict[str, str] = {}
    for name in table.raw:
        inner = table.table(name)
        part = _part(name, inner, voices, character=True)
        inner.close()
        if not name.strip() or len(name) > MAX_NAME:
            table.mistakes.add(
                inner.path, f"a character's name must have 1 to {MAX_NAME} characters"
            )
        if name.casefold() == NARRATOR:
            table.mistakes.add(inner.path, "settings of the narrator go into [narrator]")
        for known_as in dict.fromkeys((name, *part.aliases)):
            owner = taken.setdefault(known_as.casefold(), name)
            if owner != name:
                table.mistakes.add(inner.path, f'"{known_as}" is already a name of "{owner}"')
        parts.append(part)
    return tuple(parts)


def _part(name: str, table: Table, voices: Collection[str], *, character: bool = False) -> Part:
    gender: Gender | None = None
    aliases: tuple[str, ...] = ()
    age = ""
    being: Being | None = None
    narrates = False
    if character:
        aliases = table.take("aliases", texts, ())
        word = table.take("gender", one_of(("male", "female", "neutral")), "")
        gender = Gender(word) if word else None
        age = table.take("age", one_of(("child", "young", "adult", "elder")), "")
        kind = table.take("being", one_of(tuple(Being)), "")
        being = Being(kind) if kind else None
        narrates = table.take("narrates", boolean, False)
    return Part(
        name=name,
        aliases=tuple(alias for alias in dict.fromkeys(aliases) if alias != name),
        gender=gender,
        age=age,
        being=being,
        narrates=narrates,
        voice=table.take("voice", _voice(voices), "") or None,
        rate=table.take("rate", number(0.5, 2.0), 1.0),
        pitch=table.take("pitch", number(-12.0, 12.0, "st"), 0.0),
        volume=Db(table.take("volume", number(-24.0, 6.0, "dB"), 0.0)),
    )


def _voice(voices: Collection[str]) -> Callable[[Any], Any]:
    """A name of the catalogue, or ENGINE:ID as an engine itself calls a voice."""
    named = one_of(voices, "voice")

    def convert(value: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"[\w-]+:\S+", value):
            return value
        return named(value)

    return convert


def _pauses(table: Table) -> Pauses:
    default = Pauses()
    taken = {
        spot.name: Ms(int(table.take(spot.name, milliseconds, getattr(default, spot.name))))
        for spot in dataclasses.fields(Pauses)
    }
    table.close()
    return Pauses(**taken)


def _place(folder: Path) -> Callable[[Any], Path]:
    """A path, relative to the configuration's folder."""
    return lambda value: folder / Path(string(value)).expanduser()


def _file(folder: Path, most: int) -> Callable[[Any], Path]:
    """An existing file of at most so many bytes."""

    def convert(value: Any) -> Path:
        path = _place(folder)(value)
        try:
            what, size = files.no_file(path), path.stat().st_size
        except OSError as error:
            raise ValueError(f'must be a file that exists, not "{path}"') from error
        if what:
            raise ValueError(f'must be a file; "{path}" is {what}')
        if size > most:
            limit = f"at most {most // 10**6} MB"
            raise ValueError(f'must be a file of {limit}; "{path}" has {size // 10**6:,} MB')
        return path

    return convert


def _language(value: Any) -> str:
    """The tag of a language, given by tag or by name."""
    from fic_audio import language

    word = string(value)
    if tag := language.tag_of(word):
        return tag
    hint = did_you_mean(word, language.names()) or '; write it as "fr" or "French"'
    raise ValueError(f'must be a known language, not "{word}"{hint}')


def _formats(value: Any) -> tuple[str, ...]:
    formats = tuple(one_of(FORMATS)(item) for item in texts(value))
    if not formats:
        raise ValueError('must be a list of formats, such as ["mp3"]')
    return formats


def _bitrate(value: Any) -> int | None:
    shape = re.fullmatch(r"(\d{1,4})k?", value.strip(), re.I) if isinstance(value, str) else None
    if not shape or int(shape[1]) not in BITRATES:
        choice = ", ".join(f"{rate}k" for rate in BITRATES)
        raise ValueError(f'must be one of {choice} in quotation marks, such as "96k"')
    return int(shape[1])
