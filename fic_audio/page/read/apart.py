"""Readers in a process of their own, whose time and memory are limited.

Libraries of native code may crash on a hostile file, others may hang or swell: that ends the
process and not the program. The story comes back as JSON, which can do no harm.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any

from fic_audio.errors import StoryError
from fic_audio.model import Chapter, Mark, MarkKind, Metadata, Story

SECONDS = 8.0
"""Processor time for a small file; each megabyte adds `PER_MEGABYTE`."""
PER_MEGABYTE = 4.0
LONGEST = 300.0
"""Seconds that no file may take."""
MEMORY = 450_000_000
"""Bytes, besides three times the file's own size."""
_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from fic_audio.page.read.apart import serve; serve(sys.argv[2], sys.argv[3], sys.argv[4])"
)
_READ = "fic_audio.page.read"


def apart(reader: str, raw: bytes, seconds: float | None = None) -> Story:
    """What a reader, named as "module:function", makes of a file; StoryError also if it fails."""
    size = len(raw) / 1_000_000
    limit = min(LONGEST, SECONDS + PER_MEGABYTE * size) if seconds is None else seconds
    root = str(Path(__file__).resolve().parents[3])
    memory = MEMORY + 3 * len(raw)
    command = [sys.executable, "-P", "-c", _START, root, reader, str(limit), str(memory)]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), folder)
        try:
            done = subprocess.run(
                command,
                input=raw,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Another process may be using the processor.
                timeout=3 * limit + 5,
                env={**os.environ, **places},
                check=False,
            )
        except subprocess.TimeoutExpired as why:
            raise _too_long() from why
        except OSError as why:
            raise StoryError(f"the file can't be read in a process of its own ({why})") from why
    try:
        answer = json.loads(done.stdout)
    except ValueError as why:
        if sys.platform != "win32" and done.returncode in (-24, -9):
            raise _too_long() from why
        raise StoryError(
            "reading the file failed: it is damaged or made to do harm; save it again, or as EPUB"
        ) from why
    if "error" in answer:
        raise StoryError(answer["error"])
    return story_of(answer["story"])


def serve(reader: str, seconds: str, memory: str) -> None:
    """The child's part: reads the file from standard input and writes its story to the output."""
    # What libraries print must not be mixed into the answer.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    raw = sys.stdin.buffer.read()
    _limit(math.ceil(float(seconds)), int(memory))
    module, _, function = reader.partition(":")
    answer: dict[str, Any]
    try:
        story = asdict(getattr(import_module(f"{_READ}.{module}"), function)(raw))
        answer = {"story": {**story, "cover": b64encode(story["cover"]).decode()}}
    except StoryError as error:
        answer = {"error": str(error)}
    except MemoryError:
        answer = {"error": "the file needs more memory than a story can; save it as EPUB or text"}
    except Exception as error:
        answer = {
            "error": f"the file is damaged or unusual ({type(error).__name__}); "
            "save it again, or as EPUB"
        }
    output.write(json.dumps(answer).encode())
    output.close()


def story_of(told: dict[str, Any]) -> Story:
    """The story that `dataclasses.asdict` and JSON made plain."""
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


def _limit(seconds: int, memory: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        # Some systems refuse limits that they do not know.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _too_long() -> StoryError:
    return StoryError("reading the file takes too long; save it again, or as EPUB or plain text")
