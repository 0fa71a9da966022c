"""A story's address -> the story as a file, fetched by FanFicFare in a process of its own.

Considerate: one work at a time, at least five seconds between two requests to a site over all
processes, waiting when told to, under our own name, and never with a password.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from fic_audio import sandbox
from fic_audio.errors import FetchError, OutputError
from fic_audio.fetching import failures, memory
from fic_audio.fetching.books import keep, kept_book
from fic_audio.model import Metadata

__all__ = [
    "INSTALL",
    "Awaited",
    "Coming",
    "Fetched",
    "as_address",
    "fetch_story",
    "find_version",
    "kept_book",
]

INSTALL = "pip install 'fic-audio[fetch]'"
PAUSE = 5.0
"""Least seconds between two requests to a site."""
PATIENCE = 120.0
"""Most seconds to wait for a site that asks to come back later."""
FRESH = 3600.0
"""Seconds in which a work is not asked again."""
QUIET = 900.0
"""Seconds without a report after which FanFicFare is taken to hang."""
LIMITS = sandbox.Limits(3600.0, 4_000_000_000)
_ADDRESS = re.compile(r"\s*(https?):[/\\]+(\S+)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Awaited:
    """A site asked to come back later, and is waited for."""

    site: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Coming:
    """A chapter is being fetched."""

    chapter: int
    """Its number, from 1."""
    chapters: int
    """Number of chapters of the story; those that are known are not fetched again."""


Listen = Callable[[Awaited | Coming], None]
"""Called on the way, from the calling thread. An error that it raises ends the work."""
Place = Callable[[Metadata], Path]
"""Finds the folder for a story."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A story that was fetched."""

    path: Path
    """Its book, an EPUB. The one before is beside it, called "… (before)", if it was another."""
    title: str
    chapters: int
    """Number of chapters in it."""
    address: str
    """Its address, in the form that its site prefers."""
    new: int = 0
    """Number of chapters that were fetched; the others were known."""
    asked: float | None = None
    """When the work was asked, in seconds since 1970, if that was so short a time ago that it was
    not asked again; otherwise None."""


def as_address(text: str | Path) -> str:
    """The address that a text is; empty if it is none. A path that was one is an address, too.

    >>> as_address("HTTPS://example.org/works/1"), as_address(Path("http://example.org/?sid=1"))
    ('https://example.org/works/1', 'http://example.org/?sid=1')
    >>> as_address("story.epub"), as_address("C:/fics/story.epub")
    ('', '')
    """
    shape = _ADDRESS.fullmatch(str(text))
    return f"{shape[1].lower()}://{shape[2]}" if shape else ""


def find_version() -> str:
    """The version of FanFicFare; empty if it is not installed."""
    try:
        return version("FanFicFare")
    except PackageNotFoundError:
        return ""


def fetch_story(
    address: str,
    to: Path | Place,
    *,
    adult: bool = False,
    again: bool = False,
    old: Path | None = None,
    listen: Listen = lambda _: None,
) -> Fetched:
    """Fetches the story at an address into the folder `to`, or the one that it finds.

    `adult`: whether the reader is willing to see adult content; a yes is remembered for the work.
    `again`: ask also a work that was asked within the hour, and for all of its chapters; otherwise
    those in its earlier book, which is remembered or `old`, are not fetched. That book stays beside
    the new one.

    Raises FetchError, AdultError for a work that needs a yes; StoryError if what came is no story;
    and OutputError.
    """
    program = f"FanFicFare {find_version()}"
    if not find_version():
        raise FetchError(
            f"{address}: to fetch stories by their address, FanFicFare is needed; install it: "
            f"{INSTALL}"
        )
    folder = memory.make_folder()
    with tempfile.TemporaryDirectory(prefix="fic-audio-", ignore_cleanup_errors=True) as own:
        book = Path(own, "story.epub")
        order = {
            "address": address,
            "book": str(book),
            "old": str(old or ""),
            "memory": str(folder),
            "adult": adult,
            "again": again,
            "pause": PAUSE,
            "patience": PATIENCE,
            "fresh": FRESH,
        }
        told = _follow(order, listen, f"{address}: ", program)
        if "why" in told:
            if told["why"] == failures.Why.UNFIT and failures.is_list(address):
                raise failures.a_list(address, program)
            raise failures.to_error(told, address, program)
        known = told.get("file")
        try:
            kept = keep(Path(known) if known else book, to, told["address"], old)
        except OutputError:
            # What has come need not be fetched again.
            memory.keep_partly(folder, told["address"], book)
            raise
    work = memory.Asked(
        told["address"], str(kept.path.absolute()), told.get("asked", time.time()), told["adult"]
    )
    memory.remember(folder, work, address)
    metadata, chapters = kept.story.metadata, len(kept.story.chapters)
    when = told.get("asked")
    return Fetched(kept.path, metadata.title, chapters, work.address, told["fetched"], when)


def _follow(order: Mapping[str, Any], listen: Listen, where: str, program: str) -> dict[str, Any]:
    """What the process that fetches says at its end."""

    def hear(report: Mapping[str, Any]) -> None:
        if "chapter" in report:
            listen(Coming(report["chapter"], report["of"]))
        else:
            listen(Awaited(report["site"], report["seconds"]))

    data = json.dumps(order).encode()
    try:
        told: dict[str, Any] = sandbox.follow(
            "fic_audio.fetching.download:fetch", data, LIMITS, hear, QUIET
        )
    except sandbox.TooLongError as why:
        raise FetchError(
            f"{where}fetching takes too long; try again, or {failures.WAY_OUT} ({program})"
        ) from why
    except sandbox.SandboxError as why:
        said = (
            f" ({failures.shorten(f'{why.kind}: {why}')})"
            if isinstance(why, sandbox.RaisedError)
            else ""
        )
        raise FetchError(
            f"{where}fetching failed{said}; try again, or {failures.WAY_OUT} ({program})"
        ) from why
    except OSError as why:
        raise FetchError(f"{where}no process can be started ({why}); try again") from why
    return told
