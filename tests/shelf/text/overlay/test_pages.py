from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from fic_audio.model import NARRATOR, Kind, Ms
from fic_audio.shelf.manifest import TimedLine
from fic_audio.shelf.text.caption_lines import time_phrases
from fic_audio.shelf.text.overlay import pages
from fic_audio.shelf.text.overlay.pages import Clip, Look
from tests.shelf.shelves import HOSTILE, LINES, episode

EPISODE = episode(1, "The Kettle")


def look(language: str = "en", rtl: bool = False) -> Look:
    return Look(language, rtl, {})


def chapter(
    lines: tuple[TimedLine, ...], language: str = "en"
) -> tuple[ET.Element, tuple[Clip, ...]]:
    return pages.write_chapter(EPISODE, time_phrases(lines), look(language))


def blocks(root: ET.Element) -> list[tuple[str, str]]:
    """Tag and text of all that stands in a chapter."""
    section = root.find("body/section")
    assert section is not None
    return [(block.tag, "".join(block.itertext())) for block in section]


def spans(root: ET.Element) -> list[ET.Element]:
    return list(root.iter("span"))


def test_a_chapter_stands_as_it_was_written() -> None:
    """Credits, heading, paragraphs and the break between two scenes, in their order."""
    assert blocks(chapter(LINES)[0]) == [
        ("p", "Kettle & Co, by Aki."),
        ("h1", "The Kettle"),
        ("p", "“It boils,” she said. “Tea?”"),
        ("p", "“Tea.”"),
        ("hr", ""),
        ("p", "Later, it rained."),
        ("p", "I want cake, he thought."),
    ]


def test_a_title_that_nobody_says_stands_all_the_same() -> None:
    assert blocks(chapter(LINES[2:4])[0])[0] == ("h1", "The Kettle")


def test_further_headings_are_lower() -> None:
    second = replace(LINES[1], start=Ms(5000), end=Ms(5200), paragraph=8, text="Part Two")
    assert [tag for tag, _ in blocks(chapter((*LINES[1:3], second))[0])] == ["h1", "p", "h2"]


def test_credits_at_the_end_are_no_scene() -> None:
    end = TimedLine(Ms(5800), Ms(5900), "The end.", paragraph=-1, scene=9)
    assert blocks(chapter((*LINES[2:4], end))[0])[-2:] == [
        ("p", "“It boils,” she said."),
        ("p", "The end."),
    ]


def test_each_character_has_a_colour_and_a_name_where_the_speaker_changes() -> None:
    found = [(span.get("class"), span.get("data-speaker")) for span in spans(chapter(LINES[2:])[0])]
    assert found == [
        ("v1 turn", "Petra"),
        (None, None),
        ("v1", "Petra"),
        ("v2 turn", "Mo"),
        (None, None),
        ("thought v2 turn", "Mo"),
        (None, None),
    ]


def test_a_new_scene_names_its_first_speaker_again() -> None:
    one = TimedLine(Ms(0), Ms(100), "“Tea.”", "Mo", Kind.DIALOGUE, 1, 0)
    lines = (one, replace(one, start=Ms(100), scene=1), replace(one, start=Ms(200), scene=1))
    assert [span.get("class") for span in spans(chapter(lines)[0])] == ["v1 turn", "v1 turn", "v1"]


def test_clips_are_the_whole_chapter() -> None:
    """From its first sample to its last: a player that goes from clip to clip skips no pause."""
    clips = chapter(LINES)[1]
    assert (clips[0].start, clips[-1].end) == (0, 6000)
    assert all(one.end == two.start for one, two in pairwise(clips))
    assert [clip.start for clip in clips[1:]] == [line.start for line in LINES[1:]]


def test_each_sentence_has_a_clip() -> None:
    root, clips = chapter(LINES)
    assert [clip.id for clip in clips] == [span.get("id") for span in spans(root)]


@pytest.mark.parametrize("lines", [(), (TimedLine(Ms(0), Ms(9), "\x00"),)])
def test_a_chapter_without_words_is_heard_with_its_title(lines: tuple[TimedLine, ...]) -> None:
    root, clips = chapter(lines)
    assert clips == (Clip("title", Ms(0), Ms(6000)),)
    assert blocks(root) == [("h1", "The Kettle")]


def test_a_line_past_the_end_of_the_file_keeps_its_clip() -> None:
    clips = chapter((*LINES, TimedLine(Ms(7000), Ms(7100), "Late.", paragraph=9)))[1]
    assert clips[-1] == Clip("s10", Ms(7000), Ms(7100))


def test_an_overlay_points_at_the_page_and_the_sound() -> None:
    root = pages.smil("a.xhtml", "audio/a.mp3", [Clip("s1", Ms(0), Ms(3_600_500))])
    par = next(root.iter("par"))
    assert [(child.tag, child.attrib) for child in par] == [
        ("text", {"src": "a.xhtml#s1"}),
        ("audio", {"src": "audio/a.mp3", "clipBegin": "0:00:00.000", "clipEnd": "1:00:00.500"}),
    ]


def test_japanese_has_no_spaces_between_sentences() -> None:
    lines = (TimedLine(Ms(0), Ms(9), "「お茶」", "Mo"), TimedLine(Ms(9), Ms(19), "と言った。"))
    assert blocks(chapter(lines, "ja")[0])[1] == ("p", "「お茶」と言った。")


def test_a_page_says_its_language_and_direction() -> None:
    root, _ = pages.new_page("x", look("ar", rtl=True))
    assert (root.get("lang"), root.get("xml:lang"), root.get("dir")) == ("ar", "ar", "rtl")


def test_what_is_written_is_read_again_as_it_was() -> None:
    """Words that look like markup, names that look like attributes."""
    lines = tuple(
        TimedLine(Ms(10 * n), Ms(10 * n + 9), text, text or NARRATOR, paragraph=n)
        for n, text in enumerate(HOSTILE)
    )
    root, _ = pages.write_chapter(episode(1, HOSTILE[2]), time_phrases(lines), look())
    name = "{http://www.w3.org/1999/xhtml}span"
    found = list(ET.fromstring(pages.xml(root)).iter(name))
    assert [span.text for span in found] == [line.text for line in time_phrases(lines)]
    assert found[0].get("data-speaker") == HOSTILE[2]


def test_the_contents_list_every_chapter() -> None:
    root = pages.nav({"a.xhtml": "One & <two>", "b.xhtml": "Three"}, look())
    found = [(link.get("href"), link.text) for link in root.iter("a")]
    assert found[:2] == [("a.xhtml", "One & <two>"), ("b.xhtml", "Three")]
    assert found[2:] == [("title.xhtml", "Title page"), ("a.xhtml", "Story")]
