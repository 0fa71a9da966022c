"""What the finished files of a story say of themselves; their sound is not touched."""

from __future__ import annotations

import hashlib
import shutil
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fic_audio import atomic
from fic_audio.config import Format
from fic_audio.language import tag_of
from fic_audio.model import Db, Lufs
from fic_audio.production import fingerprints
from fic_audio.production.plan import Plan
from fic_audio.script.cast import Cast
from fic_audio.shelf.audio import mp3, opus
from fic_audio.shelf.files import Suffix
from fic_audio.shelf.manifest import TimedLine
from fic_audio.shelf.text.lyrics import lyrics

TAGS = "1"
"""Counts the changes of a finished file's tags."""

noting = threading.Lock()
"""Held while the record of a folder is changed: chapters finish in several threads."""


def tag_again(path: Path, entry: fingerprints.Entry, tags: Tags) -> None:
    """Gives a finished file other tags: its sound is not touched."""
    opus_file = path.parent / tags.plan.apart / f"{path.stem}{Suffix.OPUS}"
    for file, write in ((path, tags.write), (opus_file, tags.write_opus)):
        if not file.is_file():
            continue
        with atomic.replacing(file) as part:
            shutil.copyfile(file, part)
            write(part)
    told = (entry.made_from, tags.digest, entry.length, entry.lufs, entry.peak)
    with noting:
        fingerprints.add(path.parent, path.name, *told)


def place_of(plan: Plan, number: int) -> mp3.Place:
    there = plan.inventory
    return mp3.Place(there.titles[number], there.numbers[number], there.count)


@dataclass(frozen=True, slots=True)
class Tags:
    """What a chapter's file says of itself."""

    plan: Plan
    cast: Cast
    place: mp3.Place
    cover: bytes
    lufs: Lufs
    peak: Db
    lines: Sequence[TimedLine]

    @property
    def digest(self) -> str:
        told = (self.plan.script.story.metadata, self.place, voice_names(self.cast))
        digest = hashlib.sha256(self.cover).hexdigest()
        return fingerprints.digest(TAGS, *told, digest, *filter(None, (self._lyrics,)))

    @property
    def _lyrics(self) -> str:
        if Format.LYRICS not in self.plan.config.formats:
            return ""
        return lyrics(self.lines, tag_of(self.plan.script.story.metadata.language))

    def write(self, path: Path) -> None:
        about = (self.plan.script.story.metadata, self.place, voice_names(self.cast))
        more = {"cover": self.cover, "lyrics": self._lyrics}
        mp3.tag(path, *about, lufs=self.lufs, peak=self.peak, **more)  # type: ignore[arg-type]

    def write_opus(self, path: Path) -> None:
        about = (self.plan.script.story.metadata, self.place, voice_names(self.cast))
        opus.tag(path, *about, self.cover, lyrics=self._lyrics)


def voice_names(cast: Cast) -> tuple[str, ...]:
    """The voices heard in a story, the narrator's first."""
    return tuple(dict.fromkeys(voice.name for voice in cast.heard()))
