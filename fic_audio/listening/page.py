"""What was heard of a story as one HTML page beside its MP3s: a strip of each chapter, on which
every second that sounds unclear can be played.

The text comes from strangers: it stands in the page as data that only a script reads, and is shown
as text; the page's own policy lets no other script or style run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

from fic_audio import atomic
from fic_audio.listening.report import ListeningReport
from fic_audio.results import UnclearLine
from fic_audio.shelf import manifest
from fic_audio.shelf.text.text_cleaning import clean, name_speaker
from fic_audio.web.policy import allow_inline

NAME = "listened.html"

_PARTS = files("fic_audio") / "data" / "listening"


def write_page(folder: Path, found: ListeningReport) -> Path:
    """Writes the page into the story's folder; gives its path. Raises OutputError."""
    path = folder / NAME
    atomic.write_text(path, html(manifest.load(folder).metadata.title, found), errors="replace")
    return path


def html(title: str, found: ListeningReport) -> str:
    """The page of a story with that title."""
    style, script = _part("style.css"), _part("page.js")
    return Template(_part("page.html")).substitute(
        policy=_policy(script, style),
        title=escape(clean(title)) or "Untitled",
        style=style,
        script=script,
        data=_json(_data(found)),
    )


def _part(name: str) -> str:
    return (_PARTS / name).read_text(encoding="utf-8")


def _policy(script: str, style: str) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": allow_inline((script,)),
        "style-src": allow_inline((style,)),
        # 'self' is nothing where the page is a file.
        "media-src": "'self' file:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _data(found: ListeningReport) -> Mapping[str, Any]:
    return {
        "lines": found.lines,
        "skipped": found.skipped,
        "unclear": list(map(_line, found.unclear)),
        "chapters": [asdict(each) | {"title": clean(each.title)} for each in found.flow.chapters],
        "voices": [
            asdict(each) | {"speaker": name_speaker(each.speaker)} for each in found.flow.voices
        ],
        "joints": asdict(found.flow.joints),
        "names": [[clean(name), clean(heard), count] for name, heard, count in found.names],
    }


def _line(each: UnclearLine) -> Mapping[str, Any]:
    return {
        "chapter": each.chapter,
        "address": quote(each.file, safe="", errors="replace"),
        "start": each.start,
        "end": each.end,
        "speaker": name_speaker(each.speaker),
        "text": clean(each.text),
        "reasons": list(map(clean, each.reasons)),
        "kinds": each.kinds,
        "heard": clean(each.heard),
    }


def _json(value: object) -> str:
    """JSON that no HTML parser takes for the end of its element, or for a comment in it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e")
