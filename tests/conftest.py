"""What several tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import find_chromium
from tests.commands import STORY, Fic
from tests.paths import ROOT

# A busy machine is no failure.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--save-golden",
        action="store_true",
        help="write tests/golden/*/lines.txt anew; read the difference before keeping it",
    )


@pytest.fixture(autouse=True)
def own_clips(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where clips are kept in a test: never where the user's are."""
    folder = tmp_path_factory.mktemp("clips")
    monkeypatch.setenv("FIC_AUDIO_CACHE", str(folder))
    return folder


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of development data, which is not part of the project."""
    folder = Path(os.environ.get("FIC_AUDIO_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        why = f"no development data at {folder}; set FIC_AUDIO_DATA to where it lies"
        if os.environ.get("FIC_AUDIO_REQUIRE_DATA") == "1":
            pytest.fail(why)
        pytest.skip(why)
    return folder


@pytest.fixture
def fic(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fic:
    """The program in a folder with a story."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kettle.txt").write_text(STORY)
    return Fic(tmp_path, capsys, monkeypatch)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One Chromium for all tests: Playwright can't be started twice in a process."""
    api = pytest.importorskip("playwright.sync_api")
    program = find_chromium()
    if program is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    sounding = "--autoplay-policy=no-user-gesture-required"
    with api.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", sounding])
        yield browser
        browser.close()
