from __future__ import annotations

from dataclasses import replace

from fic_audio.config import Unsure
from fic_audio.script.unsure import settle_unsure
from tests.script.sheet.sheets import BOAT, changed, each_row, parts, read, told


def test_a_sheet_reads_like_a_script() -> None:
    """Chapters are headings, narration and speech have a row each, paragraphs stand apart."""
    _, script, _ = parts(told(BOAT).sheet())
    assert script.split("\n")[:9] == [
        "== 1. Chapter 1 ==",
        "",
        "| The boat lay low in the water that morning.",
        "",
        'Mara: "Are you coming?"',
        "| Mara asked.",
        "",
        'Tobin: "Yes."',
        "",
    ]


def test_the_cast_stands_at_the_top() -> None:
    """Everybody with a line is listed with their number and other names."""
    head, _, _ = parts(told(BOAT, speakers=("Mara", "Mara", "Tobin")).sheet())
    assert "\nMara: 4 lines; also Captain Voss\nTobin: 1 line\n" in head


def test_who_has_no_line_is_a_remark() -> None:
    """A character who never speaks is named, so that he can be given a line."""
    head, _, _ = parts(told(BOAT, speakers=("Mara",)).sheet())
    assert "\n# named, but without a line: Tobin\n" in head


def test_doubtful_lines_are_marked() -> None:
    """A line below the threshold has a question mark, and its confidence and reason above it."""
    sheet = told(BOAT, sure=0.41).sheet()
    assert '\n# 41% sure: a guess\n? Mara: "Are you coming?"\n' in sheet
    assert "\n?" not in told(BOAT, sure=0.5).sheet()


def test_a_remark_does_not_say_twice_that_a_line_is_unsure() -> None:
    """Of a settled line's reason it shows what the percentage does not."""
    story = told(BOAT, sure=0.4)
    reasons: dict[Unsure, str] = {
        "likeliest": "a guess",
        "narrator": "so the narrator reads it; likeliest Mara; a guess",
    }
    for unsure, why in reasons.items():
        settled = replace(story, lines=settle_unsure(story.lines, unsure, 0.5))
        assert f"\n# 40% sure: {why}\n? " in settled.sheet()


def test_corrections_are_marked() -> None:
    """What the listener said stands there with an exclamation mark when it is written again."""
    story = told(BOAT)
    mended = story.corrected(changed(story.sheet(), 'Mara: "Is it far?"', 'Tobin: "Is it far?"'))
    assert '\n! Tobin: "Is it far?"\n' in story.mended(mended).sheet(mended)


def test_a_sheet_is_stable() -> None:
    """Written, read and written again, it is the same, with its corrections."""
    story = told(BOAT, BOAT.replace("boat", "ship"), sure=0.3)
    edited = each_row(story.sheet(), lambda row: row.replace("? Mara", "Tobin"))
    mended = story.corrected(edited)
    once = story.mended(mended).sheet(mended)
    again = story.corrected(once)
    assert story.mended(again).sheet(again) == once
    assert again == mended


def test_names_and_titles_are_data() -> None:
    """A heading's shape in a title, or a colon in a name, breaks nothing."""
    story = told(BOAT)
    odd = "= Dr: No = ?"
    lines = tuple(
        tuple(
            replace(line, speaker=odd if line.speaker == "Mara" else line.speaker) for line in each
        )
        for each in story.lines
    )
    chapter = replace(story.story.chapters[0], title="Cast ==\n== End")
    strange = replace(story, story=replace(story.story, chapters=(chapter,)), lines=lines)
    sheet = read(strange.sheet())
    assert sheet.corrections == 0
    assert sheet.cast == (odd, "Tobin")
    assert {entry.name for entry in sheet.entries} == {odd, "Tobin", "narrator"}
