from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from fic_audio.shelf.manifest import Manifest
from tests.shelf.text.in_browser.reader import Open, Reader


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def read(chromium: Any) -> Iterator[Open]:
    """Opens a book's page. At the end it must have asked for its MP3s alone, without complaint."""
    readers: list[Reader] = []

    def opened(book: Manifest, **wishes: Any) -> Reader:
        readers.append(Reader(chromium, book, **wishes))
        return readers[-1]

    yield opened
    for reader in readers:
        reader.context.close()
        beside = reader.address.rpartition("/")[0]
        asked = {url for url in reader.asked if url != reader.address}
        assert all(url.startswith(beside) and url.endswith(".mp3") for url in asked), asked
        assert reader.complaints == []
