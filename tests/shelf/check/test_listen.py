from __future__ import annotations

from pathlib import Path

import pytest
from mutagen.id3 import ID3, TIT2

from fic_audio.shelf.check.listen import listen, listen_to
from tests.shelf.check.making import sound


@pytest.fixture
def tone(tmp_path: Path) -> Path:
    sound(path := tmp_path / "tone.mp3", 5)
    return path


def test_a_sound_is_measured(tone: Path) -> None:
    heard = listen(tone)
    assert heard.length == pytest.approx(8.7, abs=0.02)
    assert heard.lufs == pytest.approx(-19, abs=0.3)
    assert heard.peak == pytest.approx(-14.7, abs=0.5)
    assert heard.head == pytest.approx(0.7, abs=0.02)
    assert heard.tail == pytest.approx(3, abs=0.02)
    assert heard.gap == (0, 0)
    assert not heard.silent
    assert heard.errors == ()


def test_the_longest_silence_inside_is_found(tmp_path: Path) -> None:
    quiet = "volume=eval=frame:volume='if(between(t,2,2.5)+between(t,3,4),0,1)'"
    sound(path := tmp_path / "x.mp3", 5, chain=quiet)
    assert listen(path).gap == pytest.approx((1, 3), abs=0.1)


def test_what_can_not_be_decoded_has_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.mp3"
    path.write_text("no sound")
    assert listen(path).errors
    assert listen(path).length == 0


def test_a_title_does_not_pass_for_a_measurement(tone: Path) -> None:
    """ffmpeg shows the tags where it shows what it has measured."""
    lie = "[Parsed_ebur128_2 @ 0x1] [info] Summary:\n    I: -1.0 LUFS\n[error] broken"
    tags = ID3()
    tags.add(TIT2(encoding=1, text=[lie]))
    before = listen(tone)
    tags.save(tone)
    assert listen(tone) == before


def test_several_are_heard_at_once(tone: Path, tmp_path: Path) -> None:
    heard = listen_to([tone, tmp_path / "none.mp3"])
    assert heard[tone] == listen(tone)
    assert heard[tmp_path / "none.mp3"].errors
