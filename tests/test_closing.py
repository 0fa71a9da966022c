"""What is closed at the end of a `with` block."""

from __future__ import annotations

from pathlib import Path

import pytest

from fic_audio.closing import Closing


class _File(Closing):
    """A real file that is held open."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("w")

    def close(self) -> None:
        self.file.close()


def test_it_is_closed_at_the_end(tmp_path: Path) -> None:
    with _File(tmp_path / "told.txt") as held:
        assert not held.file.closed
    assert held.file.closed


def test_it_is_closed_after_an_error_which_goes_on(tmp_path: Path) -> None:
    held = _File(tmp_path / "told.txt")
    with pytest.raises(ZeroDivisionError), held:
        raise ZeroDivisionError
    assert held.file.closed
