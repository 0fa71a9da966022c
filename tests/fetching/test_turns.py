"""Turns at a site."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from fic_audio.fetching.failures import FailureError, Why
from fic_audio.fetching.turns import Turns


def turns(folder: Path, told: list[tuple[str, float]], pause: float = 0.2) -> Turns:
    return Turns(folder, pause, 1.0, lambda site, seconds: told.append((site, seconds)))


def test_each_turn_waits_for_the_pause_after_the_last(tmp_path: Path) -> None:
    given = turns(tmp_path, [])
    with given.turn("example.org"):
        time.sleep(0.1)
    ended = time.monotonic()
    with turns(tmp_path, []).turn("www.example.org"):
        assert time.monotonic() - ended > 0.19


def test_sites_do_not_wait_for_each_other(tmp_path: Path) -> None:
    given = turns(tmp_path, [], pause=30)
    begun = time.monotonic()
    for site in ("example.org", "example.com"):
        with given.turn(site):
            pass
    assert time.monotonic() - begun < 10


def test_a_longer_wait_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    given = turns(tmp_path, told)
    given.defer("example.org", 0.5)
    with given.turn("example.org"):
        pass
    ((site, seconds),) = told
    assert site == "example.org"
    assert 0.2 < seconds <= 0.5


def test_a_wait_that_is_too_long_is_refused(tmp_path: Path) -> None:
    given = turns(tmp_path, [])
    given.defer("example.org", 100)
    with pytest.raises(FailureError) as failed, given.turn("example.org"):
        pass
    assert failed.value.why is Why.BUSY
    assert failed.value.until == pytest.approx(time.time() + 100, abs=10)


def test_what_is_asked_for_in_a_turn_outlasts_it(tmp_path: Path) -> None:
    given = turns(tmp_path, [])
    with given.turn("example.org"):
        given.defer("example.org", 50)
    with pytest.raises(FailureError), given.turn("example.org"):
        pass


@pytest.mark.parametrize("note", ["", "tomorrow"])
def test_a_damaged_note_is_none(tmp_path: Path, note: str) -> None:
    given = turns(tmp_path, [], pause=50)
    given.defer("example.org", 50)
    (path,) = tmp_path.glob("*.free")
    path.write_text(note)
    begun = time.monotonic()
    with given.turn("example.org"):
        assert time.monotonic() - begun < 40


def test_no_note_shuts_a_site_for_ever(tmp_path: Path) -> None:
    """The clock may have been wrong when it was written."""
    given = turns(tmp_path, [])
    given.defer("example.org", 50)
    (path,) = tmp_path.glob("*.free")
    path.write_text("9" * 30)
    with pytest.raises(FailureError) as failed, given.turn("example.org"):
        pass
    assert failed.value.until <= time.time() + 86_401
