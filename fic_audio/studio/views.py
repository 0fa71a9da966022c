"""Values of a project -> plain objects for the pages."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from fic_audio.fetching import as_address, find_version
from fic_audio.model import Kind, MarkKind
from fic_audio.production.script import Script
from fic_audio.production.statistics import count_unsure
from fic_audio.project import Changed, Person, Project, Question, ScriptLine, SoundsUnclear
from fic_audio.studio.desk import Desk

MOST_KEY = 400
"""Characters of a key."""


def line_view(line: ScriptLine) -> dict[str, Any]:
    """A line."""
    return {
        "id": line.id,
        "chapter": line.chapter,
        "kind": str(line.kind),
        "speaker": line.speaker,
        "confidence": round(line.confidence, 3),
        "candidates": [[name, round(share, 3)] for name, share in line.candidates],
        "why": line.why,
        "text": line.text,
        "quote": line.quote,
        "doubtful": line.is_doubtful and not line.is_corrected,
        "corrected": line.is_corrected,
        "retake": asdict(line.retake) if line.retake else None,
    }


def person_view(person: Person) -> dict[str, Any]:
    """A person."""
    return {**asdict(person), "gender": str(person.gender)}


def question_view(question: Question) -> dict[str, Any]:
    """A question, with its kind and a key by which it can be put aside."""
    kind = type(question).__name__
    data = asdict(question)
    about = data.get("description") or data.get("person") or data.get("name") or data.get("word")
    return {"kind": kind, "key": f"{kind} {about or data['ids'][0]}", **data}


def unclear_view(project: Project, line: SoundsUnclear) -> dict[str, Any]:
    """A line that sounds unclear, with a key by which it can be put aside as long as it sounds the
    same."""
    heard = (f"Unclear {line.chapter}", line.text, line.heard, *line.reasons)
    return {
        "key": " ".join(heard)[:MOST_KEY],
        "chapter": line.chapter,
        "start": line.start,
        "end": line.end,
        "text": line.text,
        "heard": line.heard,
        "reasons": list(line.reasons),
        "line": line_view(project.line(line.line)) if line.line in project.index.at else None,
    }


def changed_view(desk: Desk, project: Project, changed: Changed) -> dict[str, Any]:
    """The effects of a correction, with the lines as they are now."""
    known = [name for name in (*changed.said, *changed.lines) if name in project.index.at]
    return {
        **state_view(desk, project),
        "said": list(changed.said),
        "also": list(changed.lines),
        "people": list(changed.people),
        "lines": [line_view(project.line(name)) for name in known[:500]],
    }


def state_view(desk: Desk, project: Project) -> dict[str, Any]:
    """What every answer about a story tells."""
    return {
        "revision": desk.revision(project),
        "undo": project.undoable,
        "redo": project.redoable,
        "unsure": count_unsure(project.script, range(len(project.script.lines))),
    }


def story_view(desk: Desk, project: Project) -> dict[str, Any]:
    """What was read of a story."""
    script = project.script
    story = script.story
    metadata = story.metadata
    own = project.own_settings().get("story", {})
    return {
        **state_view(desk, project),
        "path": str(project.path),
        "title": metadata.title,
        "authors": list(metadata.authors),
        "fandoms": list(metadata.fandoms),
        "relationships": list(metadata.relationships),
        "rating": metadata.rating,
        "warnings": list(metadata.warnings),
        "summary": metadata.summary,
        "series": metadata.series,
        "part": metadata.part,
        "language": metadata.language,
        "url": metadata.url,
        "site": _site(metadata.url),
        "edited": sorted(own),
        "missing": list(story.lost),
        "chapters": [_chapter(script, number) for number in range(len(story.chapters))],
        "skipped": _skipped(project),
    }


def _site(url: str) -> str:
    """The site that can be asked for new chapters; empty if there is none."""
    address = as_address(url) if find_version() else ""
    return urlsplit(address).hostname or ""


def _chapter(script: Script, number: int) -> dict[str, Any]:
    chapter, lines = script.story.chapters[number], script.lines[number]
    spoken = [line for line in lines if line.span.kind not in (Kind.NOTE, Kind.BREAK)]
    return {
        "number": number + 1,
        "title": chapter.title,
        "words": sum(_words(chapter.text[line.span.start : line.span.end]) for line in spoken),
        "speech": sum(line.span.kind is Kind.DIALOGUE for line in lines),
        "unsure": count_unsure(script, [number]),
    }


def _skipped(project: Project) -> dict[str, Any]:
    """What is not read aloud, with a look at it."""
    story = project.script.story
    notes = [
        chapter.text[line.span.start : line.span.end].strip()
        for chapter, lines in zip(story.chapters, project.script.lines, strict=True)
        for line in lines
        if line.span.kind is Kind.NOTE
    ]
    footnotes = {
        chapter.text[mark.start : mark.end].strip()
        for chapter in story.chapters
        for mark in chapter.marks
        if mark.kind is MarkKind.FOOTNOTE
    }
    notes = [note for note in (*story.metadata.notes, *notes) if note not in footnotes]
    header = max(0, _words(story.front) - sum(map(_words, story.metadata.notes)))
    return {
        "header": header,
        "notes": sum(map(_words, notes)) if project.config.notes == "skip" else 0,
        "samples": [note[:1000] for note in notes[:50]],
        "front": story.front.strip()[:3000],
    }


def _words(text: str) -> int:
    return len(text.split())
