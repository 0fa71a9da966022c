"""A story and the wishes for it -> a Plan: what can go wrong is found before any work is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio import language
from fic_audio.config import Config
from fic_audio.errors import ConfigError, OutputError, Remedy, UsageError
from fic_audio.events import FindingSpeakers, Listener, SpeakersFound, StoryRead, ignore
from fic_audio.model import Story
from fic_audio.page.read import STDIN, read
from fic_audio.production import fingerprints, inventory, layout, takes
from fic_audio.production.availability import find_available
from fic_audio.production.inventory import Inventory
from fic_audio.production.options import ProduceOptions
from fic_audio.production.story_folder import (
    check_files,
    check_folder,
    find_apart,
    find_folder,
    place_chapters,
)
from fic_audio.shelf import file_names
from fic_audio.shelf.manifest import PREVIEW, Manifest, lines_file
from fic_audio.version import __version__
from fic_audio.voices import Voices

if TYPE_CHECKING:
    from fic_audio.production.script import Script
    from fic_audio.script.sheet import Sheet


MOST_BYTES = 50_000_000
"""Of a picture for the cover."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A story that was read, who says what in it, and where each of its chapters goes."""

    path: Path
    script: Script
    config: Config
    options: ProduceOptions
    voices: Voices
    folder: Path
    inventory: Inventory
    """Where its chapters go among those that stand there."""
    wanted: tuple[int, ...]
    """The chapters to make, from 0."""
    versions: Mapping[str, str]
    """Those of the engines that may be asked to speak, by name."""
    inputs: str
    """The digest of story, wishes and program."""
    without: tuple[str, ...] = ()
    """What had to be done without, and why."""
    others: tuple[Path, ...] = ()
    """Further files of the story."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the story is, as found from anywhere; nothing if it was piped in."""
        paths = (self.path, *self.others)
        return () if STDIN in paths else tuple(str(path.resolve()) for path in paths)

    @property
    def titles(self) -> tuple[str, ...]:
        """As players need them: none comes twice."""
        return self.inventory.titles

    @property
    def own_titles(self) -> tuple[str, ...]:
        """As the story has them."""
        story = self.script.story
        return file_names.fill_titles(
            [chapter.title for chapter in story.chapters], story.metadata.title
        )

    @property
    def files(self) -> tuple[str, ...]:
        return self.inventory.files

    @property
    def apart(self) -> str:
        """The folder for other sound, if it has one: see `Manifest`."""
        return find_apart(self.options, self.inventory.before)


@dataclass(frozen=True, slots=True)
class UpToDate:
    """A story of which everything wanted stands there already."""

    path: Path
    folder: Path
    told: Mapping[str, Any]
    """What the run told that made it."""


def read_story(path: Path, config: Config, others: Sequence[Path] = ()) -> Story:
    """The story in a file or several, with what the listener says of it."""
    story = read(path, *others)
    return replace(story, metadata=replace(story.metadata, **config.story))  # type: ignore[arg-type]


def plan(
    path: Path,
    config: Config,
    options: ProduceOptions,
    voices: Voices,
    sheets: Sequence[Sheet] = (),
    others: Sequence[Path] = (),
    listen: Listener = ignore,
) -> Plan | UpToDate:
    """Reads a story, finds who says what, and checks all that could go wrong later.

    `others`: further files of the story. `listen` gets the events on the way. Done where the last
    run was asked for the very same and its files stand as it left them.
    """
    ready = find_available(options.engine, config, voices, reproducible=options.reproducible)
    config = ready.config
    story = read_story(path, config, others)
    count = len(story.chapters)
    words = sum(len(chapter.text.split()) for chapter in story.chapters)
    listen(StoryRead(path, story.metadata.title, words, count))
    if beyond := sorted(number for number in options.chapters if number > count):
        raise UsageError(f"{path}: has no chapter {beyond[0]}; it has {count}")
    folder = find_folder(options, story.metadata)
    if options.preview:
        folder = folder.with_name(f"{folder.name}{PREVIEW}")
    wanted = tuple(n for n in range(count) if not options.chapters or n + 1 in options.chapters)
    lexicons = [each.read_bytes() for each in config.lexicons if isinstance(each, Path)]
    pictures = [_named_cover(config.cover)] if config.cover else []
    inputs = fingerprints.digest(
        __version__,
        sorted(ready.versions.items()),
        story,
        replace(config, ears=None),
        lexicons,
        pictures,
        sheets,
        list(ready.voices),
        sorted(ready.voices.likeness.items()),
        wanted,
        options.preview,
    )
    before = inventory.load(folder)
    if not options.dry_run:
        if not (options.again or options.mending) and (
            told := _told(before, inputs, config.formats, options)
        ):
            return UpToDate(path, folder, told)
        check_folder(folder)
    # Imported only now: the import takes longer than all that came before.
    from fic_audio.production.script import write_script
    from fic_audio.production.statistics import count_unsure
    from fic_audio.script.retakes import find_unused

    def advance(share: float) -> None:
        listen(FindingSpeakers(path, share))

    script = write_script(story, config, sheets, path, advance)
    unsure = count_unsure(script, wanted)
    listen(SpeakersFound(path, len(script.characters), unsure))
    if options.folder:
        from fic_audio.production.serial_update import with_speakers

        script = with_speakers(script, options.folder)
    there = place_chapters(path, before, script, wanted, options)
    if not options.dry_run:
        check_files(folder, there, wanted, story.metadata, options)
    tag = script.story.metadata.language
    known = ready.voices.speaking(tag)
    without = ready.without
    if known.engines != ready.voices.engines:
        silent, speaking = (", ".join(each.engines) for each in (ready.voices, known))
        name = language.english_name(tag)
        without = (*without, f"{silent} has no voice for {name}; {speaking} speaks instead")
    unused = find_unused(script.story.chapters, script.lines, config.lines)
    without = (*without, *(f'[lines] "{name}": the story has no such line' for name in unused))
    places = (folder, there, wanted)
    about = (ready.versions, inputs, without)
    return Plan(path, script, config, options, known, *places, *about, others=tuple(others))


def _named_cover(path: Path) -> bytes:
    """The listener's picture. ConfigError for one that is far too large to be read at all."""
    try:
        if path.stat().st_size > MOST_BYTES:
            size = path.stat().st_size // 10**6
            raise ConfigError(
                f"{path}: the picture has {size} MB; give a smaller one for the cover"
            )
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}; give a picture") from error


def _told(
    before: Manifest, inputs: str, formats: Sequence[str], options: ProduceOptions
) -> Mapping[str, Any]:
    """What the last run told, if this one would do the same again; else nothing."""
    folder = before.folder
    last = fingerprints.load(folder)
    if last.inputs != takes.mark(inputs, folder) or (
        options.remove and any(each.gone for each in before.episodes)
    ):
        return {}
    spoken = [name for name in last.asked if name in last.files]
    expected = layout.expected_paths(folder, spoken, formats, find_apart(options, before))
    same = bool(before.episodes and last.asked) and all(
        last.intact(folder, name) and lines_file(folder, name).is_file() for name in spoken
    )
    stands = all(last.stands(path, path.relative_to(folder).as_posix()) for path in expected)
    return last.told if same and stands else {}


def check_apart(plans: Sequence[Plan | UpToDate]) -> None:
    """Two stories of one run that would write into one folder are an OutputError."""
    taken: dict[str, Path] = {}
    for each in plans:
        other = taken.setdefault(str(each.folder).casefold(), each.path)
        if other is not each.path:
            raise OutputError(
                f"{each.path} and {other} would both be written to {each.folder}; "
                "produce them one by one, each into a separate folder",
                remedies=(Remedy.OTHER_FOLDER,),
            )
