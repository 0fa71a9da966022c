"""A story and the wishes for it -> a Plan: what can go wrong is found before any work is done."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fic_audio import __version__
from fic_audio.config import Config
from fic_audio.errors import OutputError, UsageError
from fic_audio.model import Chapter, MarkKind, Metadata, Story
from fic_audio.page.read import read
from fic_audio.produce import extras, record
from fic_audio.produce.company import company
from fic_audio.shelf import audiobookshelf, mp3, names
from fic_audio.voices import Voices

if TYPE_CHECKING:
    from fic_audio.produce.script import Script
    from fic_audio.script.sheet import Sheet


LAYOUTS = ("story", "audiobookshelf")
"""Folders: the story's title alone, or author, series and title as a library wants them."""


@dataclass(frozen=True, slots=True)
class Order:
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
    folder: Path | None = None
    """The story's folder, if it is not to be found by its title: a serial that grows. What was said
    in its chapters stays with who said it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A story that was read, who says what in it, and where each of its chapters goes."""

    path: Path
    script: Script
    config: Config
    order: Order
    voices: Voices
    folder: Path
    titles: tuple[str, ...]
    """As players need them: none comes twice."""
    own_titles: tuple[str, ...]
    """As the story has them."""
    files: tuple[str, ...]
    wanted: tuple[int, ...]
    """The chapters to make, from 0."""
    versions: Mapping[str, str]
    """Those of the engines that may be asked to speak, by name."""
    inputs: str
    """The digest of story, wishes and program."""
    without: tuple[str, ...] = ()
    """What had to be done without, and why."""


@dataclass(frozen=True, slots=True)
class Done:
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
    order: Order,
    voices: Voices,
    sheets: Sequence[Sheet] = (),
    others: Sequence[Path] = (),
) -> Plan | Done:
    """Reads a story, finds who says what, and checks all that could go wrong later.

    `others`: further files of the story. Done where the last run was asked for the very same and
    its files stand as it left them.
    """
    ready = company(order.engine, config, voices, reproducible=order.reproducible)
    config = ready.config
    story = read_story(path, config, others)
    count = len(story.chapters)
    if beyond := sorted(number for number in order.chapters if number > count):
        raise UsageError(f"{path}: has no chapter {beyond[0]}, only {count}")
    own = [chapter.title for chapter in story.chapters]
    titles = names.unique(own, story.metadata.title, books(story.chapters))
    folder = _folder(order, story.metadata)
    if order.preview:
        folder = folder.with_name(f"{folder.name} (preview)")
    heard = [chapter.title or story.metadata.title for chapter in story.chapters]
    files = tuple(names.chapter_file(n, count, title) for n, title in enumerate(heard, 1))
    wanted = tuple(n for n in range(count) if not order.chapters or n + 1 in order.chapters)
    lexicons = [each.read_bytes() for each in config.lexicons if isinstance(each, Path)]
    pictures = [config.cover.read_bytes()] if config.cover else []
    inputs = record.digest(
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
        order.preview,
    )
    if not order.dry_run:
        wanted_files = [files[number] for number in wanted]
        if not order.again and (told := _told(folder, inputs, wanted_files, config.formats)):
            return Done(path, folder, told)
        _check_shelf(folder, wanted_files, story.metadata, order.force)
    # Imported only now: the import takes longer than all that came before.
    from fic_audio.produce.script import write_script

    script = write_script(story, config, sheets, path)
    if order.folder:
        from fic_audio.produce.updating import with_speakers

        script = with_speakers(script, order.folder)
    known = ready.voices.speaking(script.story.metadata.language)
    places = (folder, titles, names.filled(own, story.metadata.title), files, wanted)
    return Plan(path, script, config, order, known, *places, ready.versions, inputs, ready.without)


def books(chapters: Sequence[Chapter]) -> list[str]:
    """For each chapter the title of the book that it is of: the headings above its own, or those
    above a chapter before."""
    found: list[str] = []
    book = ""
    for chapter in chapters:
        heads = sorted((m.start, m.end) for m in chapter.marks if m.kind is MarkKind.HEADING)
        above: list[str] = []
        at = 0
        for start, end in heads:
            said = " ".join(chapter.text[start:end].split())
            if _letters(said) == _letters(chapter.title):
                break
            if chapter.text[at:start].strip():
                above = []
                break
            above.append(said)
            at = end
        else:
            above = []  # none of them is the chapter's own
        book = ", ".join(above) or book
        found.append(book)
    return found


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))


def _folder(order: Order, story: Metadata) -> Path:
    """Where the story's files go."""
    if order.folder:
        return order.folder
    if order.layout == "audiobookshelf":
        return order.shelf / audiobookshelf.shelf_path(story)
    return order.shelf / names.story_folder(story.title)


def _thorough_files() -> bool:
    """Whether what the thorough way takes lies there; it is not loaded for a question."""
    here = find_spec("fic_audio.script.attribute")
    places = here.submodule_search_locations or () if here else ()
    model = any((Path(place) / "encoder.onnx").is_file() for place in places)
    return model and find_spec("onnxruntime") is not None


def _told(
    folder: Path, inputs: str, files: Sequence[str], formats: Sequence[str]
) -> Mapping[str, Any]:
    """What the last run told, if this one would do the same again; else nothing."""
    last = record.load(folder)
    spoken = [name for name in files if name in last.files]
    same = last.inputs == inputs and all(last.intact(folder, name) for name in spoken)
    same = same and all(path.is_file() for path in extras.expected(folder, spoken, formats))
    return last.told if same else {}


def check_apart(plans: Sequence[Plan | Done]) -> None:
    """Two stories of one run that would write into one folder are an OutputError."""
    taken: dict[str, Path] = {}
    for each in plans:
        other = taken.setdefault(str(each.folder).casefold(), each.path)
        if other is not each.path:
            raise OutputError(
                f"{each.path}: would be written over {other}, into {each.folder}; "
                "produce them one by one, each with an -o of its own"
            )


def _check_shelf(folder: Path, files: Sequence[str], metadata: Metadata, force: bool) -> None:
    """OutputError where files can't be written, or where another story's would be replaced."""
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
    for path in (folder / file for file in files):
        if path.is_dir():
            raise OutputError(f"{path}: is a folder, where a file has to go")
        if path.exists() and not force and not mp3.is_of(path, metadata):
            raise OutputError(
                f"{path}: is there already and not a file of this story; "
                "choose another folder with -o, or --force to replace it"
            )
