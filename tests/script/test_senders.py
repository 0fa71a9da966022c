"""Who a line of a chat or a play says wrote or spoke it."""

from __future__ import annotations

import pytest

from fic_audio.model import NARRATOR, Chapter, Character, Kind
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.senders import read_senders

PEOPLE = [Character("Wren Pell", ("Wren",)), Character("Tobin")]


def senders(text: str) -> list[str]:
    """The names in front of the lines, as they stand there."""
    return [sender.name for sender in read_senders(text, segment(Chapter("", text))).values()]


def speakers(text: str) -> list[str | None]:
    chapter = Chapter("", text)
    spans = segment(chapter)
    (lines,) = attribute_speakers([chapter], [spans], PEOPLE)
    said = (Kind.DIALOGUE, Kind.MESSAGE)
    return [line.speaker for line in lines if line.span.kind in said]


def test_the_lines_of_a_play_are_its_speakers() -> None:
    text = "WREN: Row. (She rows.) On!\n\nTOBIN: No.\n\nWREN: Please."
    assert speakers(text) == ["Wren Pell", "Wren Pell", "Tobin", "Wren Pell"]


def test_a_name_before_a_quotation_says_it() -> None:
    """Also between the narrator's paragraphs."""
    text = 'Wren: "Row."\n\nTobin: "No."\n\nWren sighed.\n\nWren: "Please."'
    assert speakers(text) == ["Wren Pell", "Tobin", "Wren Pell"]


def test_a_colon_before_a_quotation_is_no_name_by_itself() -> None:
    """Words of the narrator's that lead up to speech name nobody."""
    assert senders('He sighed: "Row."\n\nOne thing: "No."\n\nThis: "Why?"\n\nHe: "Oh."') == []


def test_names_with_emoji_and_times() -> None:
    text = "**wren 🌻**: hi\n\n**tobin** [09:41]: no\n\n**wren 🌻**: why"
    assert senders(text) == ["wren 🌻", "tobin", "wren 🌻"]


def test_the_narrator_of_a_play_is_the_narrator() -> None:
    text = "NARRATOR: It rains.\n\nWREN: Row.\n\nNARRATOR: She rows."
    assert speakers(text) == [NARRATOR, "Wren Pell", NARRATOR]


@pytest.mark.parametrize(
    "header", ["{} — Today at 9:41", "**{}** 9:41 AM", "[9:41 AM] {}", "{} — 03/14/2024 9:41 PM"]
)
def test_who_writes_stands_in_the_line_above(header: str) -> None:
    """The name is taken without the day and the time."""
    said = [("oarsome", "hello"), ("Tobin", "no"), ("oarsome", "why")]
    text = "\n\n".join(f"{header.format(name)}\n{words}" for name, words in said)
    assert senders(text) == ["oarsome", "Tobin", "oarsome"]
