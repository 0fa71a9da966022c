"""What was made -> the book in the story's folder, from which captions, feed and the rest come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from fic_audio.errors import OutputError
from fic_audio.model import NARRATOR
from fic_audio.production import fingerprints, layout
from fic_audio.production.chapter import File
from fic_audio.production.plan import Plan
from fic_audio.script.cast import Cast
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import ChapterFile, Manifest


def write_manifest(plan: Plan, cast: Cast, files: Mapping[int, File]) -> Manifest:
    """Writes the book of all that stands in the folder now: what this run has made or found, by
    number from 0, and what an earlier one has. Raises OutputError.

    A chapter that was there before keeps its guid and its date, whatever it is called now.
    """
    there = plan.inventory
    old_book = replace(there.before, folder=plan.folder)
    story = plan.script.story
    now = datetime.now(UTC).isoformat(timespec="seconds")
    episodes = [new for _, new in there.kept if (plan.folder / new.file).is_file()]
    names = {episode.file for episode in episodes} | {each.path.name for each in files.values()}
    guids = {episode.guid for episode in episodes}
    for number, (name, title) in enumerate(zip(plan.files, plan.titles, strict=True)):
        old = there.known.get(number)
        if file := files.get(number):
            text = fingerprints.digest(plan.script.body(number))
            guid = old.guid if old else _guid(plan, title, text)
            made = old.made if old else now
            said = (file.length, guid, made, file.words, text)
            episodes.append(ChapterFile(file.number, title, name, *said))
        # One that failed, or of which nothing is left to be said, stays as it was.
        elif old and old.guid not in guids and _stands(plan.folder, old, names):
            episodes.append(replace(old, number=there.numbers[number], gone=""))
    episodes = [replace(each, lines=old_book.digest(each)) for each in episodes]
    episodes.sort(key=lambda episode: episode.number)
    expected = layout.expected_paths(
        plan.folder, [each.file for each in episodes], plan.config.formats, plan.apart
    )
    made_book = Manifest(
        plan.folder,
        story.metadata,
        _voices(cast, old_book, [new for _, new in there.kept]),
        tuple(episodes),
        plan.config.profile,
        old_book.podcast,
        tuple(path.relative_to(plan.folder).as_posix() for path in _visible(plan, expected)),
        plan.apart,
        plan.options.preview,
        _old_names(old_book, episodes),
    )
    if made_book != old_book:
        manifest.save(made_book)
    return made_book


def _stands(folder: Path, old: ChapterFile, names: set[str]) -> bool:
    return old.file not in names and (folder / old.file).is_file()


def _visible(plan: Plan, paths: Iterator[Path]) -> Iterator[Path]:
    hidden = plan.folder / manifest.FOLDER
    yield from (path for path in paths if path.parent != hidden)


def _voices(cast: Cast, old_book: Manifest, kept: list[ChapterFile]) -> dict[str, str]:
    """Who speaks with which voice; those who only speak in chapters that stand have that which
    they had."""
    voices = {NARRATOR: cast.narrator.voice.name}
    roles = sorted((role for role in cast.roles if role.lines), key=lambda role: role.rank)
    voices |= {role.character.name: role.voice.name for role in roles}
    if set(old_book.voices) <= set(voices):
        return voices
    heard: set[str] = set()
    for episode in kept:
        with suppress(OutputError):
            heard |= {line.speaker for line in old_book.lines(episode)}
    for speaker, voice in old_book.voices.items():
        if speaker in heard:
            voices.setdefault(speaker, voice)
    return voices


def _old_names(old_book: Manifest, episodes: list[ChapterFile]) -> tuple[str, ...]:
    """The files of chapters that have another name now, or are to be kept no more."""
    names = {episode.file for episode in episodes}
    known = dict.fromkeys((*old_book.old, *(each.file for each in old_book.episodes)))
    return tuple(name for name in known if name not in names)


def _guid(plan: Plan, title: str, text: str) -> str:
    """Unlike that of any other chapter of any story, and the same wherever it is made."""
    story = plan.script.story.metadata
    name = "\0".join((story.url, story.title, *story.authors, title, text))
    # A title taken from a file's name may hold what no UTF-8 has.
    return str(uuid5(NAMESPACE_URL, name.encode(errors="replace").decode()))
