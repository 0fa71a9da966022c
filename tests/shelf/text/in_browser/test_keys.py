"""All of it without a mouse."""

from __future__ import annotations

from pathlib import Path

from tests.shelf.shelves import LINES, kettle
from tests.shelf.text.in_browser.reader import Open


def test_keys_alone_do_all(tmp_path: Path, sound: Path, read: Open) -> None:
    reader = read(kettle(tmp_path, sound, 3))
    press = reader.page.keyboard.press
    press("n")
    assert reader.chapter == "The Kettle 2"
    press("p")
    assert reader.chapter == "The Kettle 1"
    press("ArrowRight")
    press("ArrowRight")
    assert reader.marked == ["The Kettle"]
    press("ArrowLeft")
    assert reader.marked == ["Kettle & Co, by Aki."]
    press("+")
    assert reader.tell("document.querySelector('#audio').playbackRate") == 1.1
    press("-")
    press("Space")
    assert not reader.paused
    press("Space")
    assert reader.paused
    press("f")
    assert not reader.page.locator("#follow").is_checked()


def test_a_sentence_is_reached_and_played_by_key(tmp_path: Path, sound: Path, read: Open) -> None:
    """Tab finds one sentence, arrows the others, Enter plays; the next Tab leaves the text."""
    reader = read(kettle(tmp_path, sound))
    reader.page.locator("#story").focus()
    press = reader.page.keyboard.press
    press("Tab")
    assert reader.focused == LINES[0].text
    for _ in range(3):
        press("ArrowDown")
    press("ArrowUp")
    assert reader.focused == LINES[2].text
    press("Enter")
    assert LINES[2].start <= reader.sought < LINES[2].end
    assert not reader.paused
    press("Tab")
    assert reader.tell("document.activeElement.id") == "seek"


def test_every_control_is_reached_by_tab(tmp_path: Path, sound: Path, read: Open) -> None:
    reader = read(kettle(tmp_path, sound, 2))
    reached = []
    for _ in range(25):
        reader.page.keyboard.press("Tab")
        reached.append(reader.tell("document.activeElement.id || document.activeElement.localName"))
    wanted = ["summary", "seek", "list", "back", "play", "on", "next", "speed", "a", "span"]
    assert set(wanted) <= set(reached)


def test_keys_can_be_left_to_others(tmp_path: Path, sound: Path, read: Open) -> None:
    """WCAG 2.2, 2.1.4: who speaks to the computer can switch single keys off."""
    reader = read(kettle(tmp_path, sound, 2))
    reader.page.locator("summary", has_text="Keys").click()
    reader.page.locator("#shortcuts").uncheck()
    reader.tell("document.activeElement.blur()")
    reader.page.keyboard.press("n")
    assert reader.chapter == "The Kettle 1"
