"""Music of the listener's own around a chapter: before the first words, and after the last.

It plays alone, goes down under the voice (ducking) and fades away. Only the two ends of a chapter's
WAV are touched, however long it is.
"""

from __future__ import annotations

import wave
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from fic_audio.errors import OutputError
from fic_audio.ffmpeg import SINGLE, ffmpeg
from fic_audio.model import Db, Hz, Ms
from fic_audio.sound.level import REFERENCE
from fic_audio.sound.measure import SILENT, loudness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

INTRO, OUTRO = Ms(6000), Ms(9000)
"""How long music is heard alone, before the first words and after the last."""
LONGEST = 15.0
"""Seconds of a file that are used at most."""
UNDER = Db(-14.0)
"""How much softer it is under the voice."""
TURN = 1.0
"""Seconds in which it goes down, or comes up."""
STAYS, LEAVES = 5.0, 4.0
"""Seconds under the voice, and seconds in which it then fades away."""
ENTERS = 4.0
"""Seconds before the end of the last words at which the outro begins."""
FADE = 2.0
"""Seconds in which music that is cut ends."""


def check(path: Path) -> None:
    """Raises OutputError where the file can't be read as sound."""
    load(path, Hz(22_050))


def digest(path: Path | None) -> str:
    """Another one for another file."""
    return blake2b(path.read_bytes(), digest_size=16).hexdigest() if path else ""


def load(path: Path, rate: Hz) -> Samples:
    """The beginning of the file at that rate, one channel, as loud as voices are before the mix."""
    import numpy as np

    try:
        gain = 0.0 if (loud := loudness(path)) <= SILENT else REFERENCE - loud
        raw = ("-vn", "-t", str(LONGEST), "-ac", "1", "-ar", str(rate), "-f", "s16le", "pipe:1")
        pcm, _ = ffmpeg((*SINGLE, "-i", path, *raw))
    except OutputError as why:
        raise OutputError(f"{path}: can't be read as music: {why}") from why
    sound: Samples = np.frombuffer(pcm, "<i2").astype(np.float32) * 10 ** (gain / 20)
    if not len(sound):
        raise OutputError(f"{path}: can't be read as music: the file has no sound")
    return _faded(sound, rate)


def head(intro: Path | None, usual: Ms) -> Ms:
    """How long a chapter's first words wait."""
    return max(INTRO, usual) if intro else usual


def tail(outro: Path | None, usual: Ms) -> Ms:
    """How long a chapter goes on behind its last words; the silence at its end stays."""
    return Ms(OUTRO + usual) if outro else usual


def mix(wav: Path, intro: Path | None, outro: Path | None, first: Ms, last: Ms) -> None:
    """Mixes the music into a WAV whose words begin at `first` and end `last` before its end.

    Raises OutputError.
    """
    with wave.open(str(wav), "rb") as file:
        rate, length = Hz(file.getframerate()), file.getnframes()
    if intro:
        music = load(intro, rate)
        begins = first / 1000
        goes = begins + STAYS
        curve = ((0, 1), (begins - TURN, 1), (begins, _UNDER), (goes, _UNDER), (goes + LEAVES, 0))
        _add(wav, 0, music * _curve(len(music), rate, curve))
    if outro:
        music = load(outro, rate)
        ended = length - round((last / 1000) * rate)
        start = max(ended - round(ENTERS * rate), 0)
        words = (ended - start) / rate
        over = words + OUTRO / 1000
        up = words + TURN
        ends = ((words, _UNDER), (up, 1), (max(over - LEAVES, up), 1), (over, 0))
        _add(wav, start, music * _curve(len(music), rate, ((0, 0), (words / 2, _UNDER), *ends)))


_UNDER = 10 ** (UNDER / 20)


def _curve(length: int, rate: Hz, points: Sequence[tuple[float, float]]) -> Samples:
    """How loud each sample is: straight lines between (second, factor)."""
    import numpy as np

    times, levels = zip(*points, strict=True)
    curve: Samples = np.interp(np.arange(length) / rate, times, levels).astype(np.float32)
    return curve


def _faded(sound: Samples, rate: Hz) -> Samples:
    """The sound without a click at its ends."""
    import numpy as np

    out = min(round(FADE * rate), len(sound))
    sound[len(sound) - out :] *= np.linspace(1, 0, out, dtype=np.float32)
    short = min(rate // 50, len(sound))
    sound[:short] *= np.linspace(0, 1, short, dtype=np.float32)
    return sound


def _add(wav: Path, start: int, music: Samples) -> None:
    """Adds samples to those of a WAV, from one of them on; what is beyond its end is left."""
    import numpy as np

    try:
        with wav.open("r+b") as file:
            at = wav.stat().st_size - 2 * _samples(wav) + 2 * start
            file.seek(at)
            old = np.frombuffer(file.read(2 * len(music)), "<i2").astype(np.float32)
            new = np.clip(old + music[: len(old)], -32_768, 32_767).round().astype("<i2")
            file.seek(at)
            file.write(new.tobytes())
    except OSError as why:
        raise OutputError(f"{wav}: {why.strerror or why}") from why


def _samples(wav: Path) -> int:
    with wave.open(str(wav), "rb") as file:
        return file.getnframes()
