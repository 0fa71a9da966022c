"""The ids of lines."""

from __future__ import annotations

import re

from fic_audio.model import Chapter, Line
from fic_audio.page.segment import segment
from fic_audio.project.ids import line_ids

ONE = '"Yes," said Mara.\n\nThe boat leaked.\n\n"Yes," said Tobin.\n'
TWO = 'They rowed on.\n\n"Yes," said Mara.\n'


def ids(*chapters: tuple[str, str]) -> dict[tuple[str, str], list[str]]:
    """By a chapter's title and a line's words, the ids of such lines."""
    read = [Chapter(title, text) for title, text in chapters]
    lines = [[Line(span, None) for span in segment(chapter)] for chapter in read]
    found: dict[tuple[str, str], list[str]] = {}
    for chapter, parts, own in zip(read, lines, line_ids(read, lines), strict=True):
        for line, each in zip(parts, own, strict=True):
            words = chapter.text[line.span.start : line.span.end].strip()
            found.setdefault((chapter.title, words), []).append(each)
    return found


def test_no_two_lines_share_one() -> None:
    """Every line has an id of its own, that can stand in an address."""
    found = [
        each for own in ids(("1. Sea", ONE), ("2. Sea", ONE), ("", TWO)).values() for each in own
    ]
    assert len(set(found)) == len(found)
    assert all(re.fullmatch(r"[0-9a-f]{10}-\d+", each) for each in found)


def test_a_line_keeps_its_id_when_others_change() -> None:
    """Lines of other words come, go and change without it."""
    before = ids(("1. Sea", ONE))
    after = ids(("1. Sea", "Rain.\n\n" + ONE.replace("The boat leaked", "The boat had sunk")))
    kept = {words: own for words, own in before.items() if words in after}
    assert len(kept) == len(before) - 1
    assert all(after[words] == own for words, own in kept.items())


def test_a_line_keeps_its_id_when_chapters_are_added() -> None:
    """A chapter is known by its title, whatever number it has."""
    before = ids(("1. Sea", ONE), ("2. Shore", TWO))
    after = ids(("1. Harbour", TWO), ("2. Sea", ONE), ("3. Shore", TWO))
    assert before["1. Sea", "The boat leaked."] == after["2. Sea", "The boat leaked."]
    assert before["2. Shore", "They rowed on."] == after["3. Shore", "They rowed on."]


def test_what_does_not_matter_to_the_ear() -> None:
    """Other quotation marks and spaces make no other line."""
    straight, curly = ids(("", ONE)), ids(("", ONE.replace('"Yes,"', "“Yes,”")))
    assert list(straight.values()) == list(curly.values())
