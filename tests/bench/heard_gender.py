"""Of what men and women say: how much is given to somebody of their gender, from the bare text.

    python tests/bench/heard_gender.py     # fanfiction and fanfiction-chapters, each half

Whoever is taken for somebody else of the same gender is heard at least in a voice that fits; a name
whose gender is not found may get either. Every annotated span counts once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from attribution import CORPORA, half_of
from corpora import Work, works

from fic_audio.model import NARRATOR, Gender
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.characters import find_characters

TOLD = (Gender.MALE, Gender.FEMALE)
COLUMNS = ("theirs", "the other", "not found", "the narrator's")


def heard(work: Work) -> Iterator[str]:
    """In whose voice, one of `COLUMNS`, each annotated span of a man or a woman is."""
    story, spans = work.segmented()
    people = find_characters(story.chapters, spans, story.metadata)
    lines = attribute_speakers(story.chapters, spans, people)
    found = {person.name: person.gender for person in people}
    speaker = {
        chapter.start + line.span.start: line.speaker
        for chapter, said in zip(story.chapters, lines, strict=True)
        for line in said
    }
    genders = {part.name: part.gender for part in work.parts()}
    for quote in work.quotes():
        gender = genders.get(quote["speaker"] or "")
        if gender not in TOLD:
            continue
        # Some annotations leave the mark off.
        name = speaker.get(quote["start"]) or speaker.get(quote["start"] + 1)
        if name is None or (name == NARRATOR and name not in found):
            yield "the narrator's"
        elif found[name] not in TOLD:
            yield "not found"
        else:
            yield "theirs" if found[name] is gender else "the other"


def main() -> None:
    print("| | spans |", " | ".join(COLUMNS), "|")
    print("|---" * (len(COLUMNS) + 2) + "|")
    for corpus, title in CORPORA.items():
        name, _, half = corpus.partition(":")
        if name == "pdnc":
            continue
        own = [work for work in works(name) if not half or half_of(work.name) == half]
        counts = Counter(kind for work in own for kind in heard(work))
        total = counts.total()
        shares = " | ".join(f"{counts[kind] / total:.1%}" for kind in COLUMNS)
        print(f"| {title} | {total:,} | {shares} |", flush=True)


if __name__ == "__main__":
    main()
