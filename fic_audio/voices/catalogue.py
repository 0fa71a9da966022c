"""voices/*.toml -> Voices: who can be cast. Ready casts and lexicons are found here too."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fic_audio.config.table import (
    Mistakes,
    Table,
    boolean,
    load_text,
    number,
    one_of,
    parse,
    string,
    texts,
)
from fic_audio.model import Gender, Lufs, Voice
from fic_audio.voices.collection import AGES, Voices

_PACKAGE = Path(__file__).parents[1]


def folder() -> Path:
    """The folder of the catalogues: in the installed package, or beside it in a checkout."""
    packed = _PACKAGE / "data" / "voices"
    return packed if packed.is_dir() else _PACKAGE.parent / "voices"


def casts() -> dict[str, Path]:
    """The ready casts by name: configurations that `-c` takes."""
    return {path.stem: path for path in sorted((folder() / "casts").glob("*.toml"))}


def lexicons() -> dict[str, Path]:
    """The ready lexicons by name: pronunciations for a fandom."""
    return {path.stem: path for path in sorted((folder() / "lexicons").glob("*.toml"))}


def load(paths: Iterable[Path] | None = None) -> Voices:
    """Every voice of the catalogues. Raises ConfigError with all mistakes in one of them."""
    found: dict[str, Voice] = {}
    languages: dict[str, Mapping[str, str]] = {}
    likeness: dict[tuple[str, str], float] = {}
    for path in sorted(folder().glob("*.toml")) if paths is None else paths:
        text = load_text(path)
        data = parse(path, text)
        mistakes = Mistakes(path, text)
        top = Table(data, (), mistakes)
        licence = top.take("licence", string, "")
        for table in _tables(data, mistakes):
            voice = replace(_voice(table), licence=licence)
            if found.setdefault(voice.name.casefold(), voice) is not voice:
                mistakes.add(table.path, f'a second voice is named "{voice.name}"')
        languages |= _languages(top.table("languages"))
        likeness |= _likeness(top)
        mistakes.check()
    return Voices(tuple(found.values()), languages, likeness=likeness)


def _languages(table: Table) -> dict[str, Mapping[str, str]]:
    """Engine -> language tag -> the engine's voice for that language."""
    return {
        engine: {tag: inner.take(tag, string, "") for tag in inner.raw}
        for engine in table.raw
        for inner in [table.table(engine)]
    }


def _likeness(top: Table) -> dict[tuple[str, str], float]:
    """The likeness of voices in a file, if any: a row for each voice, in the order of `names`."""
    nobody: tuple[str, ...] = ()
    names = top.take("names", texts, nobody)
    rows = top.table("cosine")
    found = {}
    for name in names:
        row = rows.raw.get(name, [])
        for other, value in zip(names, row if isinstance(row, list) else (), strict=False):
            if isinstance(value, int | float):
                found[name, other] = float(value)
    return found


def _tables(data: dict[str, Any], mistakes: Mistakes) -> Iterator[Table]:
    listed = data.get("voice", [])
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        mistakes.add(("voice",), "voices stand in tables headed [[voice]]")
        return
    for number_, item in enumerate(listed):
        yield Table(item, ("voice", number_), mistakes)


def _voice(table: Table) -> Voice:
    """One voice. Unknown keys are notes of whoever measured it."""
    for key in ("name", "engine", "id"):
        if key not in table.raw:
            table.mistakes.add(table.path, f"a voice needs its {key}")
    hundred = number(0, 99)
    wanted: dict[str, tuple[Any, Any]] = {
        "name": (string, "?"),
        "engine": (string, "?"),
        "id": (string, "?"),
        "gender": (one_of(("male", "female", "neutral")), "neutral"),
        "age": (one_of(AGES), "adult"),
        "accent": (string, ""),
        "about": (string, ""),
        "pitch": (hundred, 50),
        "range": (hundred, 50),
        "formant": (number(0.7, 1.4), 1.0),
        "rate": (number(60, 400), 165),
        "lufs": (number(-70, 0), -23.0),
        "narrator": (boolean, False),
        "effect": (boolean, False),
        "wer": (number(0, 10), None),
        "mos": (number(0, 5), None),
        "f0": (number(0, 2000), None),
    }
    known = {spot.name for spot in dataclasses.fields(Voice)}
    values = {
        key: table.take(key, convert, default)
        for key, (convert, default) in wanted.items()
        if key in known
    }
    values["gender"] = Gender(values["gender"])
    values["lufs"] = Lufs(values["lufs"])
    for key in ("pitch", "range", "rate"):
        values[key] = int(values[key])
    return Voice(**values)
