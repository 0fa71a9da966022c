"""Names, Sound, New chapters and the phone, used by hand in one studio."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.studio.studios import KETTLE, SILENT, Studio, picture, visit
from tests.waiting import until

NEWER = (
    KETTLE.replace("They drank", "Slowly they drank") + '\nChapter 4: Empty\n\n"More?" Tom asked.\n'
)


@pytest.fixture
def story(shelf: Studio) -> int:
    story = shelf.drop("kettle.txt", KETTLE.encode(), SILENT)
    shelf.open(story)
    return story


def settings(shelf: Studio, story: int) -> str:
    path = Path(shelf.get(f"/api/stories/{story}").data["path"])
    return path.with_name("fic-audio.toml").read_text()


def test_a_word_is_spelt_as_it_sounds(window: Any, shelf: Studio, story: int) -> None:
    """Kept, undone, kept again and removed."""
    visit(window, shelf, f"#/story/{story}/names")
    window.get_by_text("Another word").click()
    window.get_by_label("Word", exact=True).fill("kettle")
    window.get_by_label("Say it as", exact=True).fill("KET-ul")
    window.keyboard.press("Enter")
    own = window.get_by_role("heading", name="Your pronunciations")
    own.wait_for()
    assert 'kettle = "KET-ul"' in settings(shelf, story)
    window.locator(".toast").get_by_role("button", name="Undo").click()
    own.wait_for(state="detached")
    assert "KET-ul" not in settings(shelf, story)
    window.locator(".toast").get_by_role("button", name="Redo").click()
    own.wait_for()
    window.get_by_role("button", name="Remove kettle").click()
    own.wait_for(state="detached")


def test_what_can_not_be_said_is_told(window: Any, shelf: Studio, story: int) -> None:
    before = settings(shelf, story)
    visit(window, shelf, f"#/story/{story}/names")
    window.get_by_text("Another word").click()
    window.get_by_label("Word", exact=True).fill("kettle")
    window.get_by_label("Say it as", exact=True).fill("/xx9/")
    window.keyboard.press("Enter")
    assert until(lambda: "IPA" in window.locator("#toasts").inner_text())
    assert settings(shelf, story) == before


def test_choices_are_written_at_once(window: Any, shelf: Studio, story: int) -> None:
    visit(window, shelf, f"#/story/{story}/sound")
    window.get_by_role("radio", name="At the end of the chapter").first.check()
    assert until(lambda: 'notes = "end"' in settings(shelf, story))
    window.get_by_role("checkbox", name="M4B").check()
    assert until(lambda: 'formats = ["mp3", "m4b"]' in settings(shelf, story))
    window.keyboard.press("Control+z")
    assert until(lambda: "m4b" not in settings(shelf, story))
    assert until(lambda: not window.get_by_role("checkbox", name="M4B").is_checked())


def test_a_cover_is_chosen_and_removed(
    window: Any, shelf: Studio, story: int, tmp_path: Path
) -> None:
    """What is no picture is refused in one sentence."""
    path = tmp_path / "my cover.PNG"
    path.write_bytes(picture())
    visit(window, shelf, f"#/story/{story}/sound")
    window.set_input_files("#file-cover", path)
    window.get_by_text("cover.png").wait_for()
    assert 'cover = "cover.png"' in settings(shelf, story)
    window.get_by_role("button", name="Cover: Remove").click()
    window.get_by_text("cover.png").wait_for(state="detached")
    assert "cover.png" not in settings(shelf, story)
    path.write_text("no picture")
    window.set_input_files("#file-cover", path)
    assert until(lambda: "of a kind that is not known" in window.locator("#toasts").inner_text())


def test_a_newer_file_is_looked_at_and_taken(
    window: Any, shelf: Studio, story: int, tmp_path: Path
) -> None:
    path = tmp_path / "kettle.txt"
    path.write_text(NEWER)
    visit(window, shelf, f"#/story/{story}/newer")
    window.set_input_files("#newer-file", path)
    window.get_by_role("heading", name="New (1)").wait_for()
    window.get_by_role("heading", name="Edited (1)").wait_for()
    window.get_by_role("button", name="Leave it as it is").click()
    assert until(lambda: len(shelf.open(story)["chapters"]) == 3)
    visit(window, shelf, f"#/story/{story}/newer")
    window.set_input_files("#newer-file", path)
    window.get_by_role("button", name="Take the newer file").click()
    window.locator(".toast", has_text="The newer file is taken").wait_for()
    assert until(lambda: len(shelf.open(story)["chapters"]) == 4)


def test_an_answer_that_comes_late_takes_no_comparison_away(
    window: Any, shelf: Studio, story: int, tmp_path: Path
) -> None:
    path = tmp_path / "kettle.txt"
    path.write_text(NEWER)
    asked = f"**/api/stories/{story}/newer"
    held: list[Any] = []
    window.route(
        asked,
        lambda route: held.append(route) if route.request.method == "GET" else route.continue_(),
    )
    visit(window, shelf, f"#/story/{story}/newer")
    window.set_input_files("#newer-file", path)
    window.get_by_role("heading", name="New (1)").wait_for()
    with window.expect_response(asked):
        held.pop().fulfill(json={"found": None})
    window.unroute(asked)
    assert window.get_by_role("heading", name="New (1)").is_visible()


def test_nothing_for_the_phone_is_told_in_the_dialog(window: Any, shelf: Studio) -> None:
    """Where it is seen, and not behind it."""
    visit(window, shelf, "#/")
    window.get_by_role("button", name="On the phone").click()
    window.get_by_role("button", name="Switch on").click()
    window.locator("dialog .toast", has_text="nothing is finished yet").wait_for()
    window.keyboard.press("Escape")
    assert until(lambda: window.locator("body > #toasts").count() == 1)


def test_the_phone_is_switched_on_and_off(window: Any, shelf: Studio, story: int) -> None:
    """With a code to scan; off means off."""
    shelf.make(story)
    visit(window, shelf, f"#/story/{story}/listen")
    window.get_by_role("button", name="Listen on the phone").click()
    window.get_by_role("button", name="Switch on").click()
    code = window.get_by_role("img", name="QR code")
    code.wait_for()
    assert until(lambda: code.evaluate("(image) => image.naturalWidth") > 100)
    assert shelf.get("/api/phone").data["url"]
    window.get_by_role("button", name="Switch off").click()
    window.get_by_role("button", name="Switch on").wait_for()
    assert shelf.get("/api/phone").data["url"] == ""
    window.keyboard.press("Escape")
