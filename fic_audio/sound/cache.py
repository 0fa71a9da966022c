"""Clips on disk, found again by what they say and how: no line is ever spoken twice."""

from __future__ import annotations

import contextlib
import logging
import os
import struct
import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from fic_audio import atomic
from fic_audio.errors import OutputError
from fic_audio.model import Clip, Cue, Hz
from fic_audio.sound import effects

LIMIT = 8_000_000_000
"""Bytes that the cache may hold: some fifty hours of speech at 22 kHz."""
SHARE = 8
"""The cache is looked through again whenever a run has added this part of its limit."""
STALE = 86_400
"""Seconds after which a clip that is used counts as used again."""

_MAGIC = b"ficclip1"
_HEAD = struct.Struct("<8sIII")
"""Magic, samples a second, CRC-32 of the samples, their length in bytes."""
_SUFFIX = ".clip"
_log = logging.getLogger(__name__)


def key(engine: str, cue: Cue) -> str:
    """A name for what a cue sounds like; pauses and places have no part in it.

    `engine`: its name and version.
    """
    voice, delivery = cue.voice, cue.delivery
    said = (
        "2",  # of this list: another number and every clip is made again
        engine,
        voice.id,
        voice.pitch,
        voice.range,
        *((voice.formant,) if voice.formant != 1.0 else ()),
        voice.rate,
        voice.lufs,
        delivery,
        cue.text,
        *((cue.before, cue.after) if cue.before or cue.after else ()),
        *((effects.VERSION,) if {delivery.style, delivery.being} & {*effects.EFFECTS} else ()),
    )
    return blake2b("\0".join(map(str, said)).encode(errors="replace"), digest_size=20).hexdigest()


@dataclass(frozen=True, slots=True)
class Size:
    clips: int
    size: int
    """In bytes."""


class Cache:
    """A folder of clips. Several threads and programs may use it at once.

    It never stands in the way: where it can't be read a clip is made again, and where it can't be
    written the run goes on without it, `trouble` saying why.
    """

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        self._added = 0
        self.trouble = ""
        """Why nothing is kept any more; empty while all is well."""

    def get(self, name: str) -> Clip | None:
        """The clip of that name; None where there is none, or a damaged one."""
        if self.trouble:
            return None
        path = self._path(name)
        try:
            with path.open("rb") as file:
                head = file.read(_HEAD.size)
                pcm = file.read()
                used = os.fstat(file.fileno()).st_mtime
        except FileNotFoundError:
            return None
        except OSError as error:
            self._give_up(error)
            return None
        clip = _checked(head, pcm)
        with contextlib.suppress(OSError):
            if clip is None:
                _log.warning("%s: is damaged; made again", path)
                path.unlink()
            elif path.stat().st_mtime == used and used < time.time() - STALE:
                os.utime(path)
        return clip

    def put(self, name: str, clip: Clip) -> None:
        """Keeps a clip. It is there whole or not at all."""
        if self.trouble:
            return
        path = self._path(name)
        head = _HEAD.pack(_MAGIC, clip.rate, zlib.crc32(clip.pcm), len(clip.pcm))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # What somebody listens to is nobody else's affair.
            atomic.write_bytes(path, head + clip.pcm, atomic.PRIVATE)
        except (OSError, OutputError) as error:
            self._give_up(error)
            return
        with self._lock:
            self._added += len(clip.pcm)
            full = self._added * SHARE > self._limit
            if full:
                self._added = 0
        if full:
            self.shrink()

    def shrink(self) -> None:
        """Removes the clips that were used longest ago, down to the limit."""
        found = sorted(self._files())
        total = sum(size for _, size, _ in found)
        for _, size, path in found:
            if total <= self._limit:
                break
            with contextlib.suppress(OSError):
                path.unlink()
                total -= size

    def size(self) -> Size:
        sizes = [size for _, size, _ in self._files()]
        return Size(len(sizes), sum(sizes))

    def clear(self) -> Size:
        """Removes every clip; says what that was."""
        gone = self.size()
        for _, _, path in self._files():
            with contextlib.suppress(OSError):
                path.unlink()
        return gone

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name[2:]}{_SUFFIX}"

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        """When each file was last used, its size, and where it is; what a killed run left, too."""
        with contextlib.suppress(OSError):
            for part in self._folder.iterdir():
                with contextlib.suppress(OSError), os.scandir(part) as entries:
                    for entry in entries:
                        with contextlib.suppress(OSError):
                            about = entry.stat(follow_symlinks=False)
                            if entry.is_file(follow_symlinks=False):
                                yield about.st_mtime, about.st_size, Path(entry.path)

    def _give_up(self, error: OSError | OutputError) -> None:
        with self._lock:
            if not self.trouble:
                why = error.strerror if isinstance(error, OSError) else None
                self.trouble = f"{self._folder}: {why or error}"
                _log.warning("no clips are kept: %s", self.trouble)


def _checked(head: bytes, pcm: bytes) -> Clip | None:
    if len(head) != _HEAD.size:
        return None
    magic, rate, checksum, length = _HEAD.unpack(head)
    if magic != _MAGIC or length != len(pcm) or zlib.crc32(pcm) != checksum:
        return None
    return Clip(pcm, Hz(rate))
