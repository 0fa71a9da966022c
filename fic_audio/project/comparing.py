"""Another file of the same story -> which of its chapters are new, edited, moved or gone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from fic_audio.config import Config
from fic_audio.errors import StoryError
from fic_audio.model import Chapter, Kind, Ms, Story
from fic_audio.page.segment import habits, segment
from fic_audio.production import fingerprints
from fic_audio.production.chapter_matching import match_chapters, resemblance
from fic_audio.production.inventory import ALIKE, is_same
from fic_audio.production.plan import read_story
from fic_audio.project.values import ChapterOf, Comparison
from fic_audio.shelf.manifest import ChapterFile


def compare(story: Story, path: Path, config: Config, others: Sequence[Path] = ()) -> Comparison:
    """The differences between a story and a newer file of it, or several files. Raises StoryError,
    also if it is a different story."""
    newer = read_story(path, config, others)
    before, after = _bodies(story), _bodies(newer)
    old = [
        ChapterFile(number, chapter.title, f"{number}", Ms(0), text=fingerprints.digest(body))
        for number, (chapter, body) in enumerate(zip(story.chapters, before, strict=True), 1)
    ]
    texts = [fingerprints.digest(body) for body in after]
    titles = [chapter.title for chapter in newer.chapters]

    def alike(number: int, episode: ChapterFile) -> bool:
        return resemblance(before[episode.number - 1], after[number]) >= ALIKE

    known = match_chapters(old, texts, titles, alike)
    # A file that says no title is called by its own name.
    if not known and not is_same(story.metadata, newer.metadata):
        raise StoryError(
            f'{path}: this is "{newer.metadata.title}", not "{story.metadata.title}"; open it as a '
            "separate story"
        )
    found = {n: ChapterOf(titles[n], n + 1, each.number) for n, each in sorted(known.items())}
    kept = _rising([each.was for each in found.values()])
    there = {each.was for each in found.values()}
    return Comparison(
        tuple(ChapterOf(titles[n], n + 1) for n in range(len(titles)) if n not in known),
        tuple(found[n] for n in found if texts[n] != known[n].text),
        tuple(each for each in found.values() if each.was not in kept),
        tuple(
            ChapterOf(each.title, each.number, each.number)
            for each in old
            if each.number not in there
        ),
    )


def _bodies(story: Story) -> list[str]:
    """What is written in the chapters under their headings."""
    known = habits(story.chapters)
    return [_body(chapter, story.metadata.language, known) for chapter in story.chapters]


def _body(chapter: Chapter, language: str, known: frozenset[str]) -> str:
    spans = segment(chapter, language, known)
    text = [chapter.text[each.start : each.end] for each in spans if each.kind is not Kind.HEADING]
    return "".join(text).strip()


def _rising(numbers: Sequence[int]) -> set[int]:
    """The most of them that follow each other as they did: the others have been moved."""
    tails: list[int] = []
    places: list[int] = []
    for number in numbers:
        place = bisect_left(tails, number)
        tails[place : place + 1] = [number]
        places.append(place)
    kept: set[int] = set()
    wanted = len(tails) - 1
    for number, place in zip(reversed(numbers), reversed(places), strict=True):
        if place == wanted:
            kept.add(number)
            wanted -= 1
    return kept
