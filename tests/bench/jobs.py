"""Runs side by side in one process: do they touch each other, and how soon does one stop?

    python tests/bench/jobs.py [--times 20] [--engine pyttsx3]

Each time three jobs run in one process: one story is made, one fails in the middle (its listener
raises when its first chapter is finished), one is stopped at a chance moment. The files of the
first are compared, byte for byte, with those of a run alone. Prints how long the stop took, from
`cancel` to the end of the job; exits with 1 where a file differs or a stop took two seconds.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import threading
import time
from hashlib import sha256
from pathlib import Path
from statistics import median

import fic_audio
from fic_audio import events

ROOT = Path(__file__).parents[2]
GOOD = ROOT / "seeds" / "the_last_tram.txt"
LONG = ROOT / "seeds" / "lanterns_over_hollowmere.md"
LIMIT = 2.0
"""Seconds in which a stopped job ends."""


class FailingError(Exception):
    """What the failing job's listener raises."""


def fail(event: events.Event) -> None:
    """Raises when a chapter is finished."""
    if isinstance(event, events.ChapterFinished):
        raise FailingError


def job(
    story: Path, out: Path, engine: str, listen: events.Listener = events.ignore
) -> fic_audio.Job:
    options = fic_audio.Options(
        out=out, engine=engine, jobs=2, no_cache=True, reproducible=True, formats=["opus"]
    )
    return fic_audio.Job([story], options, listen)


def digests(result: fic_audio.Result) -> dict[str, str]:
    """What each of the story's audio files holds."""
    files = sorted((*result.folder.glob("*.mp3"), *result.folder.glob("*.opus")))
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> int:
    """Prints a line for each time, and the sum of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--engine", default="pyttsx3")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    moments = random.Random(asked.seed)
    faults, took = 0, []
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        os.environ["FIC_AUDIO_CACHE"] = str(folder / "clips")
        begun = time.monotonic()
        (alone,) = job(GOOD, folder / "alone", asked.engine).run()
        assert isinstance(alone, fic_audio.Result)
        lasts, expected = time.monotonic() - begun, digests(alone)
        for number in range(asked.times):
            here = folder / str(number)
            good = job(GOOD, here / "good", asked.engine)
            bad = job(LONG, here / "bad", asked.engine, fail)
            stopped = job(LONG, here / "stopped", asked.engine)
            for each in (good, bad, stopped):
                each.start()
            time.sleep(moments.uniform(0.0, 2 * lasts))
            asked_at = time.monotonic()
            stopped.cancel()
            (outcome,) = stopped.result()
            seconds = time.monotonic() - asked_at
            if isinstance(outcome, fic_audio.StoppedError):
                took.append(seconds)
            try:
                bad.result()
                failed = False
            except FailingError:
                failed = True
            (made,) = good.result()
            same = isinstance(made, fic_audio.Result) and digests(made) == expected
            left = [path.name for path in here.rglob(".fic-audio-*")]
            fault = not same or not failed or bool(left) or seconds > LIMIT
            faults += fault
            what = "FAULT" if fault else "ok"
            print(f"{number:3} {what:5} stop {seconds:.2f} s  same {same}  left {left}", flush=True)
    threads = [thread.name for thread in threading.enumerate() if thread.name == "worker"]
    stops = (
        f"{len(took)} stops, median {median(took or [0]):.2f} s, longest {max(took or [0]):.2f} s"
    )
    print(f"{asked.times} times: {faults} faults; {stops}; threads left: {len(threads)}")
    return 1 if faults or threads else 0


if __name__ == "__main__":
    sys.exit(main())
