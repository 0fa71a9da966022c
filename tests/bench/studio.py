"""Measures the studio: python tests/bench/studio.py [ENGINE]

From the command to the page; from the focus on a line to its sound, cached and not; from an answer
to the screen, and to its effects; in a chapter of five hundred turns.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import sync_playwright

from tests.browser import find_chromium
from tests.studio.studios import Studio, launch
from tests.waiting import until

TURNS = 500
PRESS = """(key) => new Promise((done) => {
  const begun = performance.now();
  const target = document.activeElement || document.body;
  target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
})"""


def long_story(turns: int = TURNS) -> bytes:
    people = ("Mina", "Tom", "Agnes", "Piers")
    rows = []
    for turn in range(turns):
        who = people[(turn * 7) % 4]
        tag = f" {who} said, and put cup number {turn} down." if turn % 3 == 0 else ""
        rows.append(f'"It is the {turn}th cup of this evening, and none was warm,"{tag}')
    return ("Title: Five Hundred Cups\n\n" + "\n\n".join(rows)).encode()


def told(name: str, values: Sequence[float]) -> None:
    middle, worst = statistics.median(values), max(values)
    print(f"{name}: median {middle:,.0f} ms, worst {worst:,.0f} ms ({len(values)})", flush=True)


def delay(page: Any) -> float:
    """What the page measured between the wish for a line and its sound."""
    assert until(lambda: page.evaluate("document.documentElement.dataset.delay") is not None)
    return float(page.evaluate("document.documentElement.dataset.delay"))


def sounds(page: Any, keys: Sequence[str], wait: int) -> list[float]:
    """Milliseconds from each key to the first sample of its sound."""
    found = []
    for key in keys:
        page.evaluate("delete document.documentElement.dataset.delay")
        page.keyboard.press(key)
        found.append(delay(page))
        page.wait_for_timeout(wait)
    return found


def measure(studio: Studio, page: Any, engine: str) -> None:
    story = studio.drop("cups.txt", long_story(), f'engine = "{engine}"\n')
    studio.open(story)
    page.goto(f"{studio.origin}/#/story/{story}/review")
    page.get_by_role("button", name="As a script").click()
    page.locator(".line[aria-current]").wait_for()
    page.get_by_label("Play by itself").check()
    page.locator(".line").first.click()
    page.wait_for_timeout(8000)
    told("focus to sound, next line", sounds(page, ["j"] * 8, 1500))
    told("focus to sound, cached", sounds(page, ["k"] * 8, 300))
    page.locator(".line").nth(300).click()
    page.wait_for_timeout(2500)
    rows = page.locator(".line")
    fresh = []
    for number in (340, 380, 420, 460):
        page.evaluate("delete document.documentElement.dataset.delay")
        rows.nth(number).click()
        fresh.append(delay(page))
        page.wait_for_timeout(1500)
    told("focus to sound, not yet spoken", fresh)
    page.get_by_label("Play by itself").uncheck()
    page.locator(".line").nth(20).click()
    page.wait_for_timeout(800)
    told("move to the screen", [page.evaluate(PRESS, "j") for _ in range(10)])
    answers = []
    for number in range(6):
        answers.append(page.evaluate(PRESS, "2" if number % 2 else "1"))
        page.wait_for_timeout(1500)
    told("answer to the screen", answers)
    lines = studio.get(f"/api/stories/{story}/lines?chapter=1&limit=1000").data
    ids = [line["id"] for line in lines["lines"] if line["kind"] == "dialogue"]
    studio.open(story)
    effects = []
    for number in range(50, 450, 50):
        begun = time.perf_counter()
        person = "Mina" if number % 100 else "Tom"
        answer = studio.change(story, "say", ids=[ids[number]], person=person)
        assert answer.status == 200, answer
        effects.append(1000 * (time.perf_counter() - begun))
    told("answer to its effects on the story", effects)


def main() -> None:
    engine = sys.argv[1] if len(sys.argv) > 1 else "pyttsx3"
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        begun = time.perf_counter()
        clips = {"FIC_AUDIO_CACHE": str(Path(folder, "clips"))}
        studio = launch(Path(folder, "shelf"), env=clips)
        ready = time.perf_counter()
        try:
            page.goto(studio.url)
            page.get_by_role("heading", name="Your stories").wait_for()
            shown = time.perf_counter()
            print(
                f"command to its address {ready - begun:.1f} s, to the page {shown - begun:.1f} s"
            )
            measure(studio, page, engine)
        finally:
            studio.process.kill()
            studio.process.wait()
            browser.close()


if __name__ == "__main__":
    main()
