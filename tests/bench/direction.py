"""What direction and effects cost: predicted opinion and word errors of directed lines.

    python tests/bench/direction.py [MANNER...] [--lines N] [--voices NAME...]

Six voices of the choir speak lines of voices.py plainly, and then in each manner as the tables of
`script/prosody` have it for "full": what `light` does is half of it. Of a being the whole way is
heard: its manner in the voice, levelled, and the effect.

- mos: predicted opinion score from 1 to 5 (DistillMOS), and its difference from the same lines
  spoken plainly
- wer: share of words that speech recognition (whisper base) gets wrong

To install: see voices.py.
"""

import argparse
from collections.abc import Mapping
from statistics import mean

import jiwer
import numpy as np
import soxr

from fic_audio import engines
from fic_audio import voices as catalogue
from fic_audio.model import Being, Delivery, Ending, Kind, Style, Voice
from fic_audio.script.cast import BEINGS
from fic_audio.script.prosody.delivery import KINDS
from fic_audio.script.prosody.manners import delivery_named
from fic_audio.sound.effects import apply_effect
from fic_audio.sound.level import level
from voices import HEARD_AT, LINES, Samples, critic, recogniser, words

VOICES = "Hazel Felix Omar Noor Benji Maud".split()
NAMED = "whisper murmur softly shout scream laugh sob breaking weary sharp".split()
MANNERS: Mapping[str, Delivery] = {
    "plain": Delivery(),
    **{name: delivery_named(name) for name in NAMED},
    "thought": KINDS[Kind.THOUGHT],
    "question": Delivery(ending=Ending.RISE),
    "emphasis": Delivery(emphasis=1.0),
    "trailing off": Delivery(ending=Ending.TRAIL),
    "phone": Delivery(style=Style.PHONE),
    **{str(being): each for being, each in BEINGS.items()},
}
MARKED = {0: "cold", 2: "little", 4: "heavy", 6: "whole", 8: "week", 10: "first", 12: "laughed"}
"""The word that is emphasised in a line."""


def spoken(line: str, voice: Voice, manner: str) -> Samples:
    """A line as a listener gets it, at the rate of the ears and an even level."""
    delivery = MANNERS[manner]
    clip = engines.load(voice.engine).say(line, voice, delivery)
    clip = apply_effect(level(clip, voice, delivery), delivery.style)
    if manner in list(Being):
        clip = apply_effect(clip, Being(manner))
    sound = np.frombuffer(clip.pcm, np.int16).astype(np.float32) * np.float32(2**-15)
    sound = soxr.resample(sound, clip.rate, HEARD_AT)
    return sound * np.float32(0.05 / np.sqrt(np.mean(sound**2)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("manners", nargs="*", metavar="MANNER", help="those alone, beside plain")
    parser.add_argument("--lines", type=int, default=2, help="lines for each voice (default: 2)")
    parser.add_argument("--voices", nargs="+", default=VOICES, help="names of the catalogue")
    parser.add_argument("--no-words", action="store_true", help="leave word errors out")
    asked = parser.parse_args()
    known = catalogue.load()
    pairs = [
        (known[name], LINES[(asked.lines * number + nth) % len(LINES)])
        for number, name in enumerate(asked.voices)
        for nth in range(asked.lines)
    ]
    plain: list[float] = []
    print("| manner | mos | against plain | wer |\n|---|---|---|---|")
    for manner in dict.fromkeys(["plain", *(asked.manners or MANNERS)]):
        scores, heard, said = [], [], []
        for voice, line in pairs:
            at = LINES.index(line)
            text = line
            if manner == "emphasis":
                word = MARKED.get(at, line.split()[2].strip('.,?!"'))
                text = line.replace(word, f"[{word}](+)", 1)
            sound = spoken(text, voice, manner)
            scores.append(critic()(sound))
            if not asked.no_words:
                pause = np.zeros(HEARD_AT // 2, np.float32)
                heard.append(words(recogniser()(np.concatenate([pause, sound, pause]))))
                said.append(words(line))
        plain = plain or scores
        differs = mean(scores) - mean(plain)
        wer = f"{jiwer.wer(said, heard):.3f}" if said else ""
        print(f"| {manner} | {mean(scores):.2f} | {differs:+.2f} | {wer} |", flush=True)


if __name__ == "__main__":
    main()
