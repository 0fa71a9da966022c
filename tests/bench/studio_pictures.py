"""Makes the pictures of docs/studio.md: python tests/bench/studio_pictures.py

A seed is dropped, made with espeak-ng and shown in Chromium; each picture has the name of what it
shows.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import sync_playwright

from tests.browser import find_chromium
from tests.studio.studios import TRAM, launch

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "studio"
SETTINGS = 'engine = "pyttsx3"\n'


def shoot(page: Any, name: str) -> None:
    page.wait_for_timeout(600)
    page.screenshot(path=FOLDER / f"{name}.png")
    print(FOLDER / f"{name}.png")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as driver:
        studio = launch(Path(folder) / "fic-audio")
        try:
            story = studio.drop("the_last_tram.txt", TRAM.read_bytes(), SETTINGS)
            studio.open(story)
            studio.make(story)
            browser = driver.chromium.launch(executable_path=find_chromium(), args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1100, "height": 760})
            page.set_default_timeout(120_000)
            page.goto(studio.url)
            page.locator(".story").wait_for()
            page.evaluate("document.querySelector('.foot').remove()")
            shoot(page, "home")
            where = f"{studio.origin}/#/story/{story}"
            page.goto(f"{where}/cast")
            page.get_by_role("heading", name="Corin").wait_for()
            shoot(page, "cast")
            page.goto(f"{where}/review?ask")
            page.locator("#question").wait_for()
            while "Who says" not in page.locator("#question").inner_text():
                page.keyboard.press("f")
                page.wait_for_timeout(300)
            shoot(page, "cards")
            page.get_by_role("button", name="As a script").click()
            page.locator(".line[aria-current]").wait_for()
            shoot(page, "script")
            page.keyboard.press("e")
            page.get_by_role("heading", name="How this line is spoken").wait_for()
            page.get_by_label("Delivery").select_option("weary")
            page.keyboard.press("Shift+Tab")
            shoot(page, "retake")
            page.keyboard.press("Escape")
            page.goto(f"{where}/listen")
            page.locator(".said").nth(9).click()
            shoot(page, "listen")
            browser.close()
        finally:
            studio.process.kill()
            studio.process.wait()


if __name__ == "__main__":
    main()
