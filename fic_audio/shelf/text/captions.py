"""Timed text for players and podcast apps: captions, lyrics, scenes, a transcript.

The text is as written. It comes from strangers, so it is written into each format in such a way
that it stays text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from fic_audio import atomic
from fic_audio.durations import timecode
from fic_audio.language import tag_of
from fic_audio.model import Kind, Metadata, Ms
from fic_audio.shelf.files import Suffix
from fic_audio.shelf.manifest import ChapterFile, Manifest, TimedLine
from fic_audio.shelf.text.caption_lines import drop_names, split_lines, split_text, time_phrases
from fic_audio.shelf.text.text_cleaning import clean, is_rtl, joint, name_speaker

ENCODER = "fic-audio"
CHAPTERS_VERSION = "1.2.0"

_LONGEST_TITLE = 48
_FEW = 5
"""Lines that are always enough for a title."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# What SRT players take for a tag, a place on the screen or a time; and players of lyrics, for a
# time: neither format can escape. A character nobody sees keeps it text.
_SRT_MARKUP = re.compile(r"<(?=[/a-zA-Z])|\{(?=[\\a-zA-Z])|--(?=>)")
_LRC_MARKUP = re.compile(r"[\[<](?=\d)|^\[")
_WORD_JOINER = "\u2060"
_BRACKETS = str.maketrans("[]", "()")


def vtt(lines: Sequence[TimedLine], language: str = "") -> str:
    """WebVTT: a cue for each sentence or part of one, each with its speaker.

    >>> print(vtt([TimedLine(Ms(700), Ms(1500), "“Tea & <cake>!”", "Mo")]).partition("\\n\\n")[2])
    00:00:00.700 --> 00:00:01.500
    <v Mo>“Tea &amp; &lt;cake&gt;!”
    <BLANKLINE>
    """
    cues = ["WEBVTT", f"NOTE Language: {clean(language)}"] if clean(language) else ["WEBVTT"]
    for line in split_lines(drop_names(lines)):
        voice = name_speaker(line.speaker).translate(_ENTITIES)
        times = f"{_clock(line.start, '.')} --> {_clock(line.end, '.')}"
        cues.append(f"{times}\n<v {voice}>{line.text.translate(_ENTITIES)}")
    return "\n\n".join(cues) + "\n"


def srt(lines: Sequence[TimedLine]) -> str:
    """SubRip: as `vtt`, with the speaker's name where the speaker changes."""
    cues: list[str] = []
    speaker = ""
    for number, line in enumerate(split_lines(drop_names(lines)), 1):
        name = name_speaker(line.speaker)
        text = f"{name}: {line.text}" if name != speaker else line.text
        text = _SRT_MARKUP.sub(_kept, text)
        cues.append(f"{number}\n{_clock(line.start, ',')} --> {_clock(line.end, ',')}\n{text}\n")
        speaker = name
    return "\n".join(cues)


def lrc(lines: Sequence[TimedLine], metadata: Metadata, episode: ChapterFile) -> str:
    """Lyrics with times, as music players show them; the last line clears the screen."""
    tags = {
        "ti": episode.title,
        "ar": "; ".join(filter(None, map(clean, metadata.authors))),
        "al": metadata.title,
        "length": _minutes(episode.length).partition(".")[0],
        "by": ENCODER,
    }
    rows = [f"[{name}:{_tag(text)}]" for name, text in tags.items() if _tag(text)]
    shown = split_lines(lines)
    rows += [f"[{_minutes(line.start)}]{_LRC_MARKUP.sub(_kept, line.text)}" for line in shown]
    rows += [f"[{_minutes(shown[-1].end)}]"] if shown else []
    return "\n".join(rows) + "\n"


def chapters(lines: Sequence[TimedLine], language: str = "") -> dict[str, Any]:
    """A chapter's scenes as Podcasting 2.0 has them; empty if it is all one scene.

    Their titles are their first words.
    """
    spoken = [line for line in time_phrases(lines) if line.paragraph >= 0]
    scenes = [list(scene) for _, scene in groupby(spoken, key=lambda line: line.scene)]
    if len(scenes) < 2:
        return {}
    starts = [0, *(scene[0].start / 1000 for scene in scenes[1:])]
    titles = [
        _first_words(scene, language) or f"Scene {number}" for number, scene in enumerate(scenes, 1)
    ]
    rows = [{"startTime": at, "title": title} for at, title in zip(starts, titles, strict=True)]
    return {"version": CHAPTERS_VERSION, "chapters": rows}


def transcript_html(lines: Sequence[TimedLine], title: str, language: str = "") -> str:
    """A page of plain HTML with speakers, times and text, in the form that podcast apps know."""
    phrases = time_phrases(drop_names(lines))
    root = ET.Element("html")
    if language:
        root.set("lang", language)
    if is_rtl(language, (line.text for line in phrases)):
        root.set("dir", "rtl")
    head = ET.SubElement(root, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    ET.SubElement(head, "title").text = clean(title) or "Transcript"
    body = ET.SubElement(root, "body")
    ET.SubElement(body, "h1").text = clean(title) or "Transcript"
    for turn in _turns(phrases):
        ET.SubElement(body, "cite").text = f"{name_speaker(turn[0].speaker)}:"
        ET.SubElement(body, "time").text = _clock(turn[0].start, ".").partition(".")[0]
        ET.SubElement(body, "p").text = _joined(turn, language)
    ET.indent(root)
    return "<!DOCTYPE html>\n" + ET.tostring(root, encoding="unicode", method="html") + "\n"


def write(book: Manifest, episode: ChapterFile) -> tuple[Path, ...]:
    """Writes a chapter's captions beside its MP3; returns their paths. Raises OutputError.

    A chapter of one scene has no `.chapters.json`; an old one is deleted.
    """
    lines = book.lines(episode)
    language = tag_of(book.metadata.language)
    scenes = chapters(lines, language)
    texts = {
        Suffix.VTT: vtt(lines, language),
        Suffix.SRT: srt(lines),
        Suffix.LRC: lrc(lines, book.metadata, episode),
        Suffix.SCENES: json.dumps(scenes, ensure_ascii=False, indent=1) if scenes else "",
        Suffix.TRANSCRIPT: transcript_html(lines, episode.title, language),
    }
    written = []
    for suffix, text in texts.items():
        path = book.path(episode, suffix)
        if text:
            atomic.write_text(path, text)
            written.append(path)
        else:
            path.unlink(missing_ok=True)
    return tuple(written)


def _turns(lines: Sequence[TimedLine]) -> Iterator[list[TimedLine]]:
    """The consecutive lines of one speaker in a paragraph."""
    for _, turn in groupby(lines, key=lambda line: (line.scene, line.paragraph, line.speaker)):
        yield list(turn)


def _first_words(scene: Sequence[TimedLine], language: str) -> str:
    """The first words of a scene; empty if it has no letters."""
    text = _joined([line for line in scene if line.kind != Kind.HEADING][:_FEW], language)
    if not any(map(str.isalnum, text)):
        return ""
    words, *more = split_text(text, _LONGEST_TITLE)
    return f"{words.rstrip(' .,;:、。')}…" if more else words


def _joined(lines: Sequence[TimedLine], language: str) -> str:
    text = ""
    for line in lines:
        text += joint(text, line.text, language) + line.text if text else line.text
    return text


def _kept(markup: re.Match[str]) -> str:
    return markup[0] + _WORD_JOINER


def _tag(text: str) -> str:
    return clean(text).translate(_BRACKETS)


def _clock(time: Ms, point: str) -> str:
    return timecode(time, point).zfill(len("00:00:00.000"))


def _minutes(time: Ms) -> str:
    seconds, ms = divmod(time, 1000)
    return f"{seconds // 60:02d}:{seconds % 60:02d}.{ms // 10:02d}"
