"""Usernames and the characters who go by them."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, Character, Kind
from fic_audio.page.segment import segment
from fic_audio.script.attribution import attribute_speakers
from fic_audio.script.characters.usernames import for_the_ear, with_usernames

PEOPLE = [Character("Wren Pell", ("Wren",)), Character("Tobin")]


def people(text: str) -> list[Character]:
    chapter = Chapter("", text)
    return with_usernames(PEOPLE, [chapter], [segment(chapter)])


def chat(one: str, other: str = "Tobin", before: str = "") -> str:
    return f"{before}<{one}> hello\n\n<{other}> no\n\n<{one}> why"


@pytest.mark.parametrize("username", ["wren_rules", "xXWrenXx", "TheRealWren", "wren99"])
def test_a_username_that_holds_a_name_is_that_character(username: str) -> None:
    assert username in people(chat(username))[0].aliases


@pytest.mark.parametrize(
    "told",
    ["Wren has changed her name to oarsome\n\n", "Wren (oarsome) grinned.\n\n"],
)
def test_the_story_says_who_writes_under_a_name(told: str) -> None:
    assert "oarsome" in people(chat("oarsome", before=told))[0].aliases


def test_a_username_of_nobody_is_a_character_of_its_own() -> None:
    assert [person.name for person in people(chat("oarsome"))] == ["Wren Pell", "Tobin", "oarsome"]


def test_the_lines_of_a_chat_are_its_writers() -> None:
    """The name before the words says who wrote them."""
    chapter = Chapter("", chat("wren_rules"))
    spans = segment(chapter)
    known = with_usernames(PEOPLE, [chapter], [spans])
    (lines,) = attribute_speakers([chapter], [spans], known)
    written = [line.speaker for line in lines if line.span.kind is Kind.MESSAGE]
    assert written == ["Wren Pell", "Tobin", "Wren Pell"]


def test_the_lines_of_a_play_are_its_speakers() -> None:
    chapter = Chapter("", "WREN: Row. (She rows.) On!\n\nTOBIN: No.\n\nWREN: Please.")
    spans = segment(chapter)
    (lines,) = attribute_speakers([chapter], [spans], PEOPLE)
    spoken = [line.speaker for line in lines if line.span.kind is Kind.DIALOGUE]
    assert spoken == ["Wren Pell", "Wren Pell", "Tobin", "Wren Pell"]


def test_a_username_is_said_in_words() -> None:
    assert for_the_ear("wren_pell99") == "wren pell 99"


def speakers(text: str, *more: Character) -> list[str | None]:
    chapter = Chapter("", text)
    spans = segment(chapter)
    known = with_usernames([*PEOPLE, *more], [chapter], [spans])
    (lines,) = attribute_speakers([chapter], [spans], known)
    said = (Kind.DIALOGUE, Kind.MESSAGE)
    return [line.speaker for line in lines if line.span.kind in said]


def test_a_name_before_a_quotation_says_it() -> None:
    """Also between the narrator's paragraphs."""
    text = 'Wren: "Row."\n\nTobin: "No."\n\nWren sighed.\n\nWren: "Please."'
    assert speakers(text) == ["Wren Pell", "Tobin", "Wren Pell"]


def test_a_colon_before_a_quotation_is_no_name_by_itself() -> None:
    """Words of the narrator's that lead up to speech name nobody."""
    text = 'He sighed: "Row."\n\nOne thing: "No."\n\nThis: "Why?"\n\nHe: "Oh."'
    assert [person.name for person in people(text)] == ["Wren Pell", "Tobin"]


def test_initials_are_who_has_them() -> None:
    """Known by name, or by a full name that stands in the text."""
    log = "Ada Finch kept the log.\n\nWP: Row.\n\nAF: No.\n\nWP: Please.\n\nT: Fine.\n\nWP: Good."
    assert speakers(log) == ["Wren Pell", "Ada Finch", "Wren Pell", "Tobin", "Wren Pell"]


def test_names_with_emoji_and_times() -> None:
    text = "**wren 🌻**: hi\n\n**tobin** [09:41]: no\n\n**wren 🌻**: why"
    assert speakers(text) == ["Wren Pell", "Tobin", "Wren Pell"]


def test_the_narrator_of_a_play_is_the_narrator() -> None:
    text = "NARRATOR: It rains.\n\nWREN: Row.\n\nNARRATOR: She rows."
    assert speakers(text) == ["narrator", "Wren Pell", "narrator"]


@pytest.mark.parametrize(
    "header", ["{} — Today at 9:41", "**{}** 9:41 AM", "[9:41 AM] {}", "{} — 03/14/2024 9:41 PM"]
)
def test_who_writes_stands_in_the_line_above(header: str) -> None:
    """The name is taken without the day and the time."""
    said = [("oarsome", "hello"), ("Tobin", "no"), ("oarsome", "why")]
    text = "\n\n".join(f"{header.format(name)}\n{words}" for name, words in said)
    assert [person.name for person in people(text)] == ["Wren Pell", "Tobin", "oarsome"]
