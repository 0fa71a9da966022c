"""How near fic-audio comes to the floor: speech alone, then MP3 encoding alone, on all cores.

    python tests/bench/speed.py [TEXT] [--natural]

TEXT is a plain-text book, by default the novel Pride and Prejudice of $FIC_AUDIO_DATA (or of
../shared/data from the repository's root). Needs fic-audio installed, and Linux for memory.

In one run and on the same machine it times
- the floor: libespeak-ng through ctypes, paragraph by paragraph into WAV files, one process a core;
  then ffmpeg's libmp3lame on those files, one process a core, at the settings of the program.
  With --natural, the networks in the place of espeak-ng: the narrator's speaks two paragraphs of
  three, a voice of the choir the third
- `fic-audio produce TEXT -o DIR -q`, the whole way, and the memory of all its processes
  (proportional set size, summed, sampled ten times a second), and after how long the first line
  is spoken
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("FIC_AUDIO_DATA", ROOT / "../shared/data"))
NOVEL = DATA / "corpora" / "pdnc" / "PrideAndPrejudice" / "text.txt"
CHAPTERS = 60


def speak(part: tuple[list[str], str]) -> None:
    """Paragraphs -> a WAV file by the library alone, in one process, with its default voice."""
    import ctypes
    import wave

    import espeakng_loader

    paragraphs, wav = part
    lib = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = lib.espeak_Initialize(2, 2000, espeakng_loader.get_data_path().encode(), 0x8000)
    lib.espeak_SetVoiceByName(b"en-us+f3")
    with wave.open(wav, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)

        @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        def heard(samples: int | None, count: int, _events: int | None) -> int:
            if samples and count:
                file.writeframes(ctypes.string_at(samples, 2 * count))
            return 0

        lib.espeak_SetSynthCallback(heard)
        for paragraph in paragraphs:
            data = paragraph.encode()
            lib.espeak_Synth(data, ctypes.c_size_t(len(data) + 1), 0, 1, 0, 1, None, None)


def speak_naturally(part: tuple[list[str], str]) -> None:
    """The same by the natural voices."""
    import wave

    from fic_audio import engines
    from fic_audio.model import Delivery, Voice

    paragraphs, wav = part
    narrator, choir = (
        (engine, Voice(name, name, engine.voices()[0].id))
        for name, engine in ((name, engines.load(name)) for name in ("hibari", "choir"))
    )
    with wave.open(wav, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        for nth, paragraph in enumerate(paragraphs):
            engine, voice = choir if nth % 3 == 2 else narrator
            file.writeframes(engine.say(" ".join(paragraph.split()), voice, Delivery()).pcm)


def encode(wav: str) -> None:
    """A WAV file -> MP3, and nothing else."""
    import imageio_ffmpeg

    from fic_audio.sound.encode import EFFORT
    from fic_audio.sound.master import PROFILES

    codec = ["libmp3lame", "-compression_level", EFFORT]
    rate = ["-b:a", f"{PROFILES['audiobook'].bitrate}k", "-ar", "44100", "-ac", "1"]
    program = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", "-threads", "1"]
    subprocess.run([*program, "-i", wav, "-c:a", *codec, *rate, wav + ".mp3"], check=True)


def floor(text: str, folder: Path, cores: int, *, natural: bool) -> tuple[float, float, float]:
    """Seconds for speaking and for encoding, and seconds of audio."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    share = -(-len(paragraphs) // CHAPTERS)
    parts = [
        (paragraphs[at : at + share], str(folder / f"{at:06}.wav"))
        for at in range(0, len(paragraphs), share)
    ]
    start = time.perf_counter()
    with ProcessPoolExecutor(cores, get_context("fork")) as pool:
        list(pool.map(speak_naturally if natural else speak, parts))
    spoken = time.perf_counter() - start
    start = time.perf_counter()
    with ThreadPoolExecutor(cores) as threads:
        list(threads.map(encode, [wav for _, wav in parts]))
    encoded = time.perf_counter() - start
    a_second = 48_000 if natural else 44_100
    audio = sum(Path(wav).stat().st_size - 44 for _, wav in parts) / a_second
    return spoken, encoded, audio


def processor() -> float:
    """Seconds of processor time that this program's ended children have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def family(root: int) -> list[int]:
    """The process and all that descend from it."""
    parents = {}
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit():
                stat = (entry / "stat").read_text().rpartition(")")[2].split()
                parents[int(entry.name)] = int(stat[1])
        except OSError:
            continue
    found = [root]
    for pid in found:
        found += [child for child, parent in parents.items() if parent == pid]
    return found


def memory(root: int) -> float:
    """Megabytes of the process and its descendants, shared pages counted once."""
    total = 0
    for pid in family(root):
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        if match := re.search(r"^Pss:\s+(\d+) kB", rollup, re.M):
            total += int(match[1])
    return total / 1000


def produce(text: Path, folder: Path, *more: str) -> tuple[float, float, float]:
    """Seconds, those until the first line is spoken, and the peak of memory in megabytes; with a
    cache of its own in the folder."""
    clips = folder / "clips"
    command = [sys.executable, "-m", "fic_audio", "produce", str(text), "-o", str(folder), "-q"]
    start = time.perf_counter()
    process = subprocess.Popen(
        [*command, *more],
        stdout=subprocess.DEVNULL,
        env={**os.environ, "FIC_AUDIO_CACHE": str(clips)},
    )
    first = peak = 0.0
    while process.poll() is None:
        if not first and any(file.is_file() for file in clips.rglob("*.*")):
            first = time.perf_counter() - start
        peak = max(peak, memory(process.pid))
        time.sleep(0.1)
    took = time.perf_counter() - start
    if process.returncode:
        sys.exit(f"fic-audio ended with {process.returncode}")
    return took, first, peak


def main() -> None:
    """Times both and prints a small table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path, nargs="?", default=NOVEL)
    parser.add_argument("--floor", action="store_true", help="the floor alone")
    parser.add_argument("--natural", action="store_true", help="natural voices")
    arguments = parser.parse_args()
    text = arguments.text.read_text("utf-8-sig")
    words = len(text.split())
    cores = len(os.sched_getaffinity(0))
    print(f"{arguments.text.name}: {words} words, {cores} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        spoken, encoded, audio = floor(text, Path(folder), cores, natural=arguments.natural)
    lowest, least = spoken + encoded, processor()
    print(f"floor      {lowest:7.1f} s = speech {spoken:.1f} + encoding {encoded:.1f}, ", end="")
    print(f"{words / lowest * 60:.0f} words a minute, {audio / 3600:.1f} h of audio, ", end="")
    print(f"{least:.0f} s of processor time")
    if arguments.floor:
        return
    with tempfile.TemporaryDirectory() as folder:
        engine = "auto" if arguments.natural else "pyttsx3"
        took, first, peak = produce(arguments.text, Path(folder), "--engine", engine)
        heard = sum(file.stat().st_size for file in Path(folder).rglob("*.mp3")) * 8 / 96_000
    print(f"fic-audio  {took:7.1f} s, {words / took * 60:.0f} words a minute, ", end="")
    print(f"{heard / 3600:.1f} h of audio, {processor() - least:.0f} s of processor time, ", end="")
    print(f"{heard / took:.0f} times real time, peak memory {peak:.0f} MB, ", end="")
    print(f"first line after {first:.1f} s")
    aim = 1.4 if arguments.natural else 1.25
    print(f"ratio      {took / lowest:7.2f} (aim: {aim} at most)")
    print(f"per audio  {took / lowest * audio / heard:7.2f} (the same for each hour of sound)")


if __name__ == "__main__":
    main()
