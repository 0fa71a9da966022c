"""Lines of chats and of plays: who writes or speaks, and what."""

from __future__ import annotations

import pytest

from fic_audio.model import Kind
from tests.page.pages import of_kind, of_page, parts


@pytest.mark.parametrize(
    "names",
    [
        ("[12:03] {}: ", "wren", "tobin"),
        ("12:03 - {}: ", "Wren Pell", "Tobin"),
        ("{} (12:03 PM): ", "wren", "tobin"),
        ("<{}> ", "wren_99", "tobin"),
        ("{}> ", "Wren", "Tobin"),
        ("**{}**: ", "wren", "tobin"),
        ("**{}:** ", "wren", "tobin"),
        ("{}: ", "wren", "tobin"),
        ("{}: ", "Wren", "Tobin"),
        ("**{}**: ", "wren 🌻", "capt. tobin"),
        ("**{}** [09:41]: ", "wren 🌻", "tobin!"),
        ("[{}]: ", "Wren Pell", "tobin"),
        ("({}): ", "wren", "tobin"),
        ("{} - ", "Wren", "Tobin 🐝"),
        ("{} » ", "wren.pell", "tobin"),
        ("{}: ", "wren", "Tobin P."),
        ("{}: ", "🌻 wren", "tobin"),
    ],
)
def test_the_words_of_a_chat_are_messages(names: tuple[str, str, str]) -> None:
    """Whatever stands around the name, the words behind it are what is written."""
    shape, one, other = names
    said = [(one, "the boat is in"), (other, "already?"), (one, "come and see")]
    chat = "\n\n".join(shape.format(name) + words for name, words in said)
    text = f"Her phone lit up.\n\n{chat}\n\nShe put it away."
    assert parts(text, Kind.MESSAGE) == ["the boat is in", "already?", "come and see"]


def test_what_a_chat_says_itself_does_not_end_it() -> None:
    """The narrator reads who joins and leaves."""
    text = "wren: hello\n\ntobin has joined the chat\n\ntobin: hello\n\nwren: at last"
    assert parts(text, Kind.MESSAGE) == ["hello", "hello", "at last"]
    assert "tobin has joined the chat" in parts(text, Kind.NARRATION)


@pytest.mark.parametrize(
    "text",
    [
        "There was one rule: never row alone.\n\nShe rowed.\n\nThe rule: never row alone.",
        "Wren: a small brown bird.\n\nTobin: a boy who liked them.\n\nThey met in the reeds.",
        "Date: May 3\n\nPlace: the pier\n\nDate: May 4\n\nPlace: the mill",
    ],
)
def test_a_colon_alone_makes_no_chat(text: str) -> None:
    """Prose with colons, a list of persons and the fields of a report stay narration."""
    assert parts(text, Kind.MESSAGE) == []


def test_bold_names_make_a_chat_of_two_lines() -> None:
    """A name that the page sets in bold is surely one."""
    page = of_page("<p>It rang.</p><p><b>wren:</b> hello</p><p><b>tobin</b>: no</p><p>It fell.</p>")
    assert of_kind(page, Kind.MESSAGE) == ["hello", "no"]


def test_the_cells_of_a_table_are_lines_of_a_chat() -> None:
    """A row is a name and what it writes."""
    rows = "".join(
        f"<tr><td>{name}:</td><td>{words}</td></tr>"
        for name, words in (("wren", "hello"), ("tobin", "no"), ("wren", "yes"))
    )
    assert of_kind(of_page(f"<table>{rows}</table>"), Kind.MESSAGE) == ["hello", "no", "yes"]


def test_the_lines_of_a_play_are_speech() -> None:
    """What is done, in brackets, stays with the narrator."""
    text = "WREN: Let me out. (She pulls.) Now!\n\nTOBIN: (laughing) No.\n\nWREN: Please."
    assert parts(text, Kind.DIALOGUE) == ["Let me out.", "Now!", "No.", "Please."]
    assert "(She pulls.)" in parts(text, Kind.NARRATION)


def test_a_chat_goes_on_behind_the_narrators_words() -> None:
    """A name that writes elsewhere in the chapter is enough."""
    chat = "**wren**: hello\n\n**tobin**: no\n\nWren laughed.\n\n**wren**: yes"
    assert parts(chat, Kind.MESSAGE) == ["hello", "no", "yes"]


@pytest.mark.parametrize(
    "text",
    [
        "Wren - the tall one - rowed.\n\nTobin - as ever - sat.\n\nWren - at last - stopped.",
        "[Name]: Wren\n\n[Class]: Rower\n\n[Level]: 3",
        "Class: Rower\n\nLevel: 3\n\nSkills: Rowing",
    ],
)
def test_dashes_and_windows_make_no_chat(text: str) -> None:
    assert [words for words in parts(text, Kind.MESSAGE) if words in ("Wren", "Rower", "3")] == []


def test_a_list_of_who_says_what_is_a_chat() -> None:
    """A term of a list stands before its words, in their line."""
    rows = "".join(
        f"<dt>{name}</dt><dd>{words}</dd>"
        for name, words in (("wren", "hello"), ("Tobin P.", "<p>no</p>"), ("wren", "yes"))
    )
    page = of_page(f"<p>It rang.</p><dl>{rows}</dl><p>It fell.</p>")
    assert of_kind(page, Kind.MESSAGE) == ["hello", "no", "yes"]
