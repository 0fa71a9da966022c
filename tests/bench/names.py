"""Names in every natural voice, as `voices audition --names` speaks them: is each heard alike?

    python tests/bench/names.py [VOICE...]      all of hibari's and the choir's if none is named

Each name is spoken alone, and speech recognition (whisper base) writes down what it hears. It does
not know how a made-up name is written, so sounds are compared: what was heard is read aloud by the
voice's own dictionary and held against what was to be said, as `--listen` does.

- as said: share of names of which at least two sounds of three are heard; those that are alike
  ("p" and "b") count for more than half
- sounds: how much of all their sounds is heard

To install: see voices.py.
"""

import argparse
from collections import defaultdict
from statistics import mean

import numpy as np
from short_lines import audible

from fic_audio import engines
from fic_audio import voices as catalogue
from fic_audio.listening.alignment import align
from fic_audio.listening.sounds import words_of
from fic_audio.model import Delivery, Voice
from fic_audio.sound.level import level
from voices import HEARD_AT, recogniser

NATURAL = ("hibari", "choir")
ALIKE = 1 / 3
"""The most that may be misheard of a name that is said as it should be."""
NAMES = (
    "Hermione Ysolde Anneke Corin Thessaly Lysander Beatrix Marguerite Evangeline Tadhg Xiomara "
    "Joaquin Katsuki Tanjiro Morwenna Quorvane Kaelith Elswyth Mireille Dunstan Ines Petra"
).split()


def misheard(name: str, voice: Voice) -> float:
    """The share of a name's sounds that were heard otherwise."""
    clip = level(engines.load(voice.engine).say(f"{name}.", voice, Delivery()), voice)
    pause = np.zeros(HEARD_AT // 2, np.float32)
    text = recogniser()(np.concatenate([pause, audible(clip), pause]))
    found = align(words_of(name), words_of(text))
    return min(1.0, found.words[0].wrong)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("voices", nargs="*", metavar="VOICE", help="names of the catalogue")
    asked = parser.parse_args()
    known = catalogue.load()
    voices = [known[name] for name in asked.voices] or [v for v in known if v.engine in NATURAL]
    by_name: dict[str, list[float]] = defaultdict(list)
    print("| voice | accent | as said | sounds |\n|---|---|---|---|")
    for voice in voices:
        wrong = [misheard(name, voice) for name in NAMES]
        for name, share in zip(NAMES, wrong, strict=True):
            by_name[name].append(share)
        alike = mean(share <= ALIKE for share in wrong)
        row = (voice.name, voice.accent, f"{alike:.2f}", f"{1 - mean(wrong):.2f}")
        print(f"| {' | '.join(row)} |", flush=True)
    print("\n| name | as said by | sounds |\n|---|---|---|")
    for name, wrong in sorted(by_name.items(), key=lambda each: -mean(each[1])):
        print(f"| {name} | {mean(w <= ALIKE for w in wrong):.2f} | {1 - mean(wrong):.2f} |")


if __name__ == "__main__":
    main()
