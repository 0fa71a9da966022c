"""How words change a voice: the table `manners.toml`, which says what "whisper" or "sadly" does."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fic_audio.model import Db, Delivery, Style
from fic_audio.text.wordlists import verb_forms

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
    """By a verb in any of its forms."""
    adverbs: Mapping[str, Manner]
    manners: Sequence[Manner]


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
                float(row.get("range", 1.0)),
                float(row.get("effort", 0.0)),
                sob=float(row.get("sob", 0.0)),
                laugh=float(row.get("laugh", 0.0)),
            ),
            bool(row.get("sound")),
            bool(row.get("beside")),
            re.compile(rf"\b(?:{phrases.replace('HIS', HIS)})\b", re.I) if phrases else None,
        )
        manners.append(manner)
        verbs |= dict.fromkeys(verb_forms(row.get("verbs", "")), manner)
        adverbs |= dict.fromkeys(row.get("adverbs", "").split(), manner)
    return MannerTable(verbs, adverbs, manners)
