"""A TOML file -> its values, each checked, and its mistakes, each with its line."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from fic_audio import files
from fic_audio.config.lines import KeyPath, lines, nearest
from fic_audio.errors import ConfigError, did_you_mean

MAX_BYTES = 1_000_000
MAX_NAME = 200
MOST = 100
"""Most unknown keys of a table to report."""
DEEPEST = 20
"""Most parts of a dotted key: `tomllib` needs time for their number squared."""
_DEEP_KEY = re.compile(
    r"""(?:^|[\[{,])[ \t]*+(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){20}""",
    re.MULTILINE,
)

MAX_NUMBER = 1e300
"""Whole numbers may have thousands of figures."""

T = TypeVar("T")


def load_text(path: Path) -> str:
    """The whole file as text, line ends as `\\n`. Raises ConfigError."""
    try:
        if what := files.no_file(path):
            raise ConfigError(f"{path}: this is {what}, not a configuration file")
        raw = files.read(path, MAX_BYTES)
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: no such file; check its name and folder") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ConfigError(f"{path}: can't be read: {why}") from error
    if len(raw) > MAX_BYTES:
        raise ConfigError(
            f"{path}: larger than {MAX_BYTES // 1000} kB, so not a configuration file"
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: not UTF-8; save the file as UTF-8") from error
    return text.replace("\r\n", "\n")


def parse(path: Path, text: str) -> dict[str, Any]:
    """The file's tables. Raises ConfigError with the line of a syntax error."""
    if deep := _DEEP_KEY.search(text):
        line = text.count("\n", 0, deep.end()) + 1
        raise ConfigError(f"{path}:{line}: a key with more than {DEEPEST} parts is not known")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
        line = int(place[1] or text.count("\n") + 1) if place else 1
        why = message[: place.start()] if place else message
        raise ConfigError(f"{path}:{line}: not TOML: {why[:1].lower()}{why[1:]}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deeply to be a configuration") from error
    except ValueError as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error


class Mistakes:
    """The mistakes in a file, collected to be reported together."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.text = text
        self.reported: list[tuple[KeyPath, str]] = []

    def add(self, where: KeyPath, what: str) -> None:
        self.reported.append((where, what))

    def check(self) -> None:
        """Raises ConfigError if there are any."""
        if self.reported:
            places = lines(self.text)  # as slow as all the rest, and seldom needed
            reported = sorted({(nearest(places, where), what) for where, what in self.reported})
            raise ConfigError("\n".join(f"{self.path}:{line}: {what}" for line, what in reported))


class Table:
    """A table of the file; its values are taken one by one, and keys that are left are unknown."""

    def __init__(self, raw: Mapping[str, Any], path: KeyPath, mistakes: Mistakes) -> None:
        self.raw = raw
        self.path = path
        self.mistakes = mistakes
        self.known: list[str] = []

    def take(self, key: str, convert: Callable[[Any], T], default: T) -> T:
        """A value, converted, or the default if it is missing or wrong."""
        self.known.append(key)
        if key not in self.raw:
            return default
        try:
            return convert(self.raw[key])
        except ValueError as wrong:
            self.mistakes.add((*self.path, key), f"{key} {wrong}")
            return default

    def table(self, key: str) -> Table:
        """The table under a key; empty if it is missing or wrong."""
        self.known.append(key)
        raw = self.raw.get(key, {})
        if not isinstance(raw, dict):
            self.mistakes.add((*self.path, key), f"{key} must be a table, not {_type(raw)}")
            raw = {}
        return Table(raw, (*self.path, key), self.mistakes)

    def close(self) -> None:
        """Adds every key that was not taken to the mistakes."""
        inside = f" in [{'.'.join(map(str, self.path))}]" if self.path else ""
        unknown = [key for key in self.raw if key not in self.known]
        for key in unknown[:MOST]:
            hint = did_you_mean(key, self.known)
            self.mistakes.add((*self.path, key), f'unknown key "{key}"{inside}{hint}')
        if len(unknown) > MOST:
            self.mistakes.add((*self.path, unknown[MOST]), f"more unknown keys{inside}")


def boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {_type(value)}")
    return value


def string(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f'must be text in quotation marks ("…"), not {_type(value)}')
    if not value.strip() or len(value) > MAX_NAME:
        raise ValueError(f"must have 1 to {MAX_NAME} characters")
    return value.strip()


def texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f'must be a list (["…", "…"]), not {_type(value)}')
    return tuple(string(item) for item in value)


def number(low: float, high: float, unit: str = "") -> Callable[[Any], float]:
    """A number, or text that ends in its unit: "+2st"."""

    def convert(value: Any) -> float:
        if unit and isinstance(value, str):
            shape = re.fullmatch(rf"\s*([+−-]?\d+(?:\.\d+)?)\s*(?:{unit})?\s*", value, re.I)
            if not shape:
                raise ValueError(f'must be a number of {unit} such as "+2{unit}", not "{value}"')
            value = float(shape[1].replace("−", "-"))
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"must be a number, not {_type(value)}")
        if abs(value) > MAX_NUMBER:
            raise ValueError(f"must be between {low:g} and {high:g}{unit}")
        if math.isnan(value) or not low <= value <= high:
            raise ValueError(f"must be between {low:g} and {high:g}{unit}, not {value:g}")
        return float(value)

    return convert


def milliseconds(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"must be a whole number of milliseconds, not {_type(value)}")
    if not 0 <= value <= 20_000:
        raise ValueError(f"must be between 0 and 20000 milliseconds, not {str(value)[:20]}")
    return value


def one_of(known: Collection[str], what: str = "") -> Callable[[Any], Any]:
    """One of the words known, in whatever case; any text where none are known."""
    by_fold = {word.casefold(): word for word in known}

    def convert(value: Any) -> str:
        word = string(value)
        if known and word.casefold() not in by_fold:
            if what:
                raise ValueError(f'must be a known {what}, not "{word}"{did_you_mean(word, known)}')
            choice = ", ".join(f'"{each}"' for each in known)
            raise ValueError(f'must be one of {choice}, not "{word}"{_near(word, known)}')
        return by_fold.get(word.casefold(), word)

    return convert


def _near(word: str, known: Collection[str]) -> str:
    hint = did_you_mean(word, known)
    return hint if "did you mean" in hint else ""


def _type(value: object) -> str:
    names = {dict: "a table", list: "a list", str: f'"{value}"', bool: str(value).lower()}
    return names.get(type(value), str(value))[:60]
