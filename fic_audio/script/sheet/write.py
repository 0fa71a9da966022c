"""A script -> the text of its sheet."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from fic_audio.model import NARRATOR, SPOKEN_BY_CHARACTERS, Character, Line, Story
from fic_audio.script.sheet.correct import Corrections
from fic_audio.script.sheet.read import CAST, END, GONE, KEPT, TITLE, VERSION
from fic_audio.script.sheet.record import RecordedRow, compose
from fic_audio.script.sheet.rows import (
    HEADING,
    REMARK,
    Mark,
    Place,
    narration_row,
    places,
    show_text,
    spoken_row,
    write_name,
)
from fic_audio.script.unsure import UNSURE, count_nameless, is_unsure

GUIDE = """
Who says what, to be read and put right in any editor. If a name is wrong, write the right one in
its place; "narrator" is allowed too. A "?" stands before a name that is doubtful, with the reason
above it: search for it, and take it away where the name is right. What you have said gets a "!",
which you may write yourself as well; take it away, and fic-audio decides again. Somebody new goes
into the cast, on a row of his or her own. Names and marks are all that counts: the words that are
read aloud are the story's. Rows that begin with "#" are remarks. Save the file and run fic-audio
again: it finds every correction by its words, also in a later state of the story.
"""
WIDTH = 98


def write(
    story: Story,
    lines: Sequence[Sequence[Line]],
    characters: Sequence[Character],
    corrections: Corrections,
    threshold: float,
) -> str:
    """The sheet of a story; `read` and `correct` find in it the corrections that are given here,
    and those that the listener makes in it. Lines less sure than `threshold` are marked."""
    by_place = {
        (number, line.span.start): line for number, chapter in enumerate(lines) for line in chapter
    }
    found = [
        (place, by_place[place.at])
        for place in places(story.chapters, [[line.span for line in each] for each in lines])
    ]
    record: list[RecordedRow] = []
    rows = [
        f"{REMARK} {TITLE} {VERSION}: {show_text(story.metadata.title)}",
        REMARK,
        *(f"{REMARK} {row}" for row in textwrap.wrap(" ".join(GUIDE.split()), WIDTH)),
        "",
        f"{HEADING} {CAST} {HEADING}",
        "",
        *_asked(found, characters),
        *_cast(found, characters, corrections),
        *_chapters(story, found, corrections, threshold, record),
        *_gone(corrections),
        "",
        f"{HEADING} {KEPT}, to tell what you changed; please leave what follows as it is {HEADING}",
        "",
        *compose(record),
        "",
        f"{HEADING} {END} {HEADING}",
    ]
    return "\n".join(rows) + "\n"


def _asked(found: Sequence[tuple[Place, Line]], characters: Sequence[Character]) -> Iterator[str]:
    """Who the people are that have no name: asked first, since one answer is for many lines."""
    people = count_nameless(characters, (line for _, line in found))
    if not people:
        return
    for name, count in people:
        yield f"{REMARK} Who is {show_text(name)} ({count:,} {'line' if count == 1 else 'lines'})?"
    yield from textwrap.wrap(
        f'If it is somebody of the cast, write that name before the lines: search for "'
        f'{write_name(people[0][0])}:". If not, all is well.',
        WIDTH,
        initial_indent=f"{REMARK} ",
        subsequent_indent=f"{REMARK} ",
    )
    yield ""


def _cast(
    found: Sequence[tuple[Place, Line]], characters: Sequence[Character], corrections: Corrections
) -> Iterator[str]:
    """Everybody who speaks, or whom the listener put there; the others as a remark."""
    said = Counter(name for _, line in found if (name := _speaker(line)) not in (None, NARRATOR))
    aliases = {person.name: person.aliases for person in characters}
    own = [name for name in corrections.own if not said[name]]
    for name in [*(name for name, _ in said.most_common() if name), *own]:
        mark = Mark.YOURS if name in corrections.own else Mark.NONE
        count = f"{said[name]:,} {'line' if said[name] == 1 else 'lines'}"
        also = f"; also {', '.join(map(show_text, aliases[name]))}" if aliases.get(name) else ""
        yield spoken_row(mark, name, count + also)
    spoken = {*said, *own, NARRATOR}
    silent = [show_text(each.name) for each in characters if each.name not in spoken]
    if silent:
        yield ""
        yield from textwrap.wrap(
            f"named, but without a line: {', '.join(silent)}",
            WIDTH,
            initial_indent=f"{REMARK} ",
            subsequent_indent=f"{REMARK} ",
            break_long_words=False,
            break_on_hyphens=False,
        )


def _chapters(
    story: Story,
    found: Sequence[tuple[Place, Line]],
    corrections: Corrections,
    threshold: float,
    record: list[RecordedRow],
) -> Iterator[str]:
    """The script; what it says of each row is added to `record`."""
    chapter, paragraph = -1, -1
    for place, line in found:
        while chapter < place.chapter:
            chapter += 1
            title = show_text(story.chapters[chapter].title) or "The story"
            yield from ("", f"{HEADING} {chapter + 1}. {title} {HEADING}")
            paragraph = -1
        if line.span.paragraph != paragraph:
            yield ""
            paragraph = line.span.paragraph
        name = _speaker(line)
        if place.at in corrections.yours:
            mark = Mark.YOURS
        else:
            mark = Mark.UNSURE if is_unsure(line, threshold) else Mark.NONE
        if name is None and mark is not Mark.YOURS:
            record.append(RecordedRow.of(place.text, None))
            yield narration_row(place.text)
            continue
        name = name or NARRATOR
        record.append(RecordedRow.of(place.text, name, mark))
        if mark is Mark.UNSURE:
            why = show_text(line.why).removeprefix(UNSURE).lstrip(",; ")
            yield f"{REMARK} {line.confidence:.0%} sure{f': {why}' if why else ''}"
        yield spoken_row(mark, name, place.text)


def _gone(corrections: Corrections) -> Iterator[str]:
    if corrections.lost:
        yield from (
            "",
            f"{HEADING} {GONE}: corrections whose lines the story has no more {HEADING}",
            "",
        )
    for each in corrections.lost:
        yield spoken_row(Mark.YOURS, each.name, each.text)


def _speaker(line: Line) -> str | None:
    """Who is shown before a line; None for narration that the narrator reads."""
    if line.span.kind in SPOKEN_BY_CHARACTERS:
        return line.speaker or NARRATOR
    return None if line.speaker == NARRATOR else line.speaker
