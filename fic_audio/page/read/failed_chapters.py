"""Chapters that a downloader could not get: its error message stands in the file instead.

The message is no story: it is kept as a note of the chapter beside it, so that nothing is lost, and
the chapter's title is told to the listener.
"""

from __future__ import annotations

import re
from dataclasses import replace

from fic_audio.errors import StoryError
from fic_audio.model import Chapter, Mark, MarkKind, Story

_MARKED = re.compile(r"\(\s*chapter\s+error\s*\)|\[\s*chapter\s+error\s*\]", re.IGNORECASE)
"""What FanFicFare writes behind the title of such a chapter."""
_ERROR = re.compile(
    r"""\bhttp\s+error\b|\b[45]\d\d\s+(?:client|server)\s+error\b|\b(?:client|server)\s+error\b.{0,20}[45]\d\d\b
    |\b(?:error|status|code)\W{1,3}(?:code\W{1,3})?[45]\d\d\b
    |\b[45]\d\d\W{1,3}(?:not\s+found|forbidden|bad\s+gateway|too\s+many\s+requests|gateway\s+time-?out
        |internal\s+server\s+error|service\s+(?:temporarily\s+)?unavailable|unauthorized)
    |\bfail(?:ed|ure)\s+(?:to|while)\s+(?:download|fetch|load|retriev|scrap|get|pars)\w*
    |\b(?:could\s+not|couldn['’]?t|can(?:not|['’]t)|unable\s+to)\s+(?:be\s+)?(?:download|fetch|retriev|load|scrap)\w*
    |\btraceback\s+\(most\s+recent\s+call|\bfailedtodownload\b|\bhttpsconnectionpool\b|\bconnection\s*error\b
    |\bmax\s+retries\s+exceeded\b|\bread\s+timed?\s*-?out\b|\bcloudflare\b|\bretry\s+later\b
    |\bchapter\s+(?:not\s+found|missing|unavailable|could\s+not\s+be)\b
    |\bstory(?:text)?\s+(?:not\s+found|element)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_FEW = 40
"""Words of a chapter that is nothing but an error; a drabble has a hundred."""
_SOME = 200
"""The same where its title says that it is one."""
_PROSE = re.compile(r"[\"“”«»]\s|\b(?:she|he|said|they)\b", re.IGNORECASE)


def without_failed(story: Story) -> Story:
    """The story without such chapters; StoryError where it has no others."""
    failed = [is_failed(chapter) for chapter in story.chapters]
    if not any(failed):
        return story
    if all(failed):
        raise StoryError(
            "this file has only error messages instead of the story, because its download "
            "failed; download it again"
        )
    chapters: list[Chapter] = []
    waiting: Chapter | None = None
    for chapter, bad in zip(story.chapters, failed, strict=True):
        if not bad:
            chapters.append(_joined(waiting, chapter, chapter.title) if waiting else chapter)
            waiting = None
        elif chapters:
            chapters[-1] = _joined(chapters[-1], _noted(chapter), chapters[-1].title)
        else:
            waiting = _joined(waiting, _noted(chapter), "") if waiting else _noted(chapter)
    lost = [
        _MARKED.sub("", chapter.title).strip() or f"chapter {number}"
        for number, (chapter, bad) in enumerate(zip(story.chapters, failed, strict=True), 1)
        if bad
    ]
    return replace(story, chapters=tuple(chapters), lost=(*story.lost, *lost))


def is_failed(chapter: Chapter) -> bool:
    """Whether a chapter holds an error message and no story."""
    body = _body(chapter)
    words = len(body.split())
    if _MARKED.search(chapter.title[:300]):
        return words <= _SOME
    found = words <= _FEW and _ERROR.search(body)
    return bool(found) and not _PROSE.search(body)


def _body(chapter: Chapter) -> str:
    """The words of a chapter below its headings."""
    kept: list[str] = []
    at = 0
    for mark in sorted(chapter.marks, key=lambda mark: mark.start):
        if mark.kind is MarkKind.HEADING and mark.start >= at:
            kept.append(chapter.text[at : mark.start])
            at = mark.end
    return "".join([*kept, chapter.text[at:]]).strip()


def _noted(chapter: Chapter) -> Chapter:
    """The chapter as a note from begin to end."""
    return replace(chapter, marks=(Mark(MarkKind.NOTE, 0, len(chapter.text.rstrip())),))


def _joined(first: Chapter, second: Chapter, title: str) -> Chapter:
    """Two chapters as one. In a plain text nothing comes between them."""
    between = "" if first.text.endswith("\n") else "\n\n"
    shift = len(first.text) + len(between)
    moved = (Mark(m.kind, m.start + shift, m.end + shift) for m in second.marks)
    text = first.text + between + second.text
    return replace(first, title=title, text=text, marks=(*first.marks, *moved))
