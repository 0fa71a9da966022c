"""How a single line is spoken: tried, heard beside the old one, kept only when chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import fic_audio
from tests.studio.studios import KETTLE, Studio, visit
from tests.waiting import until

SPOKEN = 'engine = "pyttsx3"\n[attribution]\ntier = "default"\n'


def settings(studio: Studio) -> Path:
    return studio.folder / "stories" / "kettle" / "fic-audio.toml"


@pytest.fixture
def dialog(page: Any, studio: Studio) -> Any:
    """The dialog for the first line of the script."""
    story = studio.drop("kettle.txt", KETTLE.encode(), SPOKEN)
    studio.open(story)
    visit(page, studio, f"#/story/{story}/review")
    page.get_by_role("button", name="As a script").click()
    page.get_by_label("Chapter").select_option("1")
    page.locator(".line", has_text="Is it on?").click()
    page.keyboard.press("e")
    opened = page.get_by_role("dialog", name="How this line is spoken")
    opened.wait_for()
    return opened


def wait_for_sound(page: Any) -> None:
    assert until(lambda: page.evaluate("document.documentElement.dataset.delay") is not None)
    page.evaluate("delete document.documentElement.dataset.delay")
    assert until(lambda: page.locator(".hear.on").count() == 0)


def test_another_take_is_heard_and_kept(page: Any, studio: Studio, dialog: Any) -> None:
    """By keys alone; the command line makes the same of it."""
    assert dialog.get_by_role("button", name="Keep the new one").is_disabled()
    page.keyboard.press("o")
    wait_for_sound(page)
    page.keyboard.press("t")
    wait_for_sound(page)
    page.keyboard.press("n")
    wait_for_sound(page)
    assert "[lines" not in settings(studio).read_text()
    dialog.get_by_role("button", name="Keep the new one").press("Enter")
    page.get_by_text("spoken your way").wait_for()
    assert settings(studio).read_text().endswith('[lines."Is it on?"]\ntake = 2\n')
    assert page.evaluate("document.activeElement.className").startswith("line")
    assert studio.make(1)["status"] == "done"
    path = settings(studio).with_name("kettle.txt")
    assert fic_audio.produce(path, out=studio.folder).unchanged


def test_what_is_not_kept_changes_nothing(page: Any, studio: Studio, dialog: Any) -> None:
    before = settings(studio).read_text()
    dialog.get_by_label("Say these words").fill("Is it boiling?")
    dialog.get_by_role("button", name="Leave it as it is").click()
    assert until(lambda: page.locator("dialog").count() == 0)
    assert settings(studio).read_text() == before


def test_other_words_are_shown_and_undone(page: Any, studio: Studio, dialog: Any) -> None:
    dialog.get_by_label("Say these words").fill("Is it boiling?")
    dialog.get_by_label("Delivery").select_option("whispered")
    dialog.get_by_role("button", name="Keep the new one").click()
    page.get_by_text("spoken: Is it boiling?").wait_for()
    assert 'manner = "whisper"' in settings(studio).read_text()
    page.locator(".toast").get_by_role("button", name="Undo").click()
    assert until(lambda: page.get_by_text("spoken: Is it boiling?").count() == 0)
    assert "boiling" not in settings(studio).read_text()


def test_a_change_is_taken_back_in_the_dialog(page: Any, studio: Studio, dialog: Any) -> None:
    dialog.get_by_label("Delivery").select_option("shouted")
    dialog.get_by_role("button", name="Keep the new one").click()
    page.get_by_text("spoken your way").wait_for()
    page.keyboard.press("e")
    dialog.get_by_role("button", name="As without any change").click()
    assert until(lambda: page.get_by_text("spoken your way").count() == 0)
    assert "shout" not in settings(studio).read_text()


def test_wrong_settings_are_refused(studio: Studio) -> None:
    """In one sentence; nothing is written."""
    story = studio.drop("kettle.txt", KETTLE.encode(), SPOKEN)
    studio.open(story)
    line = studio.get(f"/api/stories/{story}/lines").data["lines"][1]["id"]
    for wrong in ({"rate": 9}, {"take": 1.5}, {"manner": "loud"}, {"said": "…"}, {"pitch": "x"}):
        answer = studio.change(story, "retake", line=line, **wrong)
        assert (answer.status, answer.data["error"][-1]) == (422, "."), wrong
        query = "&".join(f"{name}={value}" for name, value in wrong.items())
        path = f"/api/stories/{story}/trials/{line}?{query.replace('…', '%E2%80%A6')}"
        assert studio.get(path).status == 422
    assert settings(studio).read_text() == SPOKEN
