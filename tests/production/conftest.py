from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import KETTLE


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story of three chapters."""
    path = tmp_path / "kettle.txt"
    path.write_text(KETTLE)
    return path
