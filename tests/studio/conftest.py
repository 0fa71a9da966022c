from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.studio.studios import Start, Studio, launch, memory
from tests.waiting import LONG


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts studios in processes of their own, with a memory that is theirs alone."""
    with ExitStack() as running:

        def started(folder: Path | None = None, *story: Path) -> Studio:
            studio = launch(folder or tmp_path / "shelf", *story, env=memory(tmp_path))
            running.callback(studio.process.wait, 30)
            running.callback(studio.process.kill)
            return studio

        yield started


@pytest.fixture
def studio(start: Start) -> Studio:
    return start()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """A studio for all tests of a module."""
    folder = tmp_path_factory.mktemp("shelf")
    studio = launch(folder, env=memory(folder))
    yield studio
    studio.process.kill()
    studio.process.wait(30)


@pytest.fixture(scope="module")
def window(chromium: Any, shelf: Studio) -> Iterator[Any]:
    """Its page, for all tests of a module."""
    context = chromium.new_context(viewport={"width": 1100, "height": 800})
    page = context.new_page()
    page.set_default_timeout(1000 * LONG)
    page.goto(shelf.url)
    page.get_by_role("heading", name="Your stories").wait_for()
    yield page
    context.close()


@pytest.fixture
def page(chromium: Any, studio: Studio) -> Iterator[Any]:
    """The studio's page. It must have asked nobody else, and complained of nothing."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda message: complaints.append(message.text))
    opened = context.new_page()
    opened.set_default_timeout(1000 * LONG)
    opened.goto(studio.url)
    yield opened
    context.close()
    strangers = [url for url in asked if not url.startswith((studio.origin, "blob:"))]
    assert strangers == []
    assert complaints == []
