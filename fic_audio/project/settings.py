"""fic-audio.toml, changed in place: a reader's comments, order and layout stay as they are."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from fic_audio.config.table import parse
from fic_audio.errors import ConfigError

Keys = tuple[str, ...]
"""Path to a value: `("characters", "Mara", "voice")`."""
Changes = Mapping[Keys, Any]
"""New value for each path; None removes it."""

_HEADER = re.compile(
    r"""^(?P<head>[ \t]*\[[ \t]*characters[ \t]*\.[ \t]*)
    (?P<key>"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[A-Za-z0-9_-]+)(?P<tail>[ \t]*\].*)$""",
    re.VERBOSE | re.MULTILINE,
)


def edit_text(path: Path, text: str, changes: Changes) -> str:
    """The text of a configuration with these changes. New tables are added at its end.

    `path` names the file in errors. Raises ConfigError if the text is not TOML, or is written in
    a way that can't be changed.
    """
    wanted = parse(path, text)
    new: dict[Keys, dict[str, Any]] = {}
    try:
        document = tomlkit.parse(text)
        for keys, value in changes.items():
            table = value_at(wanted, keys[:-1])
            if isinstance(table, dict) and keys[:-1] not in new:
                _set(document, keys, value)
            elif value is not None:
                new.setdefault(keys[:-1], {})[keys[-1]] = value
            _put(wanted, keys, value)
        result = "\n".join([tomlkit.dumps(document).rstrip("\n"), *_sections(new)]).lstrip("\n")
        made = tomllib.loads(result)
        for keys in changes:
            if value_at(wanted, keys[:-1]) == {} and value_at(made, keys[:-1]) is None:
                _put(wanted, keys[:-1], None)  # it went with the last of its tables
        same = made == wanted
    except (TOMLKitError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError):
        same = False
    if not same:
        way = ".".join(next(iter(changes)))
        raise ConfigError(
            f"{path}: {way} can't be changed as the file is written; write each character as a "
            'table of its own, [characters."Name"], and the others as [narrator] and [pronounce]'
        )
    return result if result.endswith("\n") or not result else f"{result}\n"


def rename_character(path: Path, text: str, old: str, new: str) -> str:
    """The text with a character renamed; the old name becomes an alias."""
    table = value_at(parse(path, text), ("characters", old))
    aliases = [*_texts(table.get("aliases")), old]
    aliases = [name for name in dict.fromkeys(aliases) if name != new]
    for match in _HEADER.finditer(text):
        if tomllib.loads(f"{match['key']} = 1") == {old: 1}:
            key = tomlkit.key([new]).as_string() if new.isidentifier() else _quoted(new)
            text = text[: match.start("key")] + key + text[match.end("key") :]
            return edit_text(path, text, {("characters", new, "aliases"): aliases})
    moved = {**table, "aliases": aliases}
    changes: dict[Keys, Any] = {("characters", old): None}
    changes |= {("characters", new, name): value for name, value in moved.items()}
    return edit_text(path, text, changes)


def inverse(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[Keys, Any]:
    """The changes that turn a configuration `after` a change back into the one `before` it."""
    return dict(_differences((), before, after))


def value_at(data: Any, keys: Sequence[str]) -> Any:
    """The value at a path; None if there is none."""
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def _differences(
    keys: Keys, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[tuple[Keys, Any]]:
    for key in {**before, **after}:
        was, now = before.get(key), after.get(key)
        if isinstance(was, dict) and isinstance(now, dict):
            yield from _differences((*keys, key), was, now)
        elif isinstance(was, dict) and was and now is None:
            yield from _differences((*keys, key), was, {})
        elif was != now:
            yield (*keys, key), was


def _set(document: Any, keys: Keys, value: Any) -> None:
    for key in keys[:-1]:
        document = document[key]
    there = document.get(keys[-1])
    if isinstance(there, Array) and value is not None and value[: len(there)] == there.unwrap():
        there.extend(value[len(there) :])  # what is said of the others stays beside them
    elif value is not None:
        document[keys[-1]] = value
    elif keys[-1] in document:
        del document[keys[-1]]


def _put(data: dict[str, Any], keys: Keys, value: Any) -> None:
    for key in keys[:-1]:
        data = data.setdefault(key, {}) if value is not None else data.get(key, {})
    if value is not None:
        data[keys[-1]] = deepcopy(value)
    else:
        data.pop(keys[-1], None)


def _sections(tables: Mapping[Keys, Mapping[str, Any]]) -> Iterator[str]:
    """New tables, each after a blank line."""
    for keys, values in tables.items():
        header = ".".join(
            key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _quoted(key) for key in keys
        )
        yield f"\n[{header}]\n{tomlkit.dumps(values)}".rstrip("\n")


def _quoted(name: str) -> str:
    return tomlkit.string(name).as_string()


def _texts(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []
