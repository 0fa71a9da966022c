"""Finished files, read again as players do -> what is right with them and what is not.

The manifest is not trusted for anything that the file itself can show.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from fic_audio.errors import OutputError
from fic_audio.shelf.audio import mp3
from fic_audio.shelf.check import captions, chapters, cover, feed, m4b, opus, read_along_files
from fic_audio.shelf.check.chapters import LIMITS, Limits
from fic_audio.shelf.check.listen import MeasuredSound, listen_to
from fic_audio.shelf.check.opened import OpenedFile, alike, open_mp3, open_mp4
from fic_audio.shelf.check.report import Report, Verdict, verdict
from fic_audio.shelf.files import COVER, METADATA, READ_ALONG, Suffix
from fic_audio.shelf.manifest import ChapterFile, Manifest, TimedLine, load

__all__ = ["LIMITS", "Limits", "Report", "Verdict", "check"]

_ALONE = 0.5
"""Seconds of sound before the first words above which it is music, and not a breath."""


def check(folder: Path, profile: str = "audiobook") -> Report:
    """Checks all files of a story's folder, which was made with that profile.

    Raises OutputError if there is no finished story, or no ffmpeg.
    """
    book = load(folder)
    return Report(folder, tuple(_verdicts(book, LIMITS.get(profile, Limits()))))


def _verdicts(book: Manifest, limits: Limits) -> Iterator[Verdict]:
    there = [episode for episode in book.episodes if _is_there(book.folder, episode.file)]
    places = {book.folder, book.bound(Suffix.M4B).parent}
    bound = sorted(path for place in places for path in place.glob(f"*{Suffix.M4B}"))
    opuses = [path for each in there if (path := book.path(each, Suffix.OPUS)).is_file()]
    heard = listen_to([*(book.folder / episode.file for episode in there), *bound, *opuses])
    files = {episode.file: open_mp3(book.folder / episode.file) for episode in there}
    sounds = {episode.file: heard[book.folder / episode.file] for episode in there}
    yield from _complete(book, there)
    yield from chapters.check_together(files, sounds)
    yield from captions.complete(book)
    yield _cover(book.folder)
    yield from _metadata(book.folder / METADATA)
    music = _begins_with_music(book, there, sounds)
    for episode in there:
        file, sound = files[episode.file], sounds[episode.file]
        yield from chapters.check_chapter(book, episode, file, sound, limits, music)
        yield from captions.lines(book, episode, sound.length)
        yield from captions.beside(book, episode, sound.length)
    loud = [sound.lufs for sound in sounds.values() if sound.length and not sound.silent]
    lufs = statistics.median(loud) if loud else limits.lufs
    titles = [files[episode.file].text("TIT2") or episode.title for episode in there]
    lengths = [sounds[episode.file].length for episode in there]
    for episode, title in zip(there, titles, strict=True):
        if (path := book.path(episode, Suffix.OPUS)) in heard:
            yield from opus.check_opus(path, heard[path], sounds[episode.file], title)
    for path in bound:
        about = (titles, lengths, lufs, _silences(book, there, heard), book.words)
        yield from m4b.check_m4b(book.metadata, open_mp4(path), heard[path], *about)
    lines = _lines(book, there)
    for path in sorted(book.folder.glob(f"*{Suffix.EPUB}")):
        mp3s = [book.folder / episode.file for episode in there]
        yield from read_along_files.check_epub(path, mp3s, lines)
    if lines and (path := book.folder / READ_ALONG).is_file():
        yield read_along_files.check_page(path, lines)
    yield from feed.check_feed(book)


def _silences(
    book: Manifest, there: Sequence[ChapterFile], heard: Mapping[Path, MeasuredSound]
) -> list[tuple[float, float]]:
    """The silences of all chapters, one chapter after the other, in seconds."""
    silences, begin = [], 0.0
    for episode in there:
        sound = heard[book.folder / episode.file]
        silences += [(begin + start, begin + end) for start, end in sound.silences]
        begin += sound.length
    return silences


def _lines(book: Manifest, there: Sequence[ChapterFile]) -> list[Sequence[TimedLine]]:
    """The timed lines of each chapter; empty if those of one can't be read, which is reported."""
    try:
        return [book.lines(episode) for episode in there]
    except OutputError:
        return []


def _is_there(folder: Path, name: str) -> bool:
    """Whether the name is that of a file in the folder itself, and no path out of it."""
    return name == Path(name).name and (folder / name).is_file()


def _complete(book: Manifest, there: Sequence[ChapterFile]) -> Iterator[Verdict]:
    """Whether every chapter has its file, and every file of ours its chapter."""
    if not book.episodes:
        yield verdict("", "chapters", "there are none; run produce again")
    else:
        yield verdict("", "chapters", "", f"{len(there)} of {len(book.episodes)} are there")
    for episode in book.episodes:
        if episode not in there:
            yield verdict(episode.file, "file", "is not there; run produce again")
    for name in book.beside:
        here = name.removeprefix(f"{book.apart}/") if book.apart else name
        where = book.folder / book.apart if here != name else book.folder
        if name != COVER and not _is_there(where, here):
            yield verdict(name, "file", "is not there; run produce again")
    known = {episode.file for episode in book.episodes}
    strays = [
        path.name
        for path in sorted(book.folder.glob(f"*{Suffix.MP3}"))
        if path.name not in known and mp3.is_of(path, book.metadata)
    ]
    lost = [episode for episode in book.episodes if episode not in there]
    for name in strays:
        yield verdict(name, "file", _stray(open_mp3(book.folder / name), lost))


def _stray(file: OpenedFile, lost: Sequence[ChapterFile]) -> str:
    """What to do with a chapter's file that the manifest does not name. While a chapter is missing,
    it may be the only copy, so the advice is never to delete it."""
    if not lost:
        return "is an old chapter that the book no longer has; delete it"
    title, track = file.text("TIT2"), file.track[0]
    titled = [each for each in lost if title and alike(title, each.title)]
    if likely := titled or [each for each in lost if each.number == track]:
        return f'seems to be a chapter that is missing; rename it to "{likely[0].file}"'
    return f'may be one that is missing: listen to it; "{lost[0].file}" is missed'


def _cover(folder: Path) -> Verdict:
    try:
        return verdict(COVER, "cover", cover.trouble((folder / COVER).read_bytes()))
    except OSError as why:
        return verdict(COVER, "cover", f"can't be read: {why.strerror}")


def _metadata(path: Path) -> Iterator[Verdict]:
    """Whether players that look for the metadata can read them."""
    if path.is_file():
        try:
            well = isinstance(json.loads(path.read_bytes())["title"], str)
        except (OSError, ValueError, TypeError, KeyError):
            well = False
        yield verdict(METADATA, "metadata", "" if well else "can't be read; run produce again")


def _begins_with_music(
    book: Manifest, there: Sequence[ChapterFile], sounds: Mapping[str, MeasuredSound]
) -> bool:
    """Whether every chapter has sound well before its first words."""

    def early(episode: ChapterFile) -> bool:
        try:
            first = min((line.start for line in book.lines(episode)), default=0)
        except OutputError:
            return False
        return first / 1000 - sounds[episode.file].head > _ALONE

    return bool(there) and all(map(early, there))
