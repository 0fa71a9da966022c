"""How words change a voice: the table `manners.toml`, which says what "whisper" or "sadly" does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from fic_audio.model import Db, Delivery, Style

HIS = r"(?:his|her|my|their|our|your|its|the)"


@dataclass(frozen=True, slots=True)
class Manner:
    """One way to speak, and the words that tell of it."""

    name: str
    delivery: Delivery
    sound: bool
    beside: bool
    phrases: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class MannerTable:
    """All manners, by the words for them."""

    verbs: Mapping[str, Manner]
    adverbs: Mapping[str, Manner]
    manners: Sequence[Manner]

    def verb(self, word: str) -> Manner | None:
        """The manner of a verb in any of its forms."""
        return next((self.verbs[base] for base in bases(word) if base in self.verbs), None)


def delivery_named(name: str) -> Delivery:
    """What a manner of the table does to a voice."""
    return next(manner.delivery for manner in load_manners().manners if manner.name == name)


@cache
def load_manners() -> MannerTable:
    raw = tomllib.loads(
        files("fic_audio.script.prosody").joinpath("manners.toml").read_text("utf-8")
    )
    verbs: dict[str, Manner] = {}
    adverbs: dict[str, Manner] = {}
    manners = []
    for name, row in raw.items():
        phrases = "|".join(f"(?:{phrase})" for phrase in row.get("phrases", ()))
        manner = Manner(
            name,
            Delivery(
                float(row.get("rate", 1.0)),
                float(row.get("pitch", 0.0)),
                Db(float(row.get("volume", 0.0))),
                Style(row.get("style", "normal")),
            ),
            bool(row.get("sound")),
            bool(row.get("beside")),
            re.compile(rf"\b(?:{phrases.replace('HIS', HIS)})\b", re.I) if phrases else None,
        )
        manners.append(manner)
        verbs |= dict.fromkeys(row.get("verbs", "").split(), manner)
        adverbs |= dict.fromkeys(row.get("adverbs", "").split(), manner)
    return MannerTable(verbs, adverbs, manners)


@cache
def bases(word: str) -> tuple[str, ...]:
    """What a form of a verb may be a form of: "sobbed" -> sobbed, sob, sobb, sobbe."""
    found = [word]
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            found += (stem, stem + "e")
            if stem[-1] == "i":
                found.append(stem[:-1] + "y")
            if any(a == b == stem[-1] for a, b in pairwise(stem[-2:])):
                found.append(stem[:-1])
    return tuple(found)
