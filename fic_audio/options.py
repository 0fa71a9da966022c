"""What a caller asks for -> the story's configuration changed by it, and the order of a run."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from fic_audio.config import FORMATS, Config, Profile
from fic_audio.errors import UsageError, did_you_mean
from fic_audio.production import ProduceOptions, setup
from fic_audio.production.options import LAYOUTS
from fic_audio.shelf import manifest

if TYPE_CHECKING:
    from fic_audio.voices import Voices

StoryFile = str | Path


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a run. Defaults come from the story's fic-audio.toml.

    Raises UsageError for wrong values.
    """

    out: StoryFile = "audio"
    """Folder in which each story gets a folder of its own."""
    config: StoryFile | None = None
    """Configuration file, or the name of a ready cast, in place of fic-audio.toml."""
    sheet: StoryFile | None = None
    """Sheet of corrections, in place of the one beside the story."""
    no_sheet: bool = False
    """Ignore the sheet beside the story."""
    engine: str = ""
    """Speech engine; if neither this nor the configuration names one, the best installed."""
    jobs: int = 0
    """Number of parallel processes; 0 for the number of cores."""
    formats: Collection[str] = ()
    """Kinds of file: mp3 (always made), m4b, opus, captions, html, epub, lyrics."""
    profile: str = ""
    """Loudness and bit rate: audiobook, acx, podcast or small."""
    cover: StoryFile | None = None
    """Picture for the cover, in place of the story's own."""
    layout: str = "story"
    """Folders: "story" for the title alone; "audiobookshelf" for author, series and title."""
    chapters: Collection[int] = ()
    """Numbers of the chapters to make, from 1; all if empty."""
    dry_run: bool = False
    """Estimate only; write nothing."""
    preview: bool = False
    """Make only the first minute of each chapter, in a separate folder."""
    force: bool = False
    """Replace files that do not belong to this story."""
    remove: bool = False
    """Delete chapters that the author has taken down."""
    again: bool = False
    """Make files again even if they are up to date."""
    no_cache: bool = False
    """Neither store spoken lines nor use stored ones."""
    reproducible: bool = False
    """Make the same bytes in every run; EngineError if the engine can't."""
    dask: str = ""
    """Address of a dask scheduler whose workers speak, in place of this machine."""
    listen: bool = False
    """Listen to what was made, and speak again what sounds unclear."""
    ears: StoryFile | None = None
    """Folder of the model that listens, in place of that in the configuration or the installed
    one."""
    serial: StoryFile | None = None
    """Folder of a serial to bring up to date, in place of `out`; characters keep their voices, and
    the formats there are made again."""

    def __post_init__(self) -> None:
        if self.jobs < 0 or self.jobs > 256:
            raise UsageError(f"jobs = {self.jobs}: give 1 to 256, or 0 for the number of cores")
        for name, value, known in (
            *(("formats", each, FORMATS) for each in _strings(self.formats)),
            *((("profile", self.profile, get_args(Profile)),) if self.profile else ()),
            ("layout", self.layout, LAYOUTS),
        ):
            if value not in known:
                raise UsageError(f'{name}: "{value}" is unknown{did_you_mean(value, known)}')
        if any(number < 1 for number in self.chapters):
            raise UsageError("chapters: they are counted from 1")
        if self.sheet is not None and self.no_sheet:
            raise UsageError("sheet and no_sheet exclude each other; choose one")
        if self.cover is not None and not Path(self.cover).is_file():
            raise UsageError(f"cover: {self.cover}: no such file")


def _strings(values: Collection[str]) -> Collection[str]:
    return (values,) if isinstance(values, str) else values


def configure(options: Options, path: Path, known: Voices) -> Config:
    """The story's configuration, as changed by the options."""
    config = setup.load_config(path, _string(options.config), known)
    if options.profile:
        config = replace(config, profile=options.profile, bitrate=None)  # type: ignore[arg-type]
    if options.formats:
        config = replace(config, formats=tuple(_strings(options.formats)))
    if options.cover is not None:
        config = replace(config, cover=Path(options.cover))
    if options.serial is not None:
        from fic_audio.production.serial_update import with_former_choices

        config = with_former_choices(config, manifest.load(_serial(options.serial)), known)
    return config


def write_order(options: Options, config: Config) -> ProduceOptions:
    """What is asked of the run that makes the story."""
    serial = None if options.serial is None else _serial(options.serial)
    return ProduceOptions(
        engine=setup.check_engine(options.engine or config.engine),
        shelf=Path(options.out) if serial is None else serial.parent,
        jobs=options.jobs or setup.count_cores(),
        chapters=frozenset(options.chapters),
        force=options.force,
        dry_run=options.dry_run,
        cache=None if options.no_cache else setup.clip_folder(),
        again=options.again,
        reproducible=options.reproducible,
        preview=options.preview,
        layout=options.layout,
        remove=options.remove,
        folder=serial,
    )


def _serial(folder: StoryFile) -> Path:
    """The folder by a path that has a name of its own, as `produce` makes it."""
    path = Path(folder)
    return path if path.name else path.resolve()


def _string(given: StoryFile | None) -> str | None:
    return None if given is None else str(given)
