"""What goes with finished chapters: the cover, captions, a page and books to read along, a feed."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from fic_audio.errors import OutputError
from fic_audio.produce import extras, record
from fic_audio.produce.plan import Plan
from fic_audio.shelf import audiobookshelf, captions, feed, m4b, page
from fic_audio.shelf import cover as covers
from fic_audio.shelf.beside import beside
from fic_audio.shelf.book import FOLDER, Book
from fic_audio.shelf.overlay import overlay

DRAWN = "1"
"""Counts the changes of how a cover is drawn."""
_KEY = "cover.txt"


def cover(plan: Plan) -> bytes:
    """The story's cover, a JPEG: the listener's picture, the story's own, or one that is drawn.

    Raises OutputError for a picture of the listener's that is none.
    """
    key = _cover_key(plan)
    with suppress(OSError):
        if (plan.folder / FOLDER / _KEY).read_text("utf-8") == key:
            return (plan.folder / extras.COVER).read_bytes()
    with TemporaryDirectory() as folder:
        path = Path(folder, extras.COVER)
        if plan.config.cover:
            try:
                covers.take(plan.config.cover.read_bytes(), path)
            except (OSError, OutputError) as why:
                raise OutputError(f"{plan.config.cover}: can't be a cover: {why}") from why
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
    return record.digest(DRAWN, told.title, told.authors, told.fandoms, told.url)


def dress(plan: Plan, made: Book, picture: bytes, fresh: Collection[str], *, same: bool) -> None:
    """Writes all that goes with the book's chapters and is missing or no longer true.

    `fresh`: the files of chapters that were made just now. `same`: the book is as it was. Raises
    OutputError.
    """
    folder, formats = plan.folder, plan.config.formats
    front = folder / extras.COVER
    if not front.is_file() or front.read_bytes() != picture:
        with beside(front) as part:
            part.write_bytes(picture)
        (folder / FOLDER / _KEY).write_text(_cover_key(plan), encoding="utf-8")
        same = False
    same = same and not fresh
    audiobookshelf.write(made)
    if "captions" in formats:
        for episode in made.episodes:
            there = all(made.path(episode, suffix).is_file() for suffix in extras.CAPTIONS)
            if episode.file in fresh or not there:
                captions.write(made, episode)
    if "html" in formats and not (same and (folder / extras.PAGE).is_file()):
        page.write(made)
    whole = extras.bound(folder, ".m4b")
    if "m4b" in formats and not (same and whole.is_file()):
        hidden = (extras.pieces(folder, episode.file, ("m4b",)) for episode in made.episodes)
        pieces = [path for paths in hidden for path in paths]
        m4b.bind(made, pieces, front, whole)
    whole = extras.bound(folder, ".epub")
    if "epub" in formats and not (same and whole.is_file()):
        overlay(made, whole, front)
    if told := made.podcast:
        feed.write(made, told.url, private=told.private, email=told.email)
