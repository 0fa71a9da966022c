"""The people of a story, as the page gets them."""

from __future__ import annotations

from tests.studio.studios import KETTLE, SILENT, Studio

SERIES = """
[narrator]
voice = "Ada"
[characters]
Tom = { voice = "Bram" }
Mina = { voice = "Cora" }
"""


def test_voices_of_a_series_are_shown_with_its_name(studio: Studio) -> None:
    """A voice that the story sets itself is its own."""
    settings = f'{SILENT}[cast]\nseries = "tea.toml"\n[characters.Mina]\nvoice = "Dot"\n'
    story = studio.drop("kettle.txt", KETTLE.encode(), settings)
    (studio.folder / "stories" / "kettle" / "tea.toml").write_text(SERIES)
    studio.open(story)
    people = studio.get(f"/api/stories/{story}/people").data["people"]
    found = {each["name"]: each["series"] for each in people if each["voice"]}
    assert (found["narrator"], found["Tom"], found["Mina"]) == ("tea", "tea", "")
