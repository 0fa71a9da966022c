"""One who has the page of a book open: in Chromium, from the disk, with real sound."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from fic_audio.model import Ms
from fic_audio.shelf.manifest import Manifest, TimedLine
from fic_audio.shelf.text import read_along
from tests.shelf.shelves import STORY, filled
from tests.waiting import until

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


class Reader:
    """One who has the page of a book open."""

    def __init__(self, chromium: Any, book: Manifest, **wishes: Any) -> None:
        self.book = book
        self.address = read_along.write(book).as_uri()
        self.context = chromium.new_context(**{"viewport": DESK, **wishes})
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.open()

    def open(self) -> None:
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(self.address)
        self.until("document.querySelector('#audio').readyState > 0")
        self.tell("addEventListener('seeking', () => (window.sought = audio.currentTime), true)")

    def until(self, fact: str) -> None:
        # Playwright's own way needs eval, which the page's policy forbids.
        assert until(lambda: self.tell(fact)), fact

    def sentence(self, number: int) -> Any:
        return self.page.locator(".sentence").nth(number)

    def tell(self, fact: str) -> Any:
        return self.page.evaluate(fact)

    @property
    def place(self) -> int:
        return round(1000 * float(self.tell("document.querySelector('#audio').currentTime")))

    @property
    def sought(self) -> int:
        """The place that the sound was last sent to, told once."""
        self.until("window.sought !== undefined")
        return round(1000 * float(self.tell("[sought, (sought = undefined)][0]")))

    @property
    def paused(self) -> bool:
        return bool(self.tell("document.querySelector('#audio').paused"))

    @property
    def marked(self) -> list[str]:
        return list(self.page.locator(".sentence[aria-current=true]").all_inner_texts())

    @property
    def chapter(self) -> str:
        return str(self.page.locator("#title").inner_text())

    @property
    def focused(self) -> str:
        return str(self.tell("document.activeElement.textContent"))


Open = Callable[..., Reader]


def long(folder: Path, sound: Path, count: int = 1) -> Manifest:
    """Chapters longer than a screen, a paragraph every twenty-fifth of a second."""
    lines = tuple(
        TimedLine(Ms(40 * n), Ms(40 * n + 30), f"Sentence {n} of the kettle.", paragraph=n)
        for n in range(120)
    )
    return filled(folder, sound, STORY, {f"Chapter {n}": lines for n in range(1, count + 1)})
