from __future__ import annotations

from pathlib import Path

import pytest

from tests.shelf.shelves import tone


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six seconds, encoded as chapters are."""
    return tone(tmp_path_factory.mktemp("sound") / "tone.mp3")
