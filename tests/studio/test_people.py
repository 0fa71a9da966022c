"""The people of a story, as the page gets them."""

from __future__ import annotations

from typing import Any

from tests.studio.studios import KETTLE, SILENT, Studio, visit

SERIES = """
[narrator]
voice = "Ada"
[characters]
Tom = { voice = "Bram" }
Mina = { voice = "Cora" }
Otto = { voice = "Dot" }
"""


def open_part(studio: Studio, settings: str = "") -> int:
    """Opens a story of a series."""
    own = f'{SILENT}[cast]\nseries = "tea.toml"\n{settings}'
    story = studio.drop("kettle.txt", KETTLE.encode(), own)
    (studio.folder / "stories" / "kettle" / "tea.toml").write_text(SERIES)
    studio.open(story)
    return story


def test_voices_of_a_series_are_shown_with_its_name(studio: Studio) -> None:
    """A voice that the story sets itself is its own."""
    story = open_part(studio, '[characters.Mina]\nvoice = "Dot"\n')
    people = studio.get(f"/api/stories/{story}/people").data["people"]
    found = {each["name"]: each["series"] for each in people if each["voice"]}
    assert (found["narrator"], found["Tom"], found["Mina"]) == ("tea", "tea", "")


def test_people_of_earlier_stories_can_be_picked(page: Any, studio: Studio) -> None:
    """Whom this one has not named yet."""
    story = open_part(studio)
    visit(page, studio, f"#/story/{story}/review")
    page.get_by_role("button", name="As a script").click()
    page.locator(".line[aria-current]").wait_for()
    page.keyboard.press("s")
    page.get_by_role("combobox", name="Search people").fill("ot")
    page.get_by_role("option", name="Otto from another story of tea").wait_for()
