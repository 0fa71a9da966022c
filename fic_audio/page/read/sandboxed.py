"""Readers in a sandbox (see `sandbox`), for files whose libraries may crash, hang or swell."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import asdict
from pkgutil import resolve_name
from typing import Any

from fic_audio import sandbox
from fic_audio.errors import StoryError
from fic_audio.model import Chapter, Mark, MarkKind, Metadata, Story

SECONDS = 8.0
"""Processor time for a small file; each megabyte adds `PER_MEGABYTE`."""
PER_MEGABYTE = 4.0
LONGEST = 300.0
"""Seconds that no file may take."""
MEMORY = 450_000_000
"""Bytes, besides three times the file's own size."""
_READ = "fic_audio.page.read"


def read_sandboxed(reader: str, raw: bytes, seconds: float | None = None) -> Story:
    """What a reader, named as "module:function", makes of a file; StoryError also if it fails."""
    size = len(raw) / 1_000_000
    limit = min(LONGEST, SECONDS + PER_MEGABYTE * size) if seconds is None else seconds
    limits = sandbox.Limits(limit, MEMORY + 3 * len(raw))
    try:
        return story_of(sandbox.run(f"{__name__}:plain_story", raw, limits, reader))
    except sandbox.TooLongError as why:
        raise StoryError(
            "reading the file takes too long; save it again, or save it as EPUB or plain text"
        ) from why
    except sandbox.RaisedError as why:
        raise StoryError(_raised(why)) from why
    except sandbox.SandboxError as why:
        raise StoryError(
            "reading the file failed, because it is damaged or malicious; save it again, or as EPUB"
        ) from why
    except OSError as why:
        raise StoryError(
            f"the file can't be read, because no process can be started for it ({why}); try again"
        ) from why


def _raised(why: sandbox.RaisedError) -> str:
    if why.kind == StoryError.__name__:
        return str(why)
    if why.kind == MemoryError.__name__:
        return "reading the file takes too much memory; save it as EPUB or plain text"
    return f"the file is damaged or unusual ({why.kind}); save it again, or save it as EPUB"


def plain_story(raw: bytes, reader: str) -> dict[str, Any]:
    """The story that a reader makes of a file, in values of JSON."""
    story = asdict(resolve_name(f"{_READ}.{reader}")(raw))
    return {**story, "cover": b64encode(story["cover"]).decode()}


def story_of(told: dict[str, Any]) -> Story:
    """The story that `plain_story` made plain."""
    fields: dict[str, Any] = {
        key: tuple(tuple(each) if key == "other" else each for each in value)
        if isinstance(value, list)
        else value
        for key, value in told["metadata"].items()
    }
    chapters = tuple(
        Chapter(
            each["title"],
            each["text"],
            each["start"],
            tuple(Mark(MarkKind(m["kind"]), m["start"], m["end"]) for m in each["marks"]),
        )
        for each in told["chapters"]
    )
    return Story(Metadata(**fields), chapters, told["front"], b64decode(told["cover"]))
