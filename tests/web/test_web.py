"""What a server needs beyond fic-audio itself."""

from __future__ import annotations

import sys

import pytest

from fic_audio.errors import UsageError
from fic_audio.web import check_installed


@pytest.mark.parametrize("missing", ["segno", "starlette", "uvicorn"])
def test_what_is_not_installed_is_reported(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how to get it."""
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(
        UsageError, match=rf'^serve needs {missing}, .*: pip install "fic-audio\[studio\]"$'
    ):
        check_installed("serve")


def test_what_is_installed_is_good() -> None:
    for name in ("segno", "starlette", "uvicorn"):
        pytest.importorskip(name)
    check_installed("serve")
