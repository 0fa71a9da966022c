"""Chapters that a run does not make: they get the names and the tags of their new places.

What an author took down can't be made again: its sound is never without a name that the book knows.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from fic_audio import atomic
from fic_audio.config import Format
from fic_audio.errors import OutputError
from fic_audio.ffmpeg import ffmpeg
from fic_audio.listening.spoken import spoken_file
from fic_audio.model import Db, Kind, Lufs, Ms
from fic_audio.production import fingerprints, layout
from fic_audio.production.chapter import ENCODERS
from fic_audio.production.plan import Plan
from fic_audio.production.retagging import Tags, tag_again
from fic_audio.script.cast import Cast
from fic_audio.shelf import manifest as manifests
from fic_audio.shelf.audio import codecs, mp3
from fic_audio.shelf.files import OF_A_CHAPTER, Suffix
from fic_audio.shelf.manifest import ChapterFile, Manifest, TimedLine

_SOUND = ("-map", "0:a:0", "-map_metadata", "-1", "-f", "wav")
"""Of an MP3, without its cover."""


def keep_chapters(plan: Plan, cast: Cast, cover: bytes, staging: Path) -> None:
    """Gives chapters that are not made in this run the tags of their new places, and the pieces
    that are asked for now and were not when they were made. Raises OutputError.

    `staging`: the folder for what is not finished.
    """
    known = fingerprints.load(plan.folder)
    shelf = Manifest(plan.folder, apart=plan.apart)
    for _, episode in plan.inventory.kept:
        path = shelf.path(episode)
        if not path.is_file():
            continue
        lines = _old_lines(shelf, episode)
        lufs, peak = mp3.gain(path)
        entry = known.intact(plan.folder, episode.file) or fingerprints.Entry(
            "", "", 0, 0, episode.length, lufs, peak
        )
        place = mp3.Place(episode.title, episode.number, plan.inventory.count)
        measured = Lufs(entry.lufs), Db(entry.peak)
        tags = Tags(plan, cast, place, cover, *measured, lines)
        if entry.tagged_with != tags.digest:
            tag_again(path, entry, tags)
        if not episode.gone and not _is_lost(plan, episode):
            continue
        for piece in layout.piece_paths(plan.folder, episode.file, plan.config.formats, plan.apart):
            if not piece.is_file():
                # Its master is gone: its MP3 is the best there is.
                wav = staging / "old.wav"
                ffmpeg(("-y", "-i", codecs.plain(path), *_SOUND, codecs.plain(wav)))
                ENCODERS[piece.suffix](wav, piece, "")
                wav.unlink()
                if piece.suffix == Suffix.OPUS:
                    tags.write_opus(piece)


def _is_lost(plan: Plan, episode: ChapterFile) -> bool:
    """Whether the story's file lacks a chapter: it can't be made again."""
    return episode.guid not in {each.guid for each in plan.inventory.known.values()}


def _old_lines(shelf: Manifest, episode: ChapterFile) -> Sequence[TimedLine]:
    """What is said in a chapter that can't be made again; its title, where that is lost."""
    try:
        return shelf.lines(episode)
    except OutputError:
        lines = (TimedLine(Ms(0), episode.length, episode.title, kind=Kind.HEADING),)
        manifests.save_lines(shelf.folder, episode.file, lines)
        return lines


def move_files(plan: Plan) -> None:
    """Gives those chapters that stand, and have another place now, the names of their new places.

    A chapter that can't be made again is never without a name that the book knows: it gets the new
    one beside the old, then the book tells of it, then the old one goes. Raises OutputError.
    """
    there = plan.inventory
    moved = {was.file: now for was, now in there.kept if was.file != now.file}
    if not moved:
        return
    before = replace(there.before, folder=plan.folder)
    names = {old: now.file for old, now in moved.items()}
    for old, new in names.items():
        for source, target in zip(files_of(before, old), files_of(before, new), strict=True):
            _link(source, target)
    fingerprints.rename(plan.folder, names)
    episodes = tuple(
        replace(moved[each.file], lines=each.lines) if each.file in moved else each
        for each in before.episodes
    )
    stays = {episode.file for episode in episodes}
    old_names = tuple(name for name in (*before.old, *names) if name not in stays)
    settled = replace(before, episodes=episodes, old=old_names)
    manifests.save(settled)
    remove_files(settled)


def _link(source: Path, target: Path) -> None:
    """Gives a file a second name, which takes the place of whatever had it."""
    if not source.is_file():
        return
    with atomic.replacing(target) as part:
        try:
            os.link(source, part)
        except OSError:  # a disk that knows no second names
            shutil.copy2(source, part)


def remove_files(manifest: Manifest) -> Manifest:
    """Removes what the book calls old, and forgets it. Raises OutputError."""
    if not manifest.old:
        return manifest
    # Some disks take "a" and "A" for one name.
    here = {episode.file.casefold() for episode in manifest.episodes}
    for name in manifest.old:
        if name == Path(name).name and name.casefold() not in here:
            for path in files_of(manifest, name):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
    cleared = replace(manifest, old=())
    manifests.save(cleared)
    return cleared


def files_of(manifest: Manifest, name: str) -> Iterator[Path]:
    """All that belongs to the chapter whose MP3 has that name, the MP3 first."""
    episode = ChapterFile(0, "", name, Ms(0))
    yield from (manifest.path(episode, suffix) for suffix in OF_A_CHAPTER)
    yield from layout.piece_paths(manifest.folder, name, (Format.M4B,))
    yield manifests.lines_file(manifest.folder, name)
    yield spoken_file(manifest.folder, name)
