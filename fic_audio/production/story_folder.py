"""The folder that a story's files go into: where it is, and whether they may be put there."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.errors import OutputError, Remedy
from fic_audio.model import Metadata
from fic_audio.production import fingerprints, inventory
from fic_audio.production.inventory import Inventory
from fic_audio.production.options import ProduceOptions
from fic_audio.shelf import audiobookshelf, file_names
from fic_audio.shelf.audio import mp3
from fic_audio.shelf.manifest import APART, Manifest

if TYPE_CHECKING:
    from fic_audio.production.script import Script


def find_folder(options: ProduceOptions, metadata: Metadata) -> Path:
    """Where the story's files go."""
    if options.folder:
        return options.folder
    if options.layout == "audiobookshelf":
        return options.shelf / audiobookshelf.shelf_path(metadata)
    return options.shelf / file_names.story_folder(metadata.title)


def find_apart(options: ProduceOptions, before: Manifest) -> str:
    """The folder for other sound: a library server would play the story once more from it."""
    return APART if options.layout == "audiobookshelf" else before.apart


def place_chapters(
    path: Path, before: Manifest, script: Script, wanted: Collection[int], options: ProduceOptions
) -> Inventory:
    """The places of a story's chapters in its folder. OutputError where another one is in it."""
    story = script.story
    now = story.metadata
    if before.episodes and not inventory.is_same(before.metadata, now):
        is_renamed = options.folder is not None and options.force
        if not options.force and not options.dry_run:
            way = "choose another folder, or replace the story there"
            remedies = [Remedy.OTHER_FOLDER, Remedy.REPLACE]
            if options.folder:
                way = "if it is the same story under another title or author, accept that"
                remedies = [Remedy.REPLACE]
            by = ", ".join(before.metadata.authors) or "an unknown author"
            raise OutputError(
                f'{before.folder}: the folder of "{before.metadata.title}" by {by}, and {path} is '
                f'"{now.title}" by {", ".join(now.authors) or "an unknown author"}; {way}',
                remedies=remedies,
            )
        if not is_renamed:
            before = replace(before, episodes=(), old=())
    if not before.episodes:
        return replace(inventory.first_inventory(story), before=before)
    bodies = [script.body(number) for number in range(len(story.chapters))]
    texts = [fingerprints.digest(body) for body in bodies]
    return inventory.take_inventory(before, story, bodies, texts, wanted, remove=options.remove)


def check_folder(folder: Path) -> None:
    """OutputError where files can't be written."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(f"{folder}: can't be written: {error.strerror}") from error
    finally:
        for path in missing:
            with suppress(OSError):
                path.rmdir()


def check_files(
    folder: Path,
    there: Inventory,
    wanted: Sequence[int],
    metadata: Metadata,
    options: ProduceOptions,
) -> None:
    """OutputError where another story's files would be replaced."""
    known = {episode.file for episode in there.before.episodes}
    for name in (there.files[number] for number in wanted):
        path = folder / name
        if path.is_dir():
            raise OutputError(f"{path}: a folder is in the place of a file; move it away")
        ours = name in known or mp3.is_of(path, metadata)
        if path.exists() and not options.force and not ours:
            raise OutputError(
                f"{path}: a file that does not belong to this story has this name; "
                "choose another folder, or replace it",
                remedies=(Remedy.OTHER_FOLDER, Remedy.REPLACE),
            )
