"""A story and the wishes for it -> a Plan: what can go wrong is found before any work is done."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio.config import Config
from fic_audio.errors import ConfigError, OutputError, Remedy, UsageError
from fic_audio.events import FindingSpeakers, Listener, SpeakersFound, StoryRead, ignore
from fic_audio.model import Metadata, Story
from fic_audio.page.read import read
from fic_audio.production import fingerprints, inventory, layout
from fic_audio.production.availability import find_available
from fic_audio.production.inventory import Inventory
from fic_audio.shelf import audiobookshelf, file_names
from fic_audio.shelf.audio import mp3
from fic_audio.shelf.manifest import APART, PREVIEW, Manifest, lines_file
from fic_audio.version import __version__
from fic_audio.voices import Voices

if TYPE_CHECKING:
    from fic_audio.production.script import Script
    from fic_audio.script.sheet import Sheet


MOST_BYTES = 50_000_000
"""Of a picture for the cover."""
LAYOUTS = ("story", "audiobookshelf")
"""Folders: the story's title alone, or author, series and title as a library wants them."""


@dataclass(frozen=True, slots=True)
class ProduceOptions:
    """What the listener asked for on the command line."""

    engine: str
    """Its name, or "auto"."""
    shelf: Path
    """Where the story's folder goes."""
    jobs: int
    chapters: Collection[int] = ()
    """Their numbers from 1; all of them if empty."""
    force: bool = False
    """Replace files of another story."""
    dry_run: bool = False
    """Write nothing; the lengths are estimates."""
    cache: Path | None = None
    """Where clips are kept; None keeps none."""
    again: bool = False
    """Make what is there already once more."""
    reproducible: bool = False
    """Only with engines that say the same words with the same samples each time."""
    preview: bool = False
    """The first minute of each chapter alone."""
    layout: str = "story"
    """One of `LAYOUTS`."""
    remove: bool = False
    """What the author took down goes."""
    folder: Path | None = None
    """The story's folder, if it is not to be found by its title: a serial that grows. What was said
    in its chapters stays with who said it."""


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
        return _apart(self.options, self.inventory.before)


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
    folder = _folder(options, story.metadata)
    if options.preview:
        folder = folder.with_name(f"{folder.name}{PREVIEW}")
    wanted = tuple(n for n in range(count) if not options.chapters or n + 1 in options.chapters)
    lexicons = [each.read_bytes() for each in config.lexicons if isinstance(each, Path)]
    pictures = [_named_cover(config.cover)] if config.cover else []
    inputs = fingerprints.digest(
        __version__,
        sorted(ready.versions.items()),
        _thorough_files(),
        story,
        config,
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
        if not options.again and (told := _told(before, inputs, config.formats, options)):
            return UpToDate(path, folder, told)
        _check_folder(folder)
    # Imported only now: the import takes longer than all that came before.
    from fic_audio.production.script import write_script
    from fic_audio.production.statistics import count_doubts

    def advance(share: float) -> None:
        listen(FindingSpeakers(path, share))

    script = write_script(story, config, sheets, path, advance)
    unsure = count_doubts(script, wanted).unsure
    listen(SpeakersFound(path, len(script.characters), unsure))
    if options.folder:
        from fic_audio.production.serial_update import with_speakers

        script = with_speakers(script, options.folder)
    there = _standing(path, before, script, wanted, options)
    if not options.dry_run:
        _check_files(folder, there, wanted, story.metadata, options)
    known = ready.voices.speaking(script.story.metadata.language)
    places = (folder, there, wanted)
    return Plan(
        path, script, config, options, known, *places, ready.versions, inputs, ready.without
    )


def _standing(
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


def _apart(options: ProduceOptions, before: Manifest) -> str:
    """The folder for other sound: a library server would play the story once more from it."""
    return APART if options.layout == "audiobookshelf" else before.apart


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


def _folder(options: ProduceOptions, metadata: Metadata) -> Path:
    """Where the story's files go."""
    if options.folder:
        return options.folder
    if options.layout == "audiobookshelf":
        return options.shelf / audiobookshelf.shelf_path(metadata)
    return options.shelf / file_names.story_folder(metadata.title)


def _thorough_files() -> bool:
    """Whether what the thorough way takes lies there; it is not loaded for a question."""
    here = find_spec("fic_audio.script.attribution")
    places = here.submodule_search_locations or () if here else ()
    model = any((Path(place) / "encoder.onnx").is_file() for place in places)
    return model and find_spec("onnxruntime") is not None


def _told(
    before: Manifest, inputs: str, formats: Sequence[str], options: ProduceOptions
) -> Mapping[str, Any]:
    """What the last run told, if this one would do the same again; else nothing."""
    folder = before.folder
    last = fingerprints.load(folder)
    if last.inputs != inputs or (options.remove and any(each.gone for each in before.episodes)):
        return {}
    spoken = [name for name in last.asked if name in last.files]
    expected = layout.expected_paths(folder, spoken, formats, _apart(options, before))
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


def _check_folder(folder: Path) -> None:
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


def _check_files(
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
