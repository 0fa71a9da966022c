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


@pytest.mark.parametrize("username", ["wren_rules", "xXWrenXx", "TheRealWren", "wren99", "wren 🌻"])
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


def test_a_username_is_said_in_words() -> None:
    assert for_the_ear("wren_pell99") == "wren pell 99"


def speakers(text: str) -> list[str | None]:
    chapter = Chapter("", text)
    spans = segment(chapter)
    known = with_usernames(PEOPLE, [chapter], [spans])
    (lines,) = attribute_speakers([chapter], [spans], known)
    said = (Kind.DIALOGUE, Kind.MESSAGE)
    return [line.speaker for line in lines if line.span.kind in said]


def test_initials_are_who_has_them() -> None:
    """Known by name, or by a full name that stands in the text."""
    log = "Ada Finch kept the log.\n\nWP: Row.\n\nAF: No.\n\nWP: Please.\n\nT: Fine.\n\nWP: Good."
    assert speakers(log) == ["Wren Pell", "Ada Finch", "Wren Pell", "Tobin", "Wren Pell"]
