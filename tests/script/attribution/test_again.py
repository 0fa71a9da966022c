"""A story that is decided again as the listener says more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest

from fic_audio.model import Chapter, Character, Gender, Kind, Line, Span
from fic_audio.page.read import read
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.attribution.again import Attribution
from fic_audio.script.attribution.feature_arrays import FeatureArrays, Floats, Ints
from fic_audio.script.attribution.network import Network
from fic_audio.script.characters import find_characters
from tests.script.scripts import PEOPLE, page

SEEDS = sorted((Path(__file__).resolve().parents[3] / "seeds").glob("*.*"))
SCENE = (
    "Mara and Tobin sat in the boat.\n\n"
    '"It leaks," said Mara.\n\n"It always did."\n\n"Not this much."\n\n"Do something."\n'
)
MARKS = (
    'Mara and Tobin sat in the boat.\n\n[It leaks,] said Mara.\n\n"Then bail."\n\n[I do.]\n\n'
    '"More," said Tobin.\n\n[It leaks,] said Mara.\n\n"So it does."\n\n[It sinks.]\n'
)

Told = dict[tuple[int, int], str]


class Story:
    """A story and who is in it."""

    def __init__(self, path: Path) -> None:
        story = read(path)
        self.chapters: Sequence[Chapter] = story.chapters
        self.spans = [segment(chapter) for chapter in story.chapters]
        self.people = find_characters(story.chapters, self.spans, story.metadata, [])

    def whole(self, known: Told) -> tuple[tuple[Line, ...], ...]:
        return attribute_speakers(self.chapters, self.spans, self.people, known=known)

    def again(self) -> Attribution:
        return Attribution(self.chapters, self.spans, self.people)


def corrections(story: Story, count: int) -> Iterator[tuple[int, int, str]]:
    """Lines that somebody gives to whomever, in no order."""
    random = Random(count)
    spoken = [
        (number, span.start)
        for number, spans in enumerate(story.spans)
        for span in spans
        if span.kind is Kind.DIALOGUE
    ]
    for number, start in random.sample(spoken, count):
        yield number, start, random.choice(story.people).name


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_same_as_from_the_beginning(path: Path) -> None:
    """After any corrections, made or taken back, every line is what it would be if all were read
    anew, to the last figure."""
    story = Story(path)
    again = story.again()
    known: Told = {}
    assert again.lines(known) == story.whole(known)
    for number, start, name in corrections(story, 4):
        known[number, start] = name
        assert again.lines(known) == story.whole(known)
    while known:
        known.popitem()
        assert again.lines(known) == story.whole(known)


def three() -> tuple[Sequence[Chapter], Sequence[Sequence[Span]], Sequence[Character]]:
    read = page(SCENE, SCENE, SCENE)
    return read.chapters, read.spans, PEOPLE


def second(spans: Sequence[Sequence[Span]], number: int) -> tuple[int, int]:
    return number, [span for span in spans[number] if span.kind is Kind.DIALOGUE][1].start


def test_a_chapter_is_there_at_once() -> None:
    """The chapter that was corrected is right before those behind it are looked at."""
    story = three()
    again = Attribution(*story)
    before = again.lines({})
    known = {second(story[1], 1): "Mara"}
    whole = attribute_speakers(*story, known=known)
    quick = again.lines(known, only={1})
    assert quick == (before[0], whole[1], before[2])
    assert not again.is_settled
    assert again.lines(known) == whole
    assert again.is_settled


class Asked(Network):
    """Counts how often it is asked, and answers as the network does."""

    def __init__(self) -> None:
        self.times = 0

    def probabilities(self, table: FeatureArrays, known: Ints | None = None) -> Floats:
        self.times += 1
        return Network.load().probabilities(table, known)


@pytest.mark.parametrize(("chapters", "times"), [([SCENE] * 40, 3), ([SCENE * 40] * 2, 2)])
def test_tiny_chapters_are_decided_together(chapters: list[str], times: int) -> None:
    """Each question to the network has its price; chapters of a usual length are decided alone."""
    read = page(*chapters)
    asked = Asked()
    attribute_speakers(read.chapters, read.spans, PEOPLE, network=asked)
    assert asked.times == times


def test_what_changes_nothing_later_is_settled_at_once() -> None:
    """Whoever confirms what a tag says changes no memory, and nothing waits."""
    story = three()
    again = Attribution(*story)
    again.lines({})
    tagged = next(span for span in story[1][0] if span.kind is Kind.DIALOGUE)
    again.lines({(0, tagged.start): "Mara"}, only={0})
    assert again.is_settled


def test_marks_of_somebodys_own() -> None:
    """Who speaks in marks of her own is found again too."""
    read = page(MARKS, SCENE)
    again = Attribution(read.chapters, read.spans, PEOPLE)
    for known in ({}, {second(read.spans, 1): "Tobin"}, {}):
        whole = attribute_speakers(read.chapters, read.spans, PEOPLE, known=known)
        assert again.lines(known) == whole


THEY = (
    "Quill and Rowan watched Tobin mend the boat.\n\n"
    '"It leaks," said Quill.\n\n"It always did," they said.\n\n"Not this much."\n\n'
    + "The tide went out and came in again.\n\n" * 14
    + '"Row," they said.\n\n"Why me?" Tobin asked.\n\n"Row."\n'
)
AWAY = (
    Character("Quill", gender=Gender.NEUTRAL),
    Character("Rowan", gender=Gender.FEMALE),
    Character("Tobin", gender=Gender.MALE),
)


def test_they_are_one_or_several_by_what_is_known() -> None:
    """Whether "they" are one who was there lately depends on who spoke: after each correction it is
    told as if for the first time."""
    read = page(THEY, THEY)
    again = Attribution(read.chapters, read.spans, AWAY)
    spoken = [span.start for span in read.spans[0] if span.kind is Kind.DIALOGUE]
    found = []
    for known in ({}, {(0, spoken[3]): "Quill"}, {(0, spoken[2]): "Rowan"}, {}):
        whole = attribute_speakers(read.chapters, read.spans, AWAY, known=known)
        found.append(again.lines(known))
        assert found[-1] == whole
    assert found[0] == found[3] != found[1]
