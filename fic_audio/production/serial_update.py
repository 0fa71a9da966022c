"""A serial grows: what its folder knows of cast and formats, and what is no longer of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from fic_audio.config import Config, Format, Part, merge_series
from fic_audio.errors import OutputError
from fic_audio.model import NARRATOR, Kind, Line
from fic_audio.production.fingerprints import digest
from fic_audio.production.script import Script
from fic_audio.shelf.audio import mp3
from fic_audio.shelf.files import READ_ALONG, Suffix
from fic_audio.shelf.manifest import ChapterFile, Manifest, load
from fic_audio.voices import Voices


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of a serial's chapters."""

    new: tuple[ChapterFile, ...]
    edited: tuple[ChapterFile, ...]
    renamed: tuple[tuple[str, ChapterFile], ...]
    """Each with the title that it had."""
    gone: tuple[ChapterFile, ...]
    """Taken down since, and kept."""
    removed: tuple[ChapterFile, ...]


def with_former_choices(config: Config, before: Manifest, voices: Voices) -> Config:
    """A config in which everybody keeps the voice that the folder's files have, and every format
    that is there is made; what the listener set down stands."""
    known = {name.casefold() for name in voices.names()}

    def voice(name: str) -> str | None:
        return name if name.casefold() in known or ":" in name else None

    cast = Config(
        narrator=Part(voice=voice(before.voices.get(NARRATOR, ""))),
        characters=tuple(
            Part(who, voice=voice(name)) for who, name in before.voices.items() if who != NARRATOR
        ),
    )
    formats = dict.fromkeys((*config.formats, *_there(before)))
    told = merge_series(config, cast)
    if config.profile == Config().profile:
        told = replace(told, profile=before.profile)  # type: ignore[arg-type]
    # Plain text, as in the file: a digest is made of it.
    return replace(told, formats=tuple(map(str, formats)))


def _there(before: Manifest) -> Iterator[str]:
    """The formats of which the folder has files."""
    for form, suffix in ((Format.M4B, Suffix.M4B), (Format.EPUB, Suffix.EPUB)):
        if before.bound(suffix).is_file():
            yield form
    if (before.folder / READ_ALONG).is_file():
        yield Format.HTML
    if any(before.path(episode, Suffix.VTT).is_file() for episode in before.episodes):
        yield Format.CAPTIONS
    if any(before.path(episode, Suffix.OPUS).is_file() for episode in before.episodes):
        yield Format.OPUS
    if any(mp3.has_lyrics(before.path(episode)) for episode in before.episodes[:1]):
        yield Format.LYRICS


def with_speakers(script: Script, folder: Path) -> Script:
    """The script, in which whoever said a line of a chapter that has not changed since says it
    still: more chapters may change what is likeliest, and nobody wants to hear old ones anew. What
    is certain now, as the listener's corrections are, stands."""
    with suppress(OutputError):
        before = load(folder)
        old = {episode.text: episode for episode in before.episodes}
        chapters = []
        for number, lines in enumerate(script.lines):
            episode = old.get(digest(script.body(number)))
            said = [each for each in before.lines(episode) if each.place >= 0] if episode else []
            # The heading may be longer or shorter now.
            then = next((each.place for each in said if each.kind is not Kind.HEADING), 0)
            now = next((line.span.start for line in lines if line.span.kind is not Kind.HEADING), 0)
            speakers = {each.place - then + now: each.speaker for each in said}
            chapters.append(tuple(_as_said(line, speakers) for line in lines))
        return replace(script, lines=tuple(chapters))
    return script


def _as_said(line: Line, speakers: Mapping[int, str]) -> Line:
    speaker = speakers.get(line.span.start)
    if line.speaker is None or line.confidence >= 1 or speaker in (None, line.speaker):
        return line
    return replace(line, speaker=speaker, why="as in the files that are there")


def find_changes(before: Manifest, after: Manifest) -> Changes:
    """Chapter by chapter; each is known again by its guid."""
    old = {episode.guid: episode for episode in before.episodes}
    new = {episode.guid: episode for episode in after.episodes}
    both = [(old[guid], episode) for guid, episode in new.items() if guid in old]
    return Changes(
        tuple(episode for guid, episode in new.items() if guid not in old),
        tuple(now for was, now in both if was.text != now.text),
        tuple((was.title, now) for was, now in both if was.title != now.title),
        tuple(now for was, now in both if now.gone and not was.gone),
        tuple(episode for guid, episode in old.items() if guid not in new),
    )
