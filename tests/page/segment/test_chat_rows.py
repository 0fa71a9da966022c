"""Chats whose lines stand in one block, or below the line that names who writes."""

from __future__ import annotations

import pytest

from fic_audio.model import Chapter, Kind
from fic_audio.page.segment import segment
from tests.page.pages import parts

PROSE = (
    "Her phone lit up on the thwart, and for a while she did not look at it at all, since her"
    "\nhands were wet."
)
"""A paragraph wrapped by hand."""


def written(chat: str) -> list[str]:
    return parts(f"{PROSE}\n\n{chat}\n\n{PROSE}", Kind.MESSAGE)


@pytest.mark.parametrize(
    "shape",
    ["[{}]: ", "{}: ", "{} > ", "{} - ", "**{}:** ", "<{}> ", "[12:03] {}: ", "{} (12:03 PM): "],
)
def test_the_lines_of_a_block_are_messages_of_their_own(shape: str) -> None:
    """Also where the text around them is wrapped by hand."""
    said = [("wren", "the boat is in"), ("tobin", "already?"), ("wren", "come and see")]
    chat = "\n".join(shape.format(name) + words for name, words in said)
    assert written(chat) == ["the boat is in", "already?", "come and see"]


def test_a_block_begins_and_ends_with_the_narrator() -> None:
    """What stands above and below the lines is no message."""
    chat = "It went on:\nwren: a boat\ntobin: no\nwren: yes\nShe put it down again."
    assert written(chat) == ["a boat", "no", "yes"]


def test_a_wrapped_message_goes_on() -> None:
    """A line that found no room above is the same person's."""
    long = "the only one there is, you absolute pigeon of a girl, and I have told you so"
    chat = f"wren: which pier\ntobin: {long}\ntwice today\nwren: ok"
    assert written(chat) == ["which pier", f"{long}\ntwice today", "ok"]


def test_what_the_chat_says_itself_stands_alone() -> None:
    """Who joins is told by the narrator, in the same block too."""
    chat = "wren: hello\ntobin has joined the chat\ntobin: hello\nwren: at last"
    assert written(chat) == ["hello", "hello", "at last"]


@pytest.mark.parametrize(
    "prose",
    [
        "There was one thing that she knew about the harbour, and it was an old and simple\n"
        "rule: never row alone. She had heard it from her mother, who had had it from a\n"
        "rule: book of rules, which is what they called the almanac there, and it had been a\n"
        "rule: ever since.",
        "Wren - the tall one - rowed on into the dark, and did not look back or say a word.\n"
        "Tobin - as ever - sat in the stern.\n"
        "Wren - at last - stopped.",
        "Wren: a small brown bird.\nTobin: a boy who liked them.",
    ],
)
def test_prose_wrapped_by_hand_stays_prose(prose: str) -> None:
    """A word and a colon at the beginning of a line make no chat."""
    assert written(prose) == []


@pytest.mark.parametrize(
    "header",
    [
        "{} — Today at 9:41",
        "{} — Yesterday at 21:03",
        "**{}** 9:41 AM",
        "{}, 9:41 AM",
        "{} (9:41)",
        "[9:41 AM] {}",
        "{} — 03/14/2024 9:41 PM",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_message_stands_below_who_writes_it(header: str, gap: str) -> None:
    """As apps copy it: the name and the time in a line of their own."""
    said = [("sunny", "is anyone awake"), ("Mo Pell", "no"), ("sunny", "it is SINKING")]
    chat = gap.join(f"{header.format(name)}{gap}{words}" for name, words in said)
    assert written(chat) == ["is anyone awake", "no", "it is SINKING"]


def test_several_lines_below_one_name() -> None:
    """All of them are written by it, up to the next name or a blank line."""
    chat = "sunny — Today at 9:41\nhey\nis anyone awake\nmo — Today at 9:43\nno"
    assert written(chat) == ["hey\nis anyone awake", "no"]


@pytest.mark.parametrize(
    "text",
    [
        "London, 9:41 AM\n\nIt rained.\n\nParis, 10:02 AM\n\nIt did not.",
        "Monday 9:41\n\nIt rained.\n\nMonday 10:02\n\nIt did not.",
        "They were late at 9:41\n\nIt rained.",
    ],
)
def test_a_place_and_a_time_write_nothing(text: str) -> None:
    """The head of a scene is no name."""
    assert written(text) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_no_word_is_lost(end: str) -> None:
    """The spans tile the chapter whatever is cut and joined."""
    chat = "It rang.\nsunny — Today at 9:41\nhey\n***\nmo — Today at 9:43\n\nno\n\nwren: a\nmo: b"
    text = f"{PROSE}\n\n{chat}\n\n{PROSE}".replace("\n", end)
    spans = segment(Chapter("", text))
    assert "".join(text[span.start : span.end] for span in spans) == text
