"""Brings one serial up to date, or all in a folder, as a timetable asks."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from fic_audio.api import Job
from fic_audio.cli import format
from fic_audio.cli.addresses import Wishes, fetch
from fic_audio.cli.console import note, say, tell
from fic_audio.cli.run import run
from fic_audio.errors import (
    AdultError,
    FicAudioError,
    OutputError,
    Remedy,
    StoryError,
    UsageError,
)
from fic_audio.fetching import as_address, find_version
from fic_audio.model import Metadata
from fic_audio.options import Options
from fic_audio.production.inventory import is_same
from fic_audio.production.serial_update import Changes, find_changes
from fic_audio.script.sheet.files import split_sheets
from fic_audio.serials import find_serials, find_source, is_complete, story_place
from fic_audio.shelf.manifest import Manifest, load


def wait(minutes: float, *, quiet: bool) -> None:
    """Waits at most so long: computers that all ask at three o'clock are a burden for a site."""
    if minutes:
        seconds = random.uniform(0, 60 * minutes)
        if not quiet:
            note(f"starting in {seconds / 60:.0f} of at most {minutes:g} minutes")
        time.sleep(seconds)


def update_one(
    folder: Path, story: str | None, options: Options, wishes: Wishes, *, as_json: bool
) -> None:
    """Updates the folder of a story."""
    before = load(folder)
    paths = [_given(before, story, options, wishes)] if story else _found(before, wishes)
    split_sheets(paths)
    run([paths], replace(options, serial=folder), as_json=as_json, quiet=wishes.quiet)
    if not wishes.quiet:
        tell(format.changed_rows(find_changes(before, load(folder))))


def _given(before: Manifest, story: str, options: Options, wishes: Wishes) -> Path:
    """The file of a story that is given, which is fetched if that is its address."""
    if address := as_address(story):
        return _fetched(before, address, wishes, force=options.force)
    return Path(story)


def _found(before: Manifest, wishes: Wishes) -> Sequence[Path]:
    """The files of a story that has to be found."""
    source = find_source(before)
    if source.address and (source.book or find_version() or not source.files):
        return [_fetched(before, source.address, wishes)]
    if source.files:
        return source.files
    raise UsageError(
        f"{before.folder}: neither the story's address nor its file is known; give one of them "
        "after the folder"
    )


def _fetched(before: Manifest, address: str, wishes: Wishes, *, force: bool = False) -> Path:
    """Fetches the newest book of a story. Adult content needs no second yes: its audio is there."""
    old = find_source(before).book

    def place(metadata: Metadata) -> Path:
        known = force or address == as_address(before.metadata.url)
        if not known and not is_same(before.metadata, metadata):
            by = ", ".join(metadata.authors) or "an unknown author"
            raise OutputError(
                f'{before.folder}: {address} is "{metadata.title}" by {by}; if it is the same '
                "story under another title or author, accept that",
                remedies=[Remedy.REPLACE],
            )
        return story_place(before.folder)

    try:
        return fetch(address, place, wishes, old).path
    except AdultError:
        return fetch(address, place, replace(wishes, adult=True), old).path


def update_all(folder: Path, options: Options, wishes: Wishes) -> None:
    """Updates every story in a folder, with a line for each; one that fails stops no other.

    Raises the first error, once all are done.
    """
    serials = list(find_serials(folder))
    if not serials:
        raise UsageError(f"{folder}: no finished story in it; give the folder of their folders")
    failed: list[FicAudioError] = []
    for before in serials:
        title = format.plain(before.metadata.title or before.folder.name)
        try:
            told = _update(before, options, wishes)
        except FicAudioError as error:
            note(f"{title}: {error}")
            failed.append(error)
        else:
            if not wishes.quiet:
                say(f"{title}: {told}")
    if failed:
        count = f"{len(failed)} of {format.count(len(serials), 'story', 'stories')}"
        raise type(failed[0])(f"{count} could not be updated; the reasons are above")


def _update(before: Manifest, options: Options, wishes: Wishes) -> str:
    """Updates a story; what became of it, in a few words."""
    source = find_source(before)
    if source.book is not None and source.address:
        if is_complete(before.metadata) and not wishes.again:
            return "complete, so not asked (--again asks)"
        paths: Sequence[Path] = [_fetched(before, source.address, replace(wishes, quiet=True))]
    elif source.files:
        paths = source.files
    else:
        raise StoryError("its file is not where it was; give it: fic-audio update DIR STORY")
    (outcome,) = Job([paths], replace(options, serial=before.folder)).run()
    if isinstance(outcome, FicAudioError):
        raise outcome
    return describe(find_changes(before, load(before.folder)))


def describe(changes: Changes) -> str:
    """What became of a serial's chapters, on one line.

    >>> describe(Changes((), (), (), (), ()))
    'nothing new'
    """
    kinds = (
        (changes.new, "new"),
        (changes.edited, "edited"),
        (changes.renamed, "renamed"),
        (changes.gone, "taken down and kept"),
        (changes.removed, "removed"),
    )
    told = [f"{len(chapters)} {what}" for chapters, what in kinds if chapters]
    return ", ".join(told) or "nothing new"
