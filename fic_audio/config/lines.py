"""The text of a TOML file -> the line of each of its keys.

`tomllib` and `tomlkit` give no line numbers, and a mistake without its line is hard to find. The
text is known to be valid here: `tomllib` has read it before.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from contextlib import suppress

KeyPath = tuple[str | int, ...]
"""Path of a value: `("characters", "Naruto", "aliases", 0)`."""

_BLANK = re.compile(r"(?:[ \t\r\n]|\#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_KEY = re.compile(r"""[A-Za-z0-9_-]+ | "(?:\\.|[^"\\\n])*" | '[^'\n]*'""", re.VERBOSE)
_STRING = re.compile(
    r""""{3}(?:\\.|[^\\])*?"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*\'""",
    re.VERBOSE | re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}\n#]+")


def lines(text: str) -> dict[KeyPath, int]:
    """The line of every key, table and array item, counted from 1.

    >>> places = lines('engine = "auto"\\n[a."b c"]\\nd.e = [1,\\n2]')
    >>> places["a", "b c"], places["a", "b c", "d", "e", 1]
    (2, 4)
    """
    scan = _Scan(text)
    with suppress(RecursionError):  # the lines of deeper values are not needed
        scan.document()
    return scan.places


def nearest(places: Mapping[KeyPath, int], path: KeyPath) -> int:
    """The line of a key, or of the table nearest around it."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 1)


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[KeyPath, int] = {}
        self.arrays: dict[KeyPath, int] = {}
        self._counted = (0, 1)

    def document(self) -> None:
        table: KeyPath = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self._peek("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> KeyPath:
        array = self._peek("[[")
        self.at += 2 if array else 1
        line = self._line()
        path = self._resolve(self._keys())
        self.at += 2 if array else 1
        if array:
            number = self.arrays[path] = self.arrays.get(path, -1) + 1
            self.places.setdefault(path, line)
            path = (*path, number)
        self.places[path] = line
        return path

    def _resolve(self, keys: KeyPath) -> KeyPath:
        """`[voice.more]` after `[[voice]]` belongs to the last voice."""
        path: KeyPath = ()
        for depth, key in enumerate(keys):
            path = (*path, key)
            if path in self.arrays and depth + 1 < len(keys):
                path = (*path, self.arrays[path])
        return path

    def _pair(self, table: KeyPath) -> None:
        line = self._line()
        keys = self._keys()
        for depth in range(1, len(keys) + 1):
            self.places.setdefault((*table, *keys[:depth]), line)
        self.at += 1  # the equals sign
        self._value((*table, *keys))

    def _keys(self) -> KeyPath:
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            word = self._take(_KEY)
            keys.append(_unquote(word))
            self._skip(_SPACE)
            if not self._peek("."):
                return tuple(keys)
            self.at += 1

    def _value(self, path: KeyPath) -> None:
        self._skip(_SPACE)
        if self._peek("["):
            self._list(path, "]", pairs=False)
        elif self._peek("{"):
            self._list(path, "}", pairs=True)
        elif self._peek('"') or self._peek("'"):
            self._take(_STRING)
        else:
            self._take(_SCALAR)

    def _list(self, path: KeyPath, close: str, *, pairs: bool) -> None:
        self.at += 1
        number = 0
        self._skip(_BLANK)
        while not self._peek(close):
            if pairs:
                self._pair(path)
            else:
                self.places[*path, number] = self._line()
                self._value((*path, number))
                number += 1
            self._skip(_BLANK)
            if self._peek(","):
                self.at += 1
                self._skip(_BLANK)
        self.at += 1

    def _peek(self, text: str) -> bool:
        return self.text.startswith(text, self.at)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.at)
        assert match  # it matches the empty string too
        self.at = match.end()

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if not match:
            raise ValueError(f"not TOML as known here, at character {self.at}")
        self.at = match.end()
        return match[0]

    def _line(self) -> int:
        at, line = self._counted
        line += self.text.count("\n", at, self.at)
        self._counted = (self.at, line)
        return line


def _unquote(key: str) -> str:
    if key[0] not in "\"'":
        return key
    value = tomllib.loads(f"key = {key}")["key"]
    assert isinstance(value, str)
    return value
