"""Other ways to speak single lines of a story, kept in its folder: what was misheard as it was
spoken first is spoken this way from then on.

A take is no more than a cue with something changed, so that its clip is kept, and its chapter known
to be made of it, like any other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from fic_audio import atomic
from fic_audio.model import Cue, Lufs
from fic_audio.production import fingerprints
from fic_audio.shelf.manifest import FOLDER

NAME = "takes.json"
SLOWEST, MOST_VOLUME = 0.5, 12.0


@dataclass(frozen=True, slots=True)
class Take:
    """Another way to speak a line."""

    way: str
    """The way, in a word or two: "slower"."""
    text: str = ""
    """Other text for the ear; empty if it stays."""
    rate: float = 1.0
    """Change of pace, a factor."""
    volume: float = 0.0
    """Change of loudness in decibels, where its sound has not the loudness of its voice."""
    before: str | None = None
    after: str | None = None
    """Other words around it; None if they stay."""

    def of(self, cue: Cue) -> Cue:
        """The cue as it is spoken in this take."""
        # Its delivery says how loud it is meant to be, which stays.
        voice = replace(cue.voice, lufs=Lufs(cue.voice.lufs - self.volume))
        return replace(
            cue,
            text=self.text or cue.text,
            voice=voice if self.volume else cue.voice,
            delivery=replace(cue.delivery, rate=cue.delivery.rate * self.rate),
            before=cue.before if self.before is None else self.before,
            after=cue.after if self.after is None else self.after,
        )


@dataclass(frozen=True, slots=True)
class Takes:
    """The takes of a story, by the names that the clips of the first ones have."""

    chosen: Mapping[str, Take] = field(default_factory=dict)
    tried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The ways that were tried of a line, whether one was better or not; also by the name of the
    clip that it has now."""

    def apply(self, cues: Sequence[Cue], name: Callable[[Cue], str]) -> tuple[Cue, ...]:
        """The cues, those with a take as that has them; `name` gives the name of a cue's clip."""
        if not self.chosen:
            return tuple(cues)
        found = ((cue, self.chosen.get(name(cue))) for cue in cues)
        return tuple(take.of(cue) if take else cue for cue, take in found)


def load(folder: Path) -> Takes:
    """The takes of a story's folder; none if there are none that can be read."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        data = json.loads((folder / FOLDER / NAME).read_bytes())
        chosen = dict(_takes(data["chosen"]))
        tried = {str(key): tuple(map(str, ways)) for key, ways in data["tried"].items()}
        return Takes(chosen, tried)
    return Takes()


def save(folder: Path, takes: Takes) -> None:
    """Writes the takes of a story. Raises OutputError."""
    text = json.dumps(asdict(takes), ensure_ascii=False)
    atomic.write_text(folder / FOLDER / NAME, text, errors="replace")


def mark(inputs: str, folder: Path) -> str:
    """The digest of a run's inputs, that of the takes in the folder included."""
    chosen = load(folder).chosen
    return fingerprints.digest(inputs, sorted(chosen.items())) if chosen else inputs


def _takes(rows: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Take]]:
    for key, row in rows.items():
        rate, volume = float(row["rate"]), float(row["volume"])
        texts = [row["before"], row["after"]]
        well = SLOWEST <= rate <= 1 / SLOWEST and abs(volume) <= MOST_VOLUME
        if well and all(each is None or isinstance(each, str) for each in texts):
            yield key, Take(str(row["way"]), str(row["text"]), rate, volume, *texts)
