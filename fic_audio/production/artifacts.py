"""What goes with finished chapters: the cover, captions, a page and books to read along, a feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from fic_audio import atomic
from fic_audio.config import Format
from fic_audio.errors import ConfigError, OutputError
from fic_audio.files import file_state
from fic_audio.language import tag_of
from fic_audio.production import fingerprints, layout
from fic_audio.production.plan import Plan
from fic_audio.shelf import audiobookshelf
from fic_audio.shelf.artwork import cover as covers
from fic_audio.shelf.artwork.cover_image import TooLargeError
from fic_audio.shelf.audio import m4b
from fic_audio.shelf.files import CAPTIONS, COVER, READ_ALONG, Suffix
from fic_audio.shelf.manifest import FOLDER, Manifest
from fic_audio.shelf.podcast import feed
from fic_audio.shelf.text import captions, read_along
from fic_audio.shelf.text.lyrics import lyrics
from fic_audio.shelf.text.overlay import write_overlay
from fic_audio.version import __version__

DRAWN = "1"
"""Counts the changes of how a cover is drawn."""
_KEY = "cover.txt"


def make_cover(plan: Plan) -> bytes:
    """The story's cover, a JPEG: the listener's picture, the story's own, or one that is drawn.

    Raises OutputError for a picture of the listener's that is none, ConfigError for one that is
    too large.
    """
    key = _cover_key(plan)
    with suppress(OSError):
        if (plan.folder / FOLDER / _KEY).read_text("utf-8") == key:
            return (plan.folder / COVER).read_bytes()
    with TemporaryDirectory() as folder:
        path = Path(folder, COVER)
        if plan.config.cover:
            try:
                covers.take(plan.config.cover.read_bytes(), path)
            except TooLargeError as why:
                raise ConfigError(f"{plan.config.cover}: {why}") from why
            except (OSError, OutputError) as why:
                raise OutputError(f"{plan.config.cover}: can't be used as a cover: {why}") from why
            return path.read_bytes()
        story = plan.script.story
        if story.cover:
            with suppress(OutputError):  # a broken one: ours will do
                covers.take(story.cover, path)
                return path.read_bytes()
        covers.draw(story.metadata, path)
        return path.read_bytes()


def _cover_key(plan: Plan) -> str:
    """Another one for another cover."""
    if plan.config.cover:
        return sha256(plan.config.cover.read_bytes()).hexdigest()
    story = plan.script.story
    if story.cover:
        return sha256(story.cover).hexdigest()
    told = story.metadata
    return fingerprints.digest(DRAWN, told.title, told.authors, told.fandoms, told.url)


def write_artifacts(plan: Plan, manifest: Manifest, picture: bytes) -> None:
    """Writes all that goes with the book's chapters and is missing or no longer true.

    Each file is noted with what it was made from: where a run ends before its time, the next one
    finds what is old. Raises OutputError.
    """
    folder, formats = plan.folder, plan.config.formats
    front = folder / COVER
    if not front.is_file() or front.read_bytes() != picture:
        atomic.write_bytes(front, picture)
        atomic.write_text(folder / FOLDER / _KEY, _cover_key(plan))
    audiobookshelf.write(manifest)
    rack = _Rack(manifest)
    told = replace(manifest, podcast=None, beside=(), old=())
    if Format.CAPTIONS in formats:
        for episode in manifest.episodes:
            about = (manifest.metadata, replace(episode, number=0), manifest.digest(episode))
            paths = [manifest.path(episode, suffix) for suffix in CAPTIONS]
            rack.bring(paths, about, partial(captions.write, manifest, episode))
    if Format.HTML in formats:
        rack.bring([folder / READ_ALONG], told, lambda: read_along.write(manifest))
    seen = sha256(picture).hexdigest()
    if Format.M4B in formats:
        hidden = (
            layout.piece_paths(folder, episode.file, (Format.M4B,)) for episode in manifest.episodes
        )
        pieces = [path for paths in hidden for path in paths]
        text = _text(manifest) if Format.LYRICS in formats else ""
        sound = [file_state(piece) for piece in pieces]
        whole = manifest.bound(Suffix.M4B)
        bind = partial(m4b.bind, manifest, pieces, front, whole, lyrics=text)
        rack.bring([whole], (told, seen, text, sound), bind)
    if Format.EPUB in formats:
        sound, whole = (
            [file_state(manifest.path(each)) for each in manifest.episodes],
            manifest.bound(Suffix.EPUB),
        )
        rack.bring([whole], (told, seen, sound), partial(write_overlay, manifest, whole, front))
    rack.close()
    if told_as := manifest.podcast:
        feed.write(manifest, told_as.url, private=told_as.private, email=told_as.email)


class _Rack:
    """What is made of finished chapters, and was made of which."""

    def __init__(self, manifest: Manifest) -> None:
        self._folder = manifest.folder
        self._before = fingerprints.load(manifest.folder).dressed
        self._now: dict[str, str] = {}

    def bring(self, paths: Sequence[Path], about: object, write: Callable[[], object]) -> None:
        """Has files written, unless they are as they were left and would become the same."""
        made_from = fingerprints.digest(__version__, about)
        names = [path.relative_to(self._folder).as_posix() for path in paths]
        there = [f"{made_from} {file_state(path)}" for path in paths]
        if [self._before.get(name) for name in names] != there:
            write()
            there = [f"{made_from} {file_state(path)}" for path in paths]
        self._now |= zip(names, there, strict=True)

    def close(self) -> None:
        fingerprints.dress(self._folder, self._now)


def _text(manifest: Manifest) -> str:
    """All that is said, a chapter after its title."""
    language = tag_of(manifest.metadata.language)
    return "\n\n".join(lyrics(manifest.lines(episode), language) for episode in manifest.episodes)
