"""What is installed, what is missing, and how to get it."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fic_audio import engines, voices
from fic_audio.cli import install
from fic_audio.errors import ConfigError, EngineError, FicAudioError, OutputError
from fic_audio.model import Delivery, Voice
from fic_audio.production.setup import clip_folder
from fic_audio.sound.cache import Cache
from fic_audio.version import __version__

ENCODERS = {"libmp3lame": "MP3"}
OLDEST, NEWEST = (3, 11), (3, 13)


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    detail: str
    code: int = 0
    """Exit code for what is missing; 0 if all is well."""
    optional: bool = False
    """Whether it is missing, but not needed."""

    @property
    def state(self) -> str:
        return "MISSING" if self.code else "optional" if self.optional else "ok"


def findings(out: Path) -> Iterator[Finding]:
    """Checks everything that `produce` needs."""
    yield _python()
    for name in engines.names():
        yield _engine(name)
    yield _fetching()
    yield _ears()
    yield _ffmpeg()
    yield _voices()
    yield _output(out)
    yield _clips()


def summary(found: Sequence[Finding]) -> str:
    """What the findings come to, in a sentence."""
    if missing := [each.what for each in found if each.code]:
        return (
            f"fic-audio can't make audio yet: {', '.join(missing)}. "
            "The lines marked MISSING say what to do."
        )
    natural = f"engine {engines.NATURAL}"
    if any(each.what == natural and each.optional for each in found):
        return "fic-audio can make audio, but without its natural voices: their line says why."
    return "Everything is here that fic-audio needs."


def _python() -> Finding:
    detail = f"{platform.python_version()}, fic-audio {__version__}, {platform.system()}"
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        detail += "; tested with 3.11 to 3.13 only"
    return Finding("python", detail)


def _engine(name: str) -> Finding:
    try:
        engine = engines.load(name)
        engine.check()
        if damaged := _damaged(name):
            raise EngineError(damaged)
        known = engine.voices()
        if name == engines.NATURAL:
            # A damaged network, or a library that can't be loaded, shows only when it speaks.
            engine.say("Hello.", Voice(name, name, known[0].id), Delivery())
        return Finding(f"engine {name}", f"{len(known)} voice{'s' * (len(known) != 1)}")
    except FicAudioError as error:
        detail, code = str(error), error.exit_code
    except ImportError as error:
        detail, code = f"{error}; install it with pip", EngineError.exit_code
    if name == engines.NATURAL:
        detail += f"; {engines.DEFAULT} speaks instead"
    # The others are there for those who want them.
    optional = name != engines.DEFAULT
    return Finding(f"engine {name}", detail, 0 if optional else code, optional)


def _damaged(engine: str) -> str:
    """The first of the engine's files with a wrong size, and what to do."""
    for name, model in install.models().items():
        if name.partition(":")[0] != engine:
            continue
        for file in model.files:
            path = model.folder / file.name
            if path.is_file() and (size := path.stat().st_size) != file.size:
                return (
                    f"{path} has {size:,} bytes instead of {file.size:,}, so it is cut short or "
                    f"a different file; get the right one: fic-audio voices install {name}"
                )
    return ""


def _ears() -> Finding:
    """Whether finished audio can be listened to."""
    from fic_audio.listening.model import NAME, find_ears

    try:
        place = find_ears().folder
        if damaged := _damaged(NAME):
            raise EngineError(damaged)
    except EngineError as error:
        return Finding("listening", str(error), optional=True)
    return Finding("listening", f"a model is in {place}")


def _fetching() -> Finding:
    """Whether stories can be fetched by their address."""
    from fic_audio.fetching import INSTALL, find_version

    if version := find_version():
        return Finding("addresses", f"stories can be fetched by FanFicFare {version}")
    detail = f"stories can't be fetched by their address; to install: {INSTALL}"
    return Finding("addresses", detail, optional=True)


def _ffmpeg() -> Finding:
    try:
        import imageio_ffmpeg

        path = imageio_ffmpeg.get_ffmpeg_exe()
        encoders = subprocess.run(
            [path, "-hide_banner", "-encoders"], capture_output=True, text=True, timeout=60
        ).stdout
    except (ImportError, RuntimeError, OSError, subprocess.SubprocessError) as error:
        detail = f"{error}; pip install --force-reinstall imageio-ffmpeg"
        return Finding("ffmpeg", detail, OutputError.exit_code)
    known = set(re.findall(r"^ A\S+ (\S+)", encoders, re.MULTILINE))
    if lacking := [form for encoder, form in ENCODERS.items() if encoder not in known]:
        detail = f"{path} can't write {', '.join(lacking)}; pip install imageio-ffmpeg"
        return Finding("ffmpeg", detail, OutputError.exit_code)
    return Finding("ffmpeg", f"{path}; writes {', '.join(ENCODERS.values())}")


def _voices() -> Finding:
    try:
        known = voices.load()
    except ConfigError as error:
        return Finding("voices", str(error), error.exit_code)
    if not known:
        detail = f"none in {voices.folder()}; pip install --force-reinstall fic-audio"
        return Finding("voices", detail, ConfigError.exit_code)
    casts = ", ".join(voices.casts()) or "none"
    return Finding("voices", f"{len(known)}; ready casts: {casts}")


def _output(out: Path) -> Finding:
    there = next(path for path in (out, *out.absolute().parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError as error:
        detail = f"{out}: {error.strerror}; choose another folder with -o"
        return Finding("output", detail, OutputError.exit_code)
    return Finding("output", f"{out} can be written")


def _clips() -> Finding:
    """Number and size of the clips in the cache."""
    folder = clip_folder()
    held = Cache(folder).size()
    detail = f"{held.clips:,} in the cache, {held.size / 1e6:,.0f} MB, {folder}"
    return Finding(
        "clips", f"{detail}; fic-audio doctor --clear deletes them" if held.clips else detail
    )


def clear_clips() -> str:
    """Deletes every clip in the cache; returns a message."""
    gone = Cache(clip_folder()).clear()
    return f"{gone.clips:,} clips deleted, {gone.size / 1e6:,.0f} MB"
