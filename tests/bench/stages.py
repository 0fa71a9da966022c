"""Where the processor time of an hour of sound goes, stage by stage.

    python tests/bench/stages.py [LINES]

Speaks so many lines (600 by default) of a text of its own, one process and one stage after another,
and prints for each the processor time, user and system, of this program and its children, in
seconds an hour of sound, and its share of the floor: libespeak-ng alone and libmp3lame alone.
"""

import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TypeVar

from fic_audio.engines.pyttsx3 import Pyttsx3
from fic_audio.ffmpeg import SINGLE, ffmpeg, program
from fic_audio.model import Clip, Cue, Delivery, Lufs, Ms, Voice
from fic_audio.sound import master as mastering
from fic_audio.sound.cache import Cache, key
from fic_audio.sound.encode import EFFORT, encode
from fic_audio.sound.level import level
from fic_audio.sound.limit import limit
from fic_audio.sound.master import master
from fic_audio.sound.stitch import stitch

T = TypeVar("T")

SENTENCES = (
    "The tram came late that night, and Petra ran for it.",
    "Stop! Wait for me!",
    "Nobody had ever asked the driver what he thought of snow; he would have told them.",
    "Across the harbour seven ships lay with their lamps unlit, and the oldest of them was hers.",
    "She said nothing.",
    "Why should he listen, when each letter had been opened and read before it reached him?",
)
VOICES = (
    Voice("Ada", "pyttsx3", "en-us+f3", lufs=Lufs(-20.1)),
    Voice("Tom", "pyttsx3", "en-gb-x-rp", lufs=Lufs(-18.0)),
)


class Stages:
    """Times stages and remembers them."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, float, float, float]] = []

    def __call__(self, name: str, work: Callable[[], T]) -> T:
        wall, before = time.perf_counter(), os.times()
        result = work()
        after = os.times()
        user = after.user + after.children_user - before.user - before.children_user
        system = after.system + after.children_system - before.system - before.children_system
        self.taken.append((name, user, system, time.perf_counter() - wall))
        return result

    def table(self, hours: float) -> None:
        floor = sum(user + system for name, user, system, _ in self.taken if "alone" in name)
        print(f"{'stage':34} {'user':>6} {'system':>6} {'CPU':>6} {'wall':>6} {'of the floor':>12}")
        for name, user, system, wall in self.taken:
            spent = (user, system, user + system, wall)
            row = " ".join(f"{seconds / hours:6.1f}" for seconds in spent)
            print(f"{name:34} {row} {(user + system) / floor:12.2f}")


def alone(lines: list[str], wav: Path) -> None:
    """libespeak-ng and nothing else, in a process of its own."""
    from speed import speak

    child = os.fork()
    if child == 0:
        speak((lines, str(wav)))
        os._exit(0)
    os.waitpid(child, 0)


def main() -> None:
    """Runs every stage and prints the table."""
    chance = random.Random(1)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 600
    cues = [
        Cue(f"{number} {chance.choice(SENTENCES)}", chance.choice(VOICES), Delivery(), Ms(600))
        for number in range(count)
    ]
    engine, stage = Pyttsx3(), Stages()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wav, mp3, raw = folder / "x.wav", folder / "x.mp3", folder / "x.pcm"
        limited = folder / "limited.wav"
        stage("espeak-ng alone", lambda: alone([cue.text for cue in cues], folder / "alone.wav"))
        said = stage("speech by the engine", lambda: speech(engine, cues))
        pairs = list(zip(cues, said, strict=True))
        clips = stage("level", lambda: [level(clip, cue.voice) for cue, clip in pairs])
        stage("pickle there and back", lambda: [pickle.loads(pickle.dumps(clip)) for clip in clips])
        keep(stage, folder, cues, clips)
        length = stage("stitch", lambda: stitch(cues, clips, wav)).length
        profile = mastering.PROFILES["audiobook"]
        loud = stage("measure", lambda: mastering._level(wav, profile))
        assert loud
        stage("gain and limiter", lambda: limit(wav, limited, loud))
        resample = "asetnsamples=16384:p=0,aresample=44100,aformat=s16p"
        source = (*SINGLE, "-max_size", "32768", "-i", limited, "-af")
        stage("read by ffmpeg", lambda: ffmpeg((*source, "anull", "-f", "null", "-")))
        stage("read, resample", lambda: ffmpeg((*source, resample, "-f", "null", "-")))
        ffmpeg((*SINGLE, "-i", limited, "-ar", "44100", "-f", "s16le", raw))
        stage("libmp3lame alone", lambda: lame(raw, mp3))
        stage("encode as produce does", lambda: encode(limited, mp3, 96, nullcontext()))
        stage("measure the finished file", lambda: mastering._measure(mp3, profile))
        stage("master: all of these", lambda: master(wav, mp3))
        stage.table(length / 3_600_000)


def speech(engine: Pyttsx3, cues: list[Cue]) -> list[Clip]:
    clips = [engine.say(cue.text, cue.voice, cue.delivery) for cue in cues]
    engine._speaker.proxy._driver.destroy()  # its processes count when they have ended
    return clips


def keep(stage: Stages, folder: Path, cues: list[Cue], clips: list[Clip]) -> None:
    cache = Cache(folder / "cache")
    names = [key("x", cue) for cue in cues]
    stage("into the cache", lambda: list(map(cache.put, names, clips)))
    stage("out of the cache", lambda: list(map(cache.get, names)))


def lame(raw: Path, mp3: Path) -> None:
    source = (*SINGLE, "-f", "s16le", "-ar", "44100", "-ac", "1", "-i", raw)
    codec = ("-c:a", "libmp3lame", "-compression_level", EFFORT, "-b:a", "96k")
    command: list[str | Path] = [program(), "-nostdin", "-v", "error", "-y", *source, *codec]
    subprocess.run([*command, "-flush_packets", "0", mp3], check=True)


if __name__ == "__main__":
    main()
