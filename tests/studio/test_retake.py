"""How a single line is spoken: tried, heard beside the old one, kept only when chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import fic_audio
from tests.studio.studios import KETTLE, Studio, visit
from tests.waiting import until

SPOKEN = 'engine = "pyttsx3"\n'


def settings(shelf: Studio) -> Path:
    """The configuration of the story that was dropped last."""
    story = max(each["id"] for each in shelf.get("/api/studio").data["stories"])
    return Path(shelf.get(f"/api/stories/{story}").data["path"]).with_name("fic-audio.toml")


@pytest.fixture
def story(shelf: Studio) -> int:
    story = shelf.drop("kettle.txt", KETTLE.encode(), SPOKEN)
    shelf.open(story)
    return story


@pytest.fixture
def dialog(window: Any, shelf: Studio, story: int) -> Any:
    """The dialog for the first line of the script."""
    visit(window, shelf, f"#/story/{story}/review")
    window.get_by_role("button", name="As a script").click()
    window.get_by_label("Chapter").select_option("1")
    window.locator(".line", has_text="Is it on?").click()
    window.keyboard.press("e")
    opened = window.get_by_role("dialog", name="How this line is spoken")
    opened.wait_for()
    return opened


def wait_for_sound(window: Any) -> None:
    assert until(lambda: window.evaluate("document.documentElement.dataset.delay") is not None)
    window.evaluate("delete document.documentElement.dataset.delay")
    assert until(lambda: window.locator(".hear.on").count() == 0)


def test_another_take_is_heard_and_kept(
    window: Any, shelf: Studio, story: int, dialog: Any
) -> None:
    """By keys alone; the command line makes the same of it."""
    assert dialog.get_by_role("button", name="Keep the new one").is_disabled()
    window.keyboard.press("o")
    wait_for_sound(window)
    window.keyboard.press("t")
    wait_for_sound(window)
    window.keyboard.press("n")
    wait_for_sound(window)
    assert "[lines" not in settings(shelf).read_text()
    dialog.get_by_role("button", name="Keep the new one").press("Enter")
    window.get_by_text("spoken your way").wait_for()
    assert settings(shelf).read_text().endswith('[lines."Is it on?"]\ntake = 2\n')
    assert window.evaluate("document.activeElement.className").startswith("line")
    assert shelf.make(story)["status"] == "done"
    path = settings(shelf).with_name("kettle.txt")
    assert fic_audio.produce(path, out=shelf.folder).unchanged


def test_what_is_not_kept_changes_nothing(window: Any, shelf: Studio, dialog: Any) -> None:
    before = settings(shelf).read_text()
    dialog.get_by_label("Say these words").fill("Is it boiling?")
    dialog.get_by_role("button", name="Leave it as it is").click()
    assert until(lambda: window.locator("dialog").count() == 0)
    assert settings(shelf).read_text() == before


def test_other_words_are_shown_and_undone(window: Any, shelf: Studio, dialog: Any) -> None:
    dialog.get_by_label("Say these words").fill("Is it boiling?")
    dialog.get_by_label("Delivery").select_option("whispered")
    dialog.get_by_role("button", name="Keep the new one").click()
    window.get_by_text("spoken: Is it boiling?").wait_for()
    assert 'manner = "whisper"' in settings(shelf).read_text()
    window.locator(".toast").get_by_role("button", name="Undo").click()
    assert until(lambda: window.get_by_text("spoken: Is it boiling?").count() == 0)
    assert "boiling" not in settings(shelf).read_text()


def test_a_change_is_taken_back_in_the_dialog(window: Any, shelf: Studio, dialog: Any) -> None:
    dialog.get_by_label("Delivery").select_option("shouted")
    dialog.get_by_role("button", name="Keep the new one").click()
    window.get_by_text("spoken your way").wait_for()
    window.keyboard.press("e")
    dialog.get_by_role("button", name="As without any change").click()
    assert until(lambda: window.get_by_text("spoken your way").count() == 0)
    assert "shout" not in settings(shelf).read_text()


def test_a_question_is_kept_while_its_line_is_changed(
    window: Any, shelf: Studio, story: int
) -> None:
    """The card is still there, and the line on it is the changed one."""
    visit(window, shelf, f"#/story/{story}/review?ask")
    while not window.locator("#question").inner_text().startswith("Who says"):
        card = window.evaluate("document.documentElement.dataset.card")
        window.keyboard.press("f")
        assert until(
            lambda card=card: window.evaluate("document.documentElement.dataset.card") != card
        )
    card = window.evaluate("document.documentElement.dataset.card")
    window.keyboard.press("e")
    dialog = window.get_by_role("dialog", name="How this line is spoken")
    dialog.get_by_label("Delivery").select_option("shouted")
    dialog.get_by_role("button", name="Keep the new one").click()
    assert until(lambda: dialog.count() == 0)
    window.keyboard.press("e")
    assert dialog.get_by_label("Delivery").input_value() == "shout"
    assert 'manner = "shout"' in settings(shelf).read_text()
    assert window.evaluate("document.documentElement.dataset.card") == card


def test_wrong_settings_are_refused(shelf: Studio, story: int) -> None:
    """In one sentence; nothing is written."""
    line = shelf.get(f"/api/stories/{story}/lines").data["lines"][1]["id"]
    for wrong in ({"rate": 9}, {"take": 1.5}, {"manner": "loud"}, {"said": "…"}, {"pitch": "x"}):
        answer = shelf.change(story, "retake", line=line, **wrong)
        assert (answer.status, answer.data["error"][-1]) == (422, "."), wrong
        query = "&".join(f"{name}={value}" for name, value in wrong.items())
        path = f"/api/stories/{story}/trials/{line}?{query.replace('…', '%E2%80%A6')}"
        assert shelf.get(path).status == 422
    assert settings(shelf).read_text() == SPOKEN
