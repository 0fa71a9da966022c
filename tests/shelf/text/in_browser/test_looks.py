"""What is seen: the voice is followed, colours, hostile words, a phone; and what axe says."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.shelf.text.caption_lines import time_phrases
from tests.shelf.shelves import hostile, kettle
from tests.shelf.text.in_browser.reader import DESK, PHONE, Open, long


def test_the_page_follows_until_the_reader_leaves(tmp_path: Path, sound: Path, read: Open) -> None:
    """It scrolls with the voice; not against the reader's wheel; and comes back when asked."""
    reader = read(long(tmp_path, sound), reduced_motion="reduce")
    back = reader.page.locator("#return")
    reader.page.locator("#play").click()
    reader.until("scrollY > 1200")
    reader.page.mouse.move(600, 300)
    reader.page.mouse.wheel(0, -9000)
    reader.until("scrollY === 0")
    back.wait_for()
    reader.page.wait_for_timeout(400)
    assert reader.tell("scrollY") == 0
    back.click()
    reader.until("scrollY > 1200")
    assert back.is_hidden()


def test_following_can_be_switched_off(tmp_path: Path, sound: Path, read: Open) -> None:
    reader = read(long(tmp_path, sound))
    reader.page.keyboard.press("f")
    reader.page.locator("#play").click()
    reader.until("document.querySelector('#audio').currentTime > 3")
    assert reader.tell("scrollY") == 0
    assert reader.marked


def test_scrolling_jumps_where_motion_is_unwelcome(tmp_path: Path, sound: Path, read: Open) -> None:
    """Right after a step the page stands where it stays; otherwise it is on its way."""
    moved = {}
    for wish in ("reduce", "no-preference"):
        reader = read(long(tmp_path, sound), reduced_motion=wish)
        reader.tell("seek(3)")
        moved[wish] = reader.tell("scrollY")
    assert moved["no-preference"] < moved["reduce"] > 1000
    reader.until(f"scrollY === {moved['reduce']}")


def test_the_colours_can_be_chosen(tmp_path: Path, sound: Path, read: Open) -> None:
    """As the device has it, or against it."""
    reader = read(kettle(tmp_path, sound), color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = reader.tell(ground)
    reader.page.locator("summary", has_text="Reading").click()
    reader.page.locator("#theme").select_option("light")
    light = reader.tell(ground)
    assert light != dark
    reader.page.emulate_media(color_scheme="light")
    reader.page.locator("#theme").select_option("dark")
    assert reader.tell(ground) == dark
    reader.page.locator("#theme").select_option("")
    assert reader.tell(ground) == light


def test_hostile_words_are_shown_as_they_are(tmp_path: Path, sound: Path, read: Open) -> None:
    reader = read(hostile(tmp_path, sound))
    for number, episode in enumerate(reader.book.episodes):
        if number:
            reader.page.keyboard.press("n")
        shown = reader.tell(
            "Array.from(document.querySelectorAll('.sentence'), (each) => each.textContent)"
        )
        assert shown == [line.text for line in time_phrases(reader.book.lines(episode))]
    assert reader.page.title() == "Tea & <b>cake</b> \"for\" 'two'"
    assert reader.page.locator("b:not(.about b)").count() == 0


def test_a_script_that_gets_in_does_not_run(tmp_path: Path, sound: Path, read: Open) -> None:
    """The page's policy is a second wall: this is what it keeps out."""
    reader = read(kettle(tmp_path, sound))
    reader.tell(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.broken = true";
          document.body.append(script);
          const other = "<details open ontoggle='window.broken = true'></details>";
          document.body.insertAdjacentHTML("beforeend", other);
        }"""
    )
    reader.page.wait_for_timeout(200)
    assert reader.tell("window.broken") is None
    assert all("Content Security Policy" in text for text in reader.complaints)
    assert len(reader.complaints) >= 2
    reader.complaints = []


@pytest.mark.parametrize("size", [PHONE, DESK])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault(
    tmp_path: Path, sound: Path, read: Open, size: dict[str, int], scheme: str
) -> None:
    """With everything open, and a character's words marked."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    reader = read(kettle(tmp_path, sound, 3), viewport=size, color_scheme=scheme)
    for summary in reader.page.locator("summary").all():
        summary.click()
    for number in (0, 2, 8):
        reader.sentence(number).click()
        reader.page.keyboard.press("Space")
        reader.page.wait_for_timeout(300)
        assert axe.run(reader.page).response["violations"] == []
    if size == PHONE:
        reader.page.locator("#list").click()
        assert axe.run(reader.page).response["violations"] == []


def test_the_list_of_chapters_serves_a_thumb(tmp_path: Path, sound: Path, read: Open) -> None:
    """On a phone it lies over the text until a chapter is chosen, or Escape."""
    reader = read(kettle(tmp_path, sound, 3), viewport=PHONE, has_touch=True)
    chapters = reader.page.locator("#chapters")
    assert chapters.is_hidden()
    reader.page.locator("#list").tap()
    assert chapters.is_visible()
    reader.page.keyboard.press("Escape")
    assert chapters.is_hidden()
    assert reader.tell("document.activeElement.id") == "list"
    reader.page.locator("#list").tap()
    chapters.get_by_role("link").nth(2).tap()
    assert chapters.is_hidden()
    assert reader.chapter == "The Kettle 3"
    sizes = reader.tell(
        """Array.from(document.querySelectorAll(".buttons button, .buttons select"), (each) => {
          const { width, height } = each.getBoundingClientRect();
          return Math.min(width, height);
        })"""
    )
    assert min(sizes) >= 44
    assert reader.tell("document.documentElement.scrollWidth") == PHONE["width"]
