"""The way of somebody in a hurry: drop a story, press Make, listen. No question is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fic_audio.shelf.check import check
from tests.paths import SEEDS
from tests.studio.studios import SILENT, TRAM, Studio, visit
from tests.waiting import until

LONG = SEEDS / "lanterns_over_hollowmere.md"
"""In natural voices, that nobody has spoken yet: work that lasts on a busy machine, too."""


def drop(page: Any, studio: Studio, story: Path, settings: str) -> None:
    page.get_by_role("heading", name="Your stories").wait_for()
    page.set_input_files("#file", story)
    page.get_by_role("button", name="Make the audio").wait_for()
    folder = studio.folder / "stories" / story.stem
    (folder / "fic-audio.toml").write_text(settings)


def test_drop_make_listen(page: Any, studio: Studio) -> None:
    """With real speech; the files are as sound as those of the command line."""
    drop(page, studio, TRAM, 'engine = "pyttsx3"\n')
    assert page.url.startswith(studio.origin)
    assert "/t/" not in page.url
    page.get_by_role("button", name="Make the audio").click()
    page.get_by_role("link", name="Listen").and_(page.locator(".main")).click()
    page.get_by_role("button", name="Play").first.click()
    assert until(lambda: page.locator(".said.now").count() == 1)
    assert until(lambda: page.evaluate("document.querySelector('.time').textContent") != "0:00")
    report = check(studio.folder / "The Last Tram")
    assert report.ok, list(report.rows())


def test_progress_survives_a_reload(page: Any, studio: Studio) -> None:
    """And a closed tab: the work belongs to the program, and the page only looks."""
    drop(page, studio, LONG, 'engine = "auto"\n')
    page.get_by_role("button", name="Make the audio").click()
    page.get_by_role("button", name="Stop").wait_for()
    page.reload()
    page.get_by_role("button", name="Stop").wait_for()
    other = page.context.new_page()
    other.set_default_timeout(120_000)
    other.goto(page.url)
    page.close()
    other.get_by_role("link", name="Listen").and_(other.locator(".main")).wait_for()


def test_stop_keeps_the_work(page: Any, studio: Studio) -> None:
    drop(page, studio, LONG, 'engine = "auto"\n')
    page.get_by_role("button", name="Make the audio").click()
    page.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("link", name="Listen").and_(page.locator(".main")).wait_for()


def test_the_page_says_what_will_happen(page: Any, studio: Studio) -> None:
    """Before anything is made: chapters, length, work, size, doubts."""
    story = studio.drop("the_last_tram.txt", TRAM.read_bytes(), SILENT)
    studio.open(story)
    visit(page, studio, f"#/story/{story}/make")
    page.get_by_text("1 chapter, about").wait_for()
    text = page.locator("#main").inner_text()
    assert "minutes of sound" in text
    assert "MB" in text
    assert "unsure" in text
    page.get_by_role("button", name="Make", exact=True).click()
    page.get_by_role("link", name="Listen").and_(page.locator(".main")).wait_for()


def test_what_can_not_be_read_says_why(page: Any, studio: Studio) -> None:
    """In one sentence, without the place where we keep it."""
    story = studio.drop("song.mp3", b"ID3\x04" + bytes(2000))
    visit(page, studio, f"#/story/{story}")
    page.get_by_role("heading", name="could not be read").wait_for()
    text = page.locator("#main .trouble").inner_text()
    assert "song.mp3" in text
    assert str(studio.folder) not in text


def tab_to(page: Any, name: str) -> None:
    """Presses Tab until the focus is on what has this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"no way by Tab to {name}")


def test_no_mouse_is_needed(page: Any, studio: Studio) -> None:
    """From the choice of a file to the sound, by keys alone."""
    # The heading gets the focus once all is there.
    page.locator("html[data-ready=home]").wait_for(state="attached")
    # The browser is told to hand the choice over at once, and obeys a little later.
    with page.expect_file_chooser() as chooser:
        tab_to(page, "Choose a file")
        page.keyboard.press("Enter")
    chooser.value.set_files(TRAM)
    page.locator(".call").wait_for()
    (studio.folder / "stories" / TRAM.stem / "fic-audio.toml").write_text(SILENT)
    tab_to(page, "Make the audio")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Listen").and_(page.locator(".main")).wait_for()
    tab_to(page, "Listen")
    page.keyboard.press("Enter")
    page.locator(".said").first.wait_for()
    tab_to(page, "Play")
    page.keyboard.press("Enter")
    assert until(lambda: page.locator(".player").is_visible())
    assert (studio.folder / "The Last Tram" / "001 - The Last Tram.mp3").is_file()
