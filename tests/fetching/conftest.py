"""Sites that are asked here, without the pauses that others are given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fic_audio import fetching
from tests.fetching.sites import Site, start

PAUSE = 0.1


@pytest.fixture(autouse=True)
def memory(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is remembered of sites and works: nothing yet."""
    folder = tmp_path_factory.mktemp("sites")
    monkeypatch.setenv("FIC_AUDIO_SITES", str(folder))
    monkeypatch.setattr(fetching, "PAUSE", PAUSE)
    return folder


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site with no story yet."""
    found, server = start()
    for name in ("no_proxy", "NO_PROXY", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", found.url)
    yield found
    server.shutdown()
    server.server_close()
