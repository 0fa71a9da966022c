"""How fast each engine speaks, how long it takes to begin, and its memory, one process each.

    python tests/bench/engines.py [VOICE...]      by default Ada Hana Hayato Michael Joe

By processor time, so that other work on the machine counts little: seconds of sound for each second
of one core, over twenty sentences; the first sentence, with all that is loaded for it, apart.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time

from fic_audio import engines, voices
from fic_audio.model import Delivery

SENTENCES = (
    "The tram came late that night, and Petra ran for it.",
    "Nobody had ever asked the driver what he thought of snow; he would have told them.",
    "Why should he listen, when each letter had been opened and read before it reached him?",
    "Across the harbour seven ships lay with their lamps unlit, and the oldest of them was hers.",
)
ROUNDS = 5


def measure(name: str) -> None:
    voice = voices.load()[name]
    start = time.process_time() + children()
    engine = engines.load(voice.engine)
    engine.check()
    engine.say(SENTENCES[0], voice, Delivery())
    cold = time.process_time() + children() - start
    start, heard = time.process_time() + children(), 0
    for number in range(ROUNDS):
        for sentence in SENTENCES:
            heard += engine.say(f"{number}. {sentence}", voice, Delivery()).length
    took = time.process_time() + children() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(
        f"{name} ({voice.engine}): {heard / 1000 / took:.1f} x real time on one core, "
        f"first sentence {cold:.1f} s, {memory:.0f} MB",
        flush=True,
    )


def children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    names = sys.argv[1:] or ["Ada", "Hana", "Hayato", "Michael", "Joe"]
    if len(names) == 1:
        measure(names[0])
        return
    for name in names:
        subprocess.run([sys.executable, __file__, name], check=False)


if __name__ == "__main__":
    main()
