"""Whether finished chapters keep their profile, and all voices the same loudness.

    python tests/bench/loudness.py [STORY...] [--check ../shared/tools/acx_check.py]

Produces the stories (those of seeds/ by default) in the profiles audiobook and acx, runs that
checker over the files, and from the finished files of the first profile measures

- narrator and characters: the integrated loudness of all that each says, and how far it is from the
  narrator's; those who speak for less than five seconds are left out
- the longest silence between two lines, and what the table of pauses allows at most
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from fic_audio.config import Pauses
from fic_audio.ffmpeg import ffmpeg
from fic_audio.script.prosody.pauses import AFTER_LONG, SLOWEST, TRAILS_OFF, VARIES
from fic_audio.shelf import manifest
from fic_audio.shelf.manifest import Manifest
from fic_audio.sound.measure import loudness

ROOT = Path(__file__).parents[2]
CHECK = ROOT / "../shared/tools/acx_check.py"
RATE = 22_050
LEAST = 5.0
"""Seconds."""


def voices(made: Manifest, folder: Path) -> dict[str, tuple[float, float]]:
    """Who speaks -> loudness (LUFS) and seconds of all they say in the finished files."""
    said: dict[str, list[bytes]] = defaultdict(list)
    for episode in made.episodes:
        raw = ("-ac", "1", "-ar", str(RATE), "-f", "s16le", "pipe:1")
        pcm, _ = ffmpeg(("-i", made.path(episode), *raw))
        for line in made.lines(episode):
            start, end = (2 * (RATE * at // 1000) for at in (line.start, line.end))
            said[line.speaker].append(pcm[start:end])
    found = {}
    for number, (speaker, parts) in enumerate(said.items()):
        sound = b"".join(parts)
        if len(sound) >= LEAST * 2 * RATE:
            wav = folder / f"{number}.wav"
            ffmpeg(("-f", "s16le", "-ac", "1", "-ar", str(RATE), "-i", "pipe:0", wav), sound)
            found[speaker] = (loudness(wav), len(sound) / 2 / RATE)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("stories", type=Path, nargs="*")
    parser.add_argument("--check", type=Path, default=CHECK)
    asked = parser.parse_args()
    stories = asked.stories or sorted((ROOT / "seeds").glob("*.[tm]*"))
    failed = False
    for story in stories:
        with tempfile.TemporaryDirectory() as name:
            for profile in ("audiobook", "acx"):
                out = Path(name, profile)
                command = [sys.executable, "-m", "fic_audio", "produce", story, "-o", out, "-q"]
                subprocess.run(
                    [*command, "--profile", profile], check=True, stdout=subprocess.DEVNULL
                )
                files = sorted(out.rglob("*.mp3"))
                check = [sys.executable, asked.check, "--profile", profile, *files]
                done = subprocess.run(check, capture_output=True, text=True, check=False)
                failed |= done.returncode != 0
                verdict = "passes" if done.returncode == 0 else f"FAILS:\n{done.stdout}"
                print(f"{story.name}, {len(files)} chapters, {profile}: {verdict}")
            (folder,) = Path(name, "audiobook").iterdir()
            made = manifest.load(folder)
            heard = voices(made, Path(name))
            narrator = heard["narrator"][0]
            for speaker, (lufs, seconds) in heard.items():
                print(f"  {speaker:24} {lufs:6.1f} LUFS {lufs - narrator:+5.1f}  {seconds:6.0f} s")
            gaps = [
                after.start - before.end
                for episode in made.episodes
                for before, after in pairwise(made.lines(episode))
            ]
            most = Pauses().scene * (1 + VARIES) * AFTER_LONG * TRAILS_OFF / SLOWEST
            print(f"  longest gap {max(gaps)} ms, at most {most:.0f} by the table")
    sys.exit(failed)


if __name__ == "__main__":
    main()
