from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fic_audio.shelf.manifest import Manifest
from tests.shelf.text.in_browser.reader import Open, Reader


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
