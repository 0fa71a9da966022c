"""A cast -> fic-audio.toml: missing entries are added at its end, existing text is kept."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

from fic_audio import atomic
from fic_audio.config import Part
from fic_audio.config.table import load_text, parse
from fic_audio.errors import ConfigError
from fic_audio.model import Gender


def add_cast(
    path: Path,
    narrator: Part | None,
    characters: Sequence[tuple[Part, str]],
    remarks: Sequence[str] = (),
) -> tuple[str, ...]:
    """Adds the characters that the file lacks, each with a remark, and the narrator, if one is
    given; returns their names. Further remarks go before them.

    The existing text is kept byte for byte. Raises ConfigError if the file is not TOML, or if
    nothing can be added to it.
    """
    there = path.exists()
    text = load_text(path) if there else ""
    data = parse(path, text)
    known = _known(data.get("characters"))
    tables = []
    added = []
    for part, remark in characters:
        if known.isdisjoint(name.casefold() for name in (part.name, *part.aliases)):
            tables.append(_table(f"[characters.{_quoted(part.name)}]", part, remark))
            added.append(part.name)
    if narrator and "narrator" not in data:
        tables.insert(0, _table("[narrator]", narrator, ""))
    if tables and remarks:
        tables.insert(0, "".join(f"# {_plain(remark)}\n" for remark in remarks))
    if not tables:
        return ()
    gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
    new = gap + "\n".join(tables)
    try:
        tomllib.loads(text + new)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            f"{path}: can't be extended ({error}); "
            'write each character as a separate table, [characters."Name"]'
        ) from error
    raw = path.read_bytes() if there else b""
    if b"\r\n" in raw:
        new = new.replace("\n", "\r\n")
    atomic.write_named(path, raw + new.encode(errors="replace"))
    return tuple(added)


def _known(characters: object) -> set[str]:
    """Every name in the file, even in a faulty entry, which is no reason to add it twice."""
    names: set[str] = set()
    for name, table in characters.items() if isinstance(characters, dict) else ():
        aliases = table.get("aliases") if isinstance(table, dict) else None
        known_as = [name, *(aliases if isinstance(aliases, list) else [])]
        names.update(str(each).casefold() for each in known_as)
    return names


def _table(header: str, part: Part, remark: str) -> str:
    rows = [header]
    if remark:
        rows[:0] = ["# " + " ".join(_plain(remark).split())]
    if part.aliases:
        rows.append(f"aliases = [{_list(part.aliases)}]")
    if part.gender not in (None, Gender.UNKNOWN):
        rows.append(f'gender = "{part.gender}"')
    if part.voice:
        rows.append(f"voice = {_quoted(part.voice)}")
    return "\n".join(rows) + "\n"


def _list(words: Iterable[str]) -> str:
    return ", ".join(map(_quoted, words))


def _quoted(text: str) -> str:
    """A basic string of TOML, without the characters that are not allowed in one."""
    return json.dumps(_plain(text), ensure_ascii=False)


def _plain(text: str) -> str:
    return "".join(char for char in text if char.isprintable() or char == " ")
