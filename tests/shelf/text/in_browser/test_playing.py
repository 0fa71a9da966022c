"""It plays, goes where it is sent, marks what is heard and remembers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fic_audio.model import Kind, Ms
from fic_audio.shelf.manifest import TimedLine
from fic_audio.shelf.text import read_along
from fic_audio.shelf.text.caption_lines import time_phrases
from tests.shelf.shelves import LINES, STORY, filled, kettle
from tests.shelf.text.in_browser.reader import Open


def test_a_click_on_a_sentence_plays_it(tmp_path: Path, sound: Path, read: Open) -> None:
    reader = read(kettle(tmp_path, sound))
    for number in (4, 1):
        reader.sentence(number).click()
        assert not reader.paused
        assert time_phrases(LINES)[number].start <= reader.sought < time_phrases(LINES)[number].end
    reader.page.keyboard.press("Space")
    assert reader.paused


def test_the_sentence_that_is_heard_is_marked(tmp_path: Path, sound: Path, read: Open) -> None:
    """From the first to the last, each while it is spoken, and one at a time."""
    reader = read(kettle(tmp_path, sound))
    assert reader.marked == []
    reader.tell(
        """() => {
          window.heard = [];
          const audio = document.querySelector("#audio");
          const look = () => {
            const now = document.querySelectorAll(".sentence[aria-current=true]");
            heard.push([audio.currentTime * 1000, Array.from(now, (each) => each.textContent)]);
            if (!audio.ended) requestAnimationFrame(look);
          };
          look();
        }"""
    )
    reader.page.locator("#play").click()
    reader.until("document.querySelector('#audio').ended")
    lines = time_phrases(LINES)
    seen = []
    before = 0
    for place, texts in reader.tell("heard"):
        # The mark may be of the frame before this look.
        right = [
            [line.text for line in lines if line.start <= time][-1:] for time in (before, place)
        ]
        assert texts in right
        before = place
        if texts and texts[0] not in seen:
            seen.append(texts[0])
    assert seen == [line.text for line in lines]


def test_the_next_chapter_follows_on_its_own(tmp_path: Path, sound: Path, read: Open) -> None:
    """And after the last there is silence."""
    reader = read(kettle(tmp_path, sound, 2))
    reader.tell("document.querySelector('#audio').currentTime = 5.8")
    reader.page.locator("#play").click()
    reader.until("document.querySelector('#title').textContent === 'The Kettle 2'")
    reader.until("document.querySelector('#audio').currentTime > 0.2")
    assert not reader.paused
    current = reader.page.locator("#chapters a[aria-current=true]").all_inner_texts()
    assert [text.split("\n")[0] for text in current] == ["The Kettle 2"]
    reader.tell("document.querySelector('#audio').currentTime = 5.8")
    reader.until("document.querySelector('#audio').ended")
    assert reader.chapter == "The Kettle 2"
    assert reader.page.locator("#play").get_attribute("aria-label") == "Play"


def test_place_and_wishes_are_kept(tmp_path: Path, sound: Path, read: Open) -> None:
    reader = read(kettle(tmp_path, sound, 2))
    reader.page.keyboard.press("n")
    reader.page.locator("#speed").select_option("1.5")
    reader.sentence(3).click()
    reader.page.locator("#play").click()
    place = reader.place
    reader.page.close()
    reader.open()
    assert reader.chapter == "The Kettle 2"
    reader.until(f"Math.abs(document.querySelector('#audio').currentTime * 1000 - {place}) < 50")
    assert reader.tell("document.querySelector('#audio').playbackRate") == 1.5
    assert reader.marked == [line.text for line in time_phrases(LINES) if line.start <= place][-1:]
    assert reader.paused


@pytest.mark.parametrize("kept", ["{", "null", "[]", '{"time": "x", "speed": 99, "theme": {}}'])
def test_what_is_kept_may_be_anything(tmp_path: Path, sound: Path, read: Open, kept: str) -> None:
    reader = read(kettle(tmp_path, sound))
    reader.page.keyboard.press("+")
    reader.page.evaluate("(kept) => localStorage.setItem(Object.keys(localStorage)[0], kept)", kept)
    reader.page.goto("about:blank")
    reader.open()
    assert reader.place == 0
    assert reader.chapter == "The Kettle 1"


def test_the_device_is_told_what_plays(tmp_path: Path, sound: Path, read: Open) -> None:
    reader = read(kettle(tmp_path, sound, 2))
    reader.page.keyboard.press("n")
    told = "(({title, artist, album}) => [title, artist, album])(navigator.mediaSession.metadata)"
    assert reader.tell(told) == ["The Kettle 2", "Aki, Ino", "Kettle & <Co>"]


def test_sound_that_is_gone_is_told(tmp_path: Path, sound: Path, read: Open) -> None:
    reader = read(kettle(tmp_path, sound, 2))
    (tmp_path / "002 - x.mp3").unlink()
    reader.page.keyboard.press("n")
    reader.page.get_by_role("status").filter(has_text="“002 - x.mp3” can’t be played").wait_for()
    reader.complaints = [text for text in reader.complaints if "ERR_FILE_NOT_FOUND" not in text]


def test_without_a_script_the_chapters_still_play(
    tmp_path: Path, sound: Path, chromium: Any
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    seen = context.new_page()
    seen.goto(read_along.write(kettle(tmp_path, sound, 2)).as_uri())
    link = seen.get_by_role("link", name="The Kettle 2")
    assert link.is_visible()
    assert link.get_attribute("href") == "002%20-%20x.mp3"
    assert seen.locator("#player").is_hidden()
    context.close()


def test_a_long_story_stays_quick(tmp_path: Path, sound: Path, read: Open) -> None:
    """A hundred chapters of three thousand words, and one of a hundred thousand: the page is there
    within seconds, and a chapter is opened within one."""
    words = "The lamp on the stair had been out for nine winters, as Petra knew."

    def said(count: int) -> tuple[TimedLine, ...]:
        return tuple(
            TimedLine(Ms(40 * n), Ms(40 * n + 30), words, "Petra", Kind.DIALOGUE, n // 3)
            for n in range(count // len(words.split()))
        )

    chapters = {"All": said(100_000)} | {f"Chapter {n}": said(3000) for n in range(1, 101)}
    reader = read(filled(tmp_path, sound, STORY, chapters))
    timing = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    assert reader.tell(timing) < 8000
    took = """(number) => {
      const before = performance.now();
      openChapter(number);
      document.body.getBoundingClientRect();
      return performance.now() - before;
    }"""
    assert reader.page.evaluate(took, 57) < 1000
    assert reader.page.evaluate(took, 0) < 4000
