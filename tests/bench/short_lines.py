"""Lines of one to three words, spoken alone and among their neighbours: are they understood?

    python tests/bench/short_lines.py [VOICE...] [--lines 60]    six of the choir's if none is named

The voices take turns. Each line is spoken alone, and as `produce` speaks it: within the words
around it. Beside them stand the long lines of voices.py in the same voices, and pieces of those,
cut out where they are quiet: how much of a short line's opinion is due to its length.

- wer: share of words that speech recognition (whisper base) gets wrong, half a second of silence
  around each line
- mos: predicted opinion score from 1 to 5 (DistillMOS)
- sudden: lines that begin within 20 dB of their level in their first 10 ms, though no plosive
  opens them

To install: see voices.py.
"""

import argparse
import sys
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

import jiwer
import numpy as np
import soxr

from fic_audio import engines
from fic_audio import voices as catalogue
from fic_audio.engines.choir.phonemizer import phonemize
from fic_audio.model import Clip, Delivery, Voice
from fic_audio.sound.level import level
from voices import HEARD_AT, LINES, Samples, critic, recogniser, words

VOICES = "Hazel Felix Omar Noor Benji Maud".split()
PLOSIVES = frozenset("pbtdkɡʧʤ")
STEP = 0.010
"""Seconds in which the quietest place for a cut is looked for."""
EDGE, NEAR = 0.010, 20.0
"""Seconds of an onset, and how many decibels it has to be below the line."""

SHORT = """\
The rope went slack. | Hold on! | Somebody shouted from below.
"Who has the key?" she asked. | I do. | He held it up to the lamp.
He waited for an answer. | Never. | She turned back to the window.
The door opened an inch. | Go away. | It closed again.
Mara looked at the map for a long time. | Wrong road. | They walked back in silence.
"Is the water cold?" | Freezing. | He went in all the same.
She counted the coins twice. | Not enough. | The baker shrugged.
The dog lifted its head. | Good boy. | Its tail beat the floor.
"You saw them leave?" | Yes. | The captain wrote it down.
Nobody had lit the fire. | Strange. | He put his bag on the table.
"Where is your brother?" | Upstairs. | She did not look up from her book.
The lift stopped between two floors. | Wonderful. | Aunt Bea sat down on her suitcase.
He handed over the last letter. | Burn it. | The old man did not move.
"Did you hear that?" | Hear what? | They both stood still.
The horse shied at the gate. | Easy now. | Its ears came forward again.
She tasted the soup. | More salt. | The cook said nothing.
"Will it hold our weight?" | Perhaps. | He tried it with one foot.
A light moved on the far shore. | Look there! | The boat turned slowly.
"How many are left?" | Seven. | She closed the box.
The wind had dropped. | At last. | They hoisted the sail.
"May I come in?" | Of course. | He wiped his boots for a long time.
The clock struck, and struck again. | Midnight. | The guests put down their glasses.
He reached for the lantern. | Leave it. | Her voice was very calm.
"Are you afraid?" | A little. | The boy took her hand.
The judge looked over his spectacles. | Sit down. | The whole room obeyed.
She read the note once more. | Tomorrow morning. | It was in his own hand.
"What did he steal?" | Nothing. | And that was the odd part.
The ice groaned beneath them. | Run. | They ran.
"Does it hurt?" | Only sometimes. | He rolled his sleeve down.
The song came to an end. | Once more! | The fiddler laughed and began again.
He opened both hands. | Empty. | The crowd sighed.
"You knew my father?" | Very well. | The sailor took off his cap.
The train did not slow down. | Our stop! | She pulled at the cord.
"When did this happen?" | Last winter. | The doctor nodded.
He knocked three times. | Come in. | It smelled of oranges inside.
"And who pays for it?" | Everyone. | The mayor folded the paper.
The kettle began to sing. | Sugar? | He shook his head.
"I thought you had gone home." | So did I. | They sat on the wall together.
The thread broke for the third time. | Enough! | She threw the cloth into the corner.
He bent over the tracks in the snow. | A wolf. | The others drew closer.
"Can you keep a secret?" | Always. | She leaned across the table.
The bell rang on the landing. | Finally. | He took the stairs two at a time.
"You painted all of these?" | Most of them. | The girl looked at her shoes.
The oar slipped from his fingers. | Careful. | It floated out of reach.
"Shall we wait for the others?" | Why not? | They put their packs down.
She held the stone to the light. | Glass. | He had paid a fortune for it.
The guard lowered his spear. | Your name? | She gave him her sister's.
"He will be back by supper." | Who will? | The question hung in the kitchen.
The last page was missing. | Clever. | He smiled in spite of himself.
"Tell me that you forgive me." | I forgive you. | The rain went on and on.
The bridge swayed under the cart. | Slowly. | The wheels turned by inches.
"Have you ever been to sea?" | Twice. | He did not care to remember it.
The baby stopped crying. | Thank heaven. | Three people sat down at once.
"Which one is mine?" | The smaller one. | He took it without a word.
Somebody had moved the ladder. | Brilliant. | She looked at the drop again.
"You could have told me." | I tried. | The phone lay between them.
The curtain rose. | Silence, please. | Two hundred people held their breath.
"Did she leave an address?" | She did not. | The porter went back to his crossword.
He tied the last knot. | Finished. | The kite pulled at his hand.
The stars had gone out. | Clouds. | He said it without much hope.
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """What ears make of a spoken line."""

    said: str
    understood: str
    mos: float
    sudden: bool
    """Whether it begins within 20 dB of its level, with no plosive."""


def audible(clip: Clip) -> Samples:
    """Samples at the recogniser's rate, at an even level."""
    sound = np.frombuffer(clip.pcm, np.int16).astype(np.float32) * np.float32(2**-15)
    sound = soxr.resample(sound, clip.rate, HEARD_AT)
    return sound * np.float32(0.05 / np.sqrt(np.mean(sound**2)))


def sudden(clip: Clip, line: str, voice: Voice) -> bool:
    sound = np.frombuffer(clip.pcm, np.int16).astype(np.float64)
    first = sound[: round(EDGE * clip.rate)]
    ratio = float(np.sqrt(np.mean(first**2)) / np.sqrt(np.mean(sound**2)))
    phrase = phonemize(line, "", "", british=voice.accent == "British")[0]
    opening = next(letter for letter in phrase.letters if letter.isalpha())
    return opening not in PLOSIVES and ratio > 10 ** (-NEAR / 20)


def hear(clip: Clip, line: str, voice: Voice) -> Heard:
    sound = audible(clip)
    pause = np.zeros(HEARD_AT // 2, np.float32)
    understood = words(recogniser()(np.concatenate([pause, sound, pause])))
    return Heard(words(line), understood, critic()(sound), sudden(clip, line, voice))


def cut(clip: Clip, seconds: float) -> list[Clip]:
    """Pieces of about that length, from one quiet place to another."""
    step = round(STEP * clip.rate)
    sound = np.frombuffer(clip.pcm, np.int16)
    power = np.square(sound[: len(sound) // step * step].astype(np.float64)).reshape(-1, step)
    loud = np.convolve(power.sum(axis=1), np.ones(3), "same")
    whole, slack = round(seconds / STEP), round(seconds / STEP / 3)
    ends = [0]
    while ends[-1] + whole + slack < len(loud):
        near = slice(ends[-1] + whole - slack, ends[-1] + whole + slack)
        ends.append(near.start + int(np.argmin(loud[near])))
    return [Clip(sound[a * step : b * step].tobytes(), clip.rate) for a, b in pairwise(ends)]


def tell(name: str, heard: list[Heard]) -> None:
    wer = jiwer.wer([each.said for each in heard], [each.understood for each in heard])
    wrong = [f"{each.said} > {each.understood}" for each in heard if each.said != each.understood]
    print(
        f"| {name} | {len(heard)} | {wer:.3f} | {mean(each.mos for each in heard):.2f} "
        f"| {sum(each.sudden for each in heard)} |",
        flush=True,
    )
    print(f"{name}: {'; '.join(wrong)}", file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("voices", nargs="*", metavar="VOICE", help="names of the catalogue")
    parser.add_argument("--lines", type=int, default=60, help="how many of the short ones")
    parser.add_argument("--seconds", type=float, default=0.8, help="length of the pieces")
    asked = parser.parse_args()
    known = catalogue.load()
    cast = [known[name] for name in asked.voices or VOICES]
    lines = [tuple(map(str.strip, row.split("|"))) for row in SHORT.splitlines()[: asked.lines]]
    alone, within, long, pieces = [], [], [], []
    for number, (before, line, after) in enumerate(lines):
        voice = cast[number % len(cast)]
        engine = engines.load(voice.engine)
        clip = engine.say(line, voice, Delivery())
        alone.append(hear(level(clip, voice), line, voice))
        if isinstance(engine, engines.Contextual):
            clip = engine.say_within(line, before, after, voice, Delivery())
            within.append(hear(level(clip, voice), line, voice))
    for number, line in enumerate(LINES):
        voice = cast[number % len(cast)]
        clip = engines.load(voice.engine).say(line, voice, Delivery())
        long.append(hear(level(clip, voice), line, voice))
        pieces += [
            (piece.length / 1000, critic()(audible(level(piece, voice))))
            for piece in cut(clip, asked.seconds)
        ]
    print("| lines | count | wer | mos | sudden |\n|---|---|---|---|---|")
    for name, heard in (("short, alone", alone), ("short, within", within), ("long", long)):
        if heard:
            tell(name, heard)
    length, mos = (mean(each[nth] for each in pieces) for nth in (0, 1))
    print(f"| long, cut to {length:.1f} s | {len(pieces)} | | {mos:.2f} | |")


if __name__ == "__main__":
    main()
