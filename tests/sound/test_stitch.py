from __future__ import annotations

import math
import subprocess
import sys
import tracemalloc
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest

from fic_audio.errors import OutputError
from fic_audio.model import Clip, Cue, Hz, Ms, Voice
from fic_audio.sound.stitch import stitch

VOICE = Voice("", "", "")


def clip(value: int, ms: int = 100, rate: int = 22_050) -> Clip:
    return Clip(array("h", [value] * (rate * ms // 1000)).tobytes(), Hz(rate))


def cue(pause: int = 200, scene: int = 0) -> Cue:
    return Cue("x", VOICE, pause=Ms(pause), scene=scene)


def read(wav: Path) -> tuple[int, array[int]]:
    with wave.open(str(wav)) as file:
        return file.getframerate(), array("h", file.readframes(file.getnframes()))


def test_clips_and_pauses(tmp_path: Path) -> None:
    """Head, clips with their pauses, and the tail instead of the last pause."""
    wav = tmp_path / "x.wav"
    cues = [cue(200), cue(500, scene=1), cue(9999, scene=1)]
    length = stitch(
        cues, [clip(1000), clip(2000), clip(3000)], wav, head=Ms(300), tail=Ms(400)
    ).length
    assert length == 300 + 100 + 200 + 100 + 500 + 100 + 400
    rate, samples = read(wav)
    for value, start in ((1000, 300), (2000, 600), (3000, 1200)):
        there = [at for at, sample in enumerate(samples) if abs(sample - value) < 100]
        assert there[0] == pytest.approx(start * rate / 1000, abs=5)
        assert len(there) == 2205


def test_nothing_to_hear(tmp_path: Path) -> None:
    """A chapter without a clip is its head and tail."""
    assert stitch([], [], tmp_path / "x.wav").length == 3700


def test_first_clip_sets_the_rate(tmp_path: Path) -> None:
    """A clip of another rate is resampled and keeps its length and pitch."""
    wav = tmp_path / "x.wav"
    tone = array(
        "h", [round(9000 * math.sin(at * math.tau * 400 / 24_000)) for at in range(24_000)]
    )
    clips = [clip(5, 1000), Clip(tone.tobytes(), Hz(24_000))]
    stitched = stitch([cue(0), cue()], clips, wav, head=Ms(0), tail=Ms(0))
    assert stitched.length == pytest.approx(2000, abs=2)
    assert stitched.heard[1] == pytest.approx((1000, 2000), abs=2)
    rate, samples = read(wav)
    assert rate == 22_050
    second = samples[22_050:]
    crossings = sum(a < 0 <= b for a, b in pairwise(second))
    assert crossings == pytest.approx(400, abs=2)


def test_clips_must_match_cues(tmp_path: Path) -> None:
    """A missing clip is an error, never a shorter chapter."""
    with pytest.raises(ValueError, match="shorter"):
        stitch([cue(), cue()], [clip(1)], tmp_path / "x.wav")


def test_can_not_be_written(tmp_path: Path) -> None:
    """A folder that isn't there is an OutputError with the file's name."""
    with pytest.raises(OutputError, match=r"gone/x\.wav"):
        stitch([cue()], [clip(1)], tmp_path / "gone" / "x.wav")


def test_memory_stays_small(tmp_path: Path) -> None:
    """An hour in one scene is never in memory as a whole: 160 MB of sound in less than 40."""
    tracemalloc.start()
    try:
        second = clip(7, 10_000)
        stitch([cue(0)] * 360, (second for _ in range(360)), tmp_path / "x.wav")
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


def test_importing_is_quiet_and_light() -> None:
    """The sound stages import no engine, and pydub's warnings stay in."""
    program = (
        "import sys, fic_audio.sound.master, fic_audio.sound.render, fic_audio.sound.stitch;"
        "assert not {'pyttsx3', 'espeakng_loader', 'numpy'} & set(sys.modules)"
    )
    command = [sys.executable, "-W", "error", "-c", program]
    done = subprocess.run(command, capture_output=True, check=True, env={"PATH": "/nowhere"})
    assert (done.stdout, done.stderr) == (b"", b"")
