"""What is seen: axe's opinion of each screen, small windows, hostile words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.studio.studios import KETTLE, SILENT, Studio, launch, memory, visit
from tests.waiting import LONG, until

SCREENS = {
    "home": "#/",
    "story": "#/story/1/story",
    "cast": "#/story/1/cast",
    "cards": "#/story/1/review?ask",
    "names": "#/story/1/names",
    "sound": "#/story/1/sound",
    "make": "#/story/1/make",
    "listen": "#/story/1/listen",
    "newer": "#/story/1/newer",
}
SIZES = {"desk": (1280, 900), "phone": (320, 640)}
HOSTILE = """Title: <b>Tea</b> & "cake" ليلة
Author: <script>alert(1)</script>
Summary: <img src=x onerror="document.title = 'broken'">

"<i>Is it on?</i>" Mina<script> asked.

"It is," said 李明. 李明 looked at Mina.

"Good," said ‮Eve‬ to Mina. Eve laughed.
"""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio with a finished story, and one of hostile words."""
    folder = tmp_path_factory.mktemp("shelf")
    studio = launch(folder, env=memory(folder))
    story = studio.drop("kettle.txt", KETTLE.encode(), SILENT)
    studio.open(story)
    studio.make(story)
    studio.open(studio.drop("hostile.txt", HOSTILE.encode(), SILENT))
    yield studio
    studio.process.kill()
    studio.process.wait(30)


def opened(chromium: Any, shelf: Studio, size: tuple[int, int], scheme: str) -> Any:
    width, height = size
    context = chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(1000 * LONG)
    page.goto(shelf.url)
    page.get_by_role("heading", name="Your stories").wait_for()
    return page


def show(page: Any, shelf: Studio, address: str) -> None:
    """A screen, when all of it is there."""
    visit(page, shelf, address)
    assert until(lambda: page.locator(".wait").count() == 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_fault(chromium: Any, shelf: Studio, size: str, scheme: str) -> None:
    """On any screen; and none is wider than the window."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(chromium, shelf, SIZES[size], scheme)
    faults: dict[str, Any] = {}

    def look(name: str) -> None:
        found = axe.run(page).response["violations"]
        for each in found:
            nodes = [node["html"] for node in each["nodes"]]
            faults[f"{name}: {each['id']}"] = nodes[:4]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults[f"{name}: wide"] = page.evaluate("document.documentElement.scrollWidth")

    for name, address in SCREENS.items():
        show(page, shelf, address)
        look(name)
    show(page, shelf, SCREENS["cards"])
    page.get_by_role("button", name="As a script").click()
    page.locator(".line[aria-current]").wait_for()
    look("script")
    page.get_by_role("button", name="Keys").click()
    look("keys")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.get_by_role("combobox", name="Search people").wait_for()
    look("picker")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.get_by_role("heading", name="How this line is spoken").wait_for()
    page.get_by_text("Pace, height, loudness").click()
    look("retake")
    page.keyboard.press("Escape")
    show(page, shelf, SCREENS["cast"])
    page.get_by_role("button", name="Change the voice of Narrator").click()
    page.get_by_role("heading", name="A voice for Narrator").wait_for()
    look("voices")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More about Mina").click()
    look("person")
    page.keyboard.press("Escape")
    show(page, shelf, SCREENS["sound"])
    page.get_by_role("button", name="On the phone").click()
    page.get_by_role("button", name="Switch on").wait_for()
    look("phone")
    page.keyboard.press("Escape")
    show(page, shelf, SCREENS["listen"])
    page.get_by_role("button", name="Play", exact=True).first.click()
    page.locator(".player").wait_for()
    look("player")
    page.get_by_role("button", name="Close the player").click()
    page.locator(".player").wait_for(state="hidden")
    page.context.close()
    assert faults == {}


def test_large_text_fits(chromium: Any, shelf: Studio) -> None:
    """At twice the size of letters nothing is cut off at the side, and axe has no complaint."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(chromium, shelf, (640, 800), "light")
    for name, address in SCREENS.items():
        show(page, shelf, address)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        found = axe.run(page).response["violations"]
        assert [each["id"] for each in found] == [], name
    show(page, shelf, SCREENS["cards"])
    page.get_by_role("button", name="As a script").click()
    page.locator(".line[aria-current]").wait_for()
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog", name="How this line is spoken")
    assert dialog.evaluate("(own) => own.scrollWidth <= own.clientWidth")
    page.context.close()


def test_hostile_words_are_shown_as_they_are(chromium: Any, shelf: Studio) -> None:
    page = opened(chromium, shelf, SIZES["desk"], "light")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    for name, address in SCREENS.items():
        if name not in ("listen", "make"):
            show(page, shelf, address.replace("story/1", "story/2"))
            assert "broken" not in page.title()
    show(page, shelf, "#/story/2/story")
    assert page.get_by_role("heading", level=1).inner_text().startswith('<b>Tea</b> & "cake" ليلة')
    assert page.locator("main script, main img[onerror], main b").count() == 0
    assert complaints == []
    page.context.close()


def test_a_script_that_gets_in_does_not_run(chromium: Any, shelf: Studio) -> None:
    """The page's policy is a second wall."""
    page = opened(chromium, shelf, SIZES["desk"], "light")
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.broken = true";
          document.body.append(script);
          const other = "<details open ontoggle='window.broken = true'></details>";
          document.body.insertAdjacentHTML("beforeend", other);
        }"""
    )
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") is None
    page.context.close()
