"""A script and a cast -> plain objects, for JSON and other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fic_audio.model import Kind
from fic_audio.production.script import Script
from fic_audio.production.statistics import describe_role
from fic_audio.results import speaker_object
from fic_audio.script.cast import Role


def script_objects(script: Script, ears: Sequence[Mapping[int, str]]) -> Iterator[dict[str, Any]]:
    """One object a span in reading order; together with the header's they tile the story.

    `ears`: see `produce.ears`."""
    if script.story.front:
        yield {
            "chapter": 0, "start": 0, "end": len(script.story.front), "kind": str(Kind.NOTE),
            "speaker": None, "confidence": 1.0, "candidates": [],
            "why": "header, not story", "quote": None,
            "text": script.story.front, "ear": None,
        }  # fmt: skip
    quotes = 0
    for number, (chapter, lines, ear) in enumerate(
        zip(script.story.chapters, script.lines, ears, strict=True), 1
    ):
        highest = -1
        for line in lines:
            span = line.span
            highest = max(highest, -1 if span.quote is None else span.quote)
            yield {
                "chapter": number,
                "start": chapter.start + span.start,
                "end": chapter.start + span.end,
                "kind": str(span.kind),
                "speaker": line.speaker,
                "confidence": round(line.confidence, 3),
                "candidates": [[name, round(share, 3)] for name, share in line.candidates],
                "why": line.why,
                "quote": None if span.quote is None else quotes + span.quote,
                "text": chapter.text[span.start : span.end],
                "ear": ear.get(span.start),
            }
        quotes += highest + 1


def role_object(role: Role) -> dict[str, Any]:
    """A character: names, gender, lines, words, voice and why."""
    return speaker_object(describe_role(role))
