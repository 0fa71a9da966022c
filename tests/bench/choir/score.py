"""How near the choir comes to its teacher, voice by voice, on lines that no training saw.

    FIC_AUDIO_MODELS=FOLDER python tests/bench/choir/score.py [NAME...]

Both speak the lines of `voices.py`, measured as there; FOLDER holds `kokoro/voices/*.bin`. A voice
made of a teacher's has no teacher to be held against: it is measured alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from fic_audio import voices as catalogue
from fic_audio.model import Voice
from voices import cosine, measured_once


def main() -> None:
    asked = sys.argv[1:]
    choir = [voice for voice in catalogue.load() if voice.engine == "choir"]
    opinions = []
    print("| name | voice | mos | teacher's | wer | teacher's | f0 | teacher's | likeness |")
    print("|---|---|---|---|---|---|---|---|---|")
    for voice in choir:
        if asked and voice.name not in asked:
            continue
        own = measured_once(voice)
        opinions.append(own.mos)
        line = [voice.name, voice.id, f"{own.mos:.2f}", "–", f"{own.wer:.3f}", "–", str(own.f0)]
        line += ["–", "–"]
        if voice.id[2:3] == "_":
            teacher = measured_once(Voice(f"{voice.name}'s teacher", "kokoro", voice.id))
            line[3], line[5] = f"{teacher.mos:.2f}", f"{teacher.wer:.3f}"
            line[7], line[8] = str(teacher.f0), f"{cosine(own, teacher):.2f}"
        print(f"| {' | '.join(line)} |", flush=True)
    print(f"\nmos: median {median(opinions):.2f}, least {min(opinions):.2f}")


if __name__ == "__main__":
    main()
