"""Hears back the table of text for the ear: written text spoken raw against text for the ear.

    python tests/bench/heard.py             prints the word error rate of each group
    python tests/bench/heard.py --cases     also prints what was heard of each case

The default voice speaks each case of tests/script/normalize/cases.tsv, speech recognition (whisper
base) writes down what it hears, and that is held against the words that should be heard: the
text for the ear, numbers in words on both sides. Groups that words can't judge (stutters,
ornaments, other scripts) are left out.

To install: see voices.py; num2words and emoji come with the program.
"""

import argparse
import ctypes
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

from fic_audio.script.normalize.numbers import spell_numbers
from voices import HEARD_AT, SPOKEN_AT, Samples, recogniser, words

TABLE = Path(__file__).parents[1] / "script" / "speakable" / "cases.tsv"
UNHEARD = {"stutter", "cut", "foreign", "markup"}
MARKS = re.compile(r"[^a-z' ]+")


def speaker() -> ctypes.CDLL:
    import espeakng_loader

    lib = ctypes.CDLL(espeakng_loader.get_library_path())
    lib.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)  # 2: synchronous
    lib.espeak_SetVoiceByName(b"en-us")
    return lib


def spoken(lib: ctypes.CDLL, text: str) -> Samples:
    import soxr

    heard: list[bytes] = []

    def collect(wav: int | None, count: int, _events: int) -> int:
        heard.append(ctypes.string_at(wav, count * 2) if wav else b"")
        return 0

    callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)(
        collect
    )
    lib.espeak_SetSynthCallback(callback)
    said = text.encode() + b"\0"
    lib.espeak_Synth(said, ctypes.c_size_t(len(said)), 0, 0, 0, 1, None, None)
    samples = np.frombuffer(b"".join(heard), np.int16).astype(np.float32) * np.float32(2**-15)
    pause = np.zeros(SPOKEN_AT // 2, np.float32)
    return soxr.resample(np.concatenate([pause, samples, pause]), SPOKEN_AT, HEARD_AT)


def compared(text: str) -> str:
    """Words alone, numbers written out, as neither spelling is what is measured."""
    return " ".join(MARKS.sub(" ", words(spell_numbers(text).replace("-", " "))).split())


def main() -> None:
    import jiwer

    parser = argparse.ArgumentParser(description="Hears back the table of text for the ear.")
    parser.add_argument("--cases", action="store_true", help="print what was heard of each case")
    each = parser.parse_args().cases
    rows = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()[1:]]
    lib, listen = speaker(), recogniser()
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for group, written, said in rows:
        if group in UNHEARD or not compared(said):
            continue
        raw, ear = (compared(listen(spoken(lib, text))) for text in (written, said))
        found[group].append((compared(said), raw, ear))
        if each:
            print(f"{group:13} {written!r}: raw {raw!r}, for the ear {ear!r}")
    everything = [row for group in found.values() for row in group]
    print(f"{'group':13} cases  raw  ear")
    for group, cases in {**found, "all": everything}.items():
        wanted, raw, ear = (list(column) for column in zip(*cases, strict=True))
        print(
            f"{group:13} {len(cases):5} {jiwer.wer(wanted, raw):.2f} {jiwer.wer(wanted, ear):.2f}"
        )


if __name__ == "__main__":
    main()
